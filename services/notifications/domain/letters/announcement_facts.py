"""From one revision of a client to what the announcement, or the client's own page, has to say on a day."""

from datetime import date

from services.notifications.domain.client.care_words import care_words
from services.notifications.domain.client.recipient import ClientError, DeliveredCare, Recipient
from services.notifications.domain.client.revision import ClientRevision
from services.notifications.domain.client.right import FunctionRight, Plan
from services.notifications.domain.letters.dates import AWBZ_LAST_DAY, CHANGE_DAY, working_week
from services.notifications.domain.letters.facts import (
    Addressee,
    AnnouncementFacts,
    CareLine,
    Conversation,
    LineReason,
)
from services.notifications.domain.letters.letter import LetterError, Sender
from services.notifications.domain.letters.voice import is_minor
from shared.calendar.days import LegalCalendar

WLZ_EFFECT = "wlz-test.effect"
"""The rule by which migration says that the Wlz is open to who tells the CIZ in time."""


def announcement_facts(
    revision: ClientRevision, letter_id: str, sender: Sender, calendar: LegalCalendar, on: date
) -> AnnouncementFacts:
    """What there is to say to this client on a day.

    Raises ClientError and LetterError when the revision contradicts itself, CalendarError for a conversation in a year
    that the calendar does not know.
    """
    person = revision.recipient
    return AnnouncementFacts(
        letter_id=letter_id,
        client_id=person.client_id,
        municipality_code=person.municipality,
        sender=sender,
        addressee=_addressee(person),
        minor=is_minor(person.birth_date),
        letter_date=on,
        lines=tuple(care_line(person, right) for right in revision.right.functions),
        conversation=_conversation(revision.plan, sender, calendar, on) if revision.plan else None,
    )


def care_line(person: Recipient, right: FunctionRight) -> CareLine:
    """Where no right against the municipality begins, the line begins on the day on which the AWBZ ends.

    Raises ClientError for a right to care that was not delivered or that nobody knows.
    """
    delivered = person.delivered_care(right.id)
    if delivered is None:
        raise ClientError(f"there is a right to function {right.id}, which was not delivered")
    return CareLine(
        care=care_words(right.function, transport=delivered.transport),
        domain=right.domain,
        starts_on=delivered.starts_on,
        right_from=right.right_from or CHANGE_DAY,
        right_until=last_day(right, delivered),
        conditional=right.conditional,
        indication_over=right.domain == "none" and delivered.ends_on is not None and delivered.ends_on < CHANGE_DAY,
        transport=delivered.transport,
        answers_ciz=any(reason.rule == WLZ_EFFECT for reason in right.reasons),
        provider=delivered.provider_name,
        pgb=right.pgb,
        reasons=tuple(LineReason(reason.law, reason.article, reason.explanation) for reason in right.reasons),
    )


def last_day(right: FunctionRight, delivered: DeliveredCare) -> date | None:
    """The last day of the right; where no right goes on, the last day of the care under the AWBZ."""
    return right.right_until or (awbz_until(delivered) if right.domain == "none" else None)


def awbz_until(delivered: DeliveredCare) -> date | None:
    """The last day of the care under the AWBZ; None when the indication starts after that law has ended."""
    if delivered.starts_on >= CHANGE_DAY:
        return None
    return min(delivered.ends_on or AWBZ_LAST_DAY, AWBZ_LAST_DAY)


def _addressee(person: Recipient) -> Addressee:
    return Addressee(
        initials=person.initials,
        prefix=person.prefix,
        surname=person.surname,
        sex=person.sex,
        address_lines=person.address.lines(),
        secret_address=person.secret_address,
    )


def _conversation(plan: Plan, sender: Sender, calendar: LegalCalendar, on: date) -> Conversation | None:
    """None when the week is over: then nobody has to be told of it."""
    try:
        days = working_week(plan.week, calendar)
    except ValueError as wrong:
        raise LetterError(f"the conversation week: {wrong}") from wrong
    who = f"een medewerker van de gemeente {sender.municipality}"
    return None if plan.over_on(on) else Conversation(days, who)
