"""Appointments as our own events tell of them, put together again when the database was lost. Pure.

An event is about one client, so a household's appointment comes in parts. That it was confirmed by an answer of
the client is told by another service, which a rebuild hears after this.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from services.migration.domain.planning.appointments import (
    Appointment,
    Attendee,
    Ending,
    Place,
    Reason,
    Replaced,
    appointment_id,
)
from services.migration.domain.planning.households import last_conversation
from shared.law.book import LawBook

MOST_APPOINTMENTS = 1000
"""Of one household. The number of an appointment follows from its id."""


@dataclass(frozen=True, slots=True)
class ToldAppointment:
    """The part of one client."""

    appointment_id: str
    municipality: str
    household_id: str
    day: date
    start: time
    until: time
    place: Place
    caseworker_id: str
    caseworker: str
    client_id: str
    revision: int
    route: int
    decide_by: date
    reason: Reason
    replaces: Replaced | None
    made_on: date
    made_by: str


@dataclass(frozen=True, slots=True)
class InvitationMoved:
    """The letter about an appointment left the house for a client on this day; None when it came back."""

    appointment_id: str
    client_id: str
    left_on: date | None


@dataclass(frozen=True, slots=True)
class ToldCancellation:
    appointment_id: str
    client_id: str
    ending: Ending


@dataclass(frozen=True, slots=True)
class ToldConfirmation:
    """That a colleague recorded that it suits, from one client: it counts for all who come."""

    appointment_id: str
    heard_on: date


def put_together(
    made: Iterable[ToldAppointment],
    cancelled: Iterable[ToldCancellation],
    confirmed: Iterable[ToldConfirmation],
    book: LawBook,
) -> Sequence[Appointment]:
    """Every appointment once, in the order of municipality, household and making."""
    parts: dict[str, dict[str, ToldAppointment]] = {}
    for one in made:
        parts.setdefault(one.appointment_id, {})[one.client_id] = one
    endings: dict[str, dict[str, Ending]] = {}
    for gone in cancelled:
        endings.setdefault(gone.appointment_id, {})[gone.client_id] = gone.ending
    heard = {one.appointment_id: one.heard_on for one in confirmed}
    whole = [
        replace(_whole(list(own.values()), endings.get(id_, {}), book), confirmed_on=heard.get(id_))
        for id_, own in parts.items()
    ]
    replaced = {each.replaces.appointment_id for each in whole if each.replaces is not None}
    found = [each.replaced() if each.stands and each.id in replaced else each for each in whole]
    return sorted(found, key=lambda each: (each.municipality, each.household_id, each.number))


def _whole(parts: Sequence[ToldAppointment], endings: Mapping[str, Ending], book: LawBook) -> Appointment:
    """Cancelled when nobody is left. Who left while others stayed does not take part any more."""
    first = parts[0]
    attendees = tuple(_attendee(each, book) for each in sorted(parts, key=lambda each: each.client_id))
    whole = Appointment(
        id=first.appointment_id,
        number=_number(first),
        municipality=first.municipality,
        household_id=first.household_id,
        day=first.day,
        start=first.start,
        until=first.until,
        place=first.place,
        caseworker_id=first.caseworker_id,
        caseworker=first.caseworker,
        attendees=attendees,
        reason=first.reason,
        replaces=first.replaces,
        made_on=first.made_on,
        made_by=first.made_by,
    )
    left = tuple(each for each in attendees if each.client_id not in endings)
    return replace(whole, attendees=left) if left else whole.cancelled(next(iter(endings.values())))


def _attendee(part: ToldAppointment, book: LawBook) -> Attendee:
    start = last_conversation(part.route, part.decide_by, book, part.made_on)
    return Attendee(part.client_id, part.revision, part.route, part.decide_by, start)


def _number(one: ToldAppointment) -> int:
    """Raises ValueError for an appointment that is not one of ours."""
    for number in range(1, MOST_APPOINTMENTS):
        if appointment_id(one.municipality, one.household_id, number) == one.appointment_id:
            return number
    raise ValueError(f"appointment {one.appointment_id} has an id that we did not make")
