"""The slip on which a reader answers: about which appointment, and until which day. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from services.notifications.domain.client.slip_code import printed_slip_code
from shared.calendar.days import LegalCalendar

DAYS_BY_POST = 3
"""A slip that must be back sooner than this cannot be: then the letter asks to call."""
TO_LIE_AND_ARRIVE = timedelta(weeks=2)
"""So long a letter may wait in its mailing and its pile, and be on its way."""


@dataclass(frozen=True, slots=True)
class SlipFor:
    """The appointment about which a reader can answer."""

    appointment_id: str
    day: date

    def code(self, client_id: str) -> str:
        return printed_slip_code(self.appointment_id, client_id)

    def back_by(self, letter_date: date, asked_by: date | None, days: int, calendar: LegalCalendar) -> date | None:
        """The last day on which the slip is of use: the day that the letter names, or else so many days after it, and
        before the conversation in any case; a working day, for on others nobody opens the post. None when the post
        cannot bring it by then."""
        last = calendar.last_working_day(
            min(asked_by or letter_date + timedelta(days=days), self.day - timedelta(days=1))
        )
        return last if last >= letter_date + timedelta(days=DAYS_BY_POST) else None
