"""An appointment for the conversation of a household, what it becomes, and what a day does to the last days. Pure."""

import uuid
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum

from services.migration.domain.planning.caseworkers import PlaceKind
from services.migration.domain.planning.slots import Busy, Slot
from shared.calendar.days import LegalCalendar, monday_of
from shared.dutch import date_in_words

IDS = uuid.UUID("3f0b5f0e-6c7d-5d2a-9a52-4f7f0a6f1d11")
"""So that the same appointment has the same id in every run."""


class Reason(StrEnum):
    """Why an appointment was made."""

    FIRST = "first"
    CLIENT_ASKED = "client-asked"
    WE_MOVED = "we-moved"
    ILLNESS = "illness"


class CancelReason(StrEnum):
    ILLNESS = "illness"
    CLIENT_ASKED = "client-asked"
    WE_MOVED = "we-moved"
    ENDED = "ended"
    PROLONGED = "prolonged"
    ON_HOLD = "on-hold"


class State(StrEnum):
    """MADE: it stands. REPLACED: it was moved, and another one stands in its place. NOT_NEEDED: everybody was spoken
    with on an earlier day."""

    MADE = "made"
    REPLACED = "replaced"
    CANCELLED = "cancelled"
    NOT_NEEDED = "not-needed"


@dataclass(frozen=True, slots=True)
class Attendee:
    """A client who is spoken with. `revision` of the client data; `route`: 1 is the reassessment; `decide_by`: the last
    day for the decision, for which the conversation is on `latest_start` or before."""

    client_id: str
    revision: int
    route: int
    decide_by: date
    latest_start: date


@dataclass(frozen=True, slots=True)
class Household:
    """Clients who are spoken with together. `week`: the Monday of their planned week, None for who has no plan; `late`:
    the plan itself is after the legal start."""

    id: str
    municipality: str
    week: date | None
    late: bool
    attendees: tuple[Attendee, ...]

    @property
    def latest_start(self) -> date:
        return min(each.latest_start for each in self.attendees)

    @property
    def decide_by(self) -> date:
        return min(each.decide_by for each in self.attendees)

    @property
    def reported(self) -> bool:
        """The investigation began with a report: it is a later route than the reassessment."""
        return any(each.route > 1 for each in self.attendees)

    @property
    def client_ids(self) -> tuple[str, ...]:
        return tuple(each.client_id for each in self.attendees)

    def without(self, client_ids: Container[str]) -> "Household":
        return replace(self, attendees=tuple(each for each in self.attendees if each.client_id not in client_ids))


@dataclass(frozen=True, slots=True)
class Place:
    """`address`: of an office; empty at home and by telephone."""

    kind: PlaceKind
    address: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """The appointment that was there before."""

    appointment_id: str
    day: date
    start: time


@dataclass(frozen=True, slots=True)
class Ending:
    """That an appointment does not go on. `by`: the id of the user."""

    on: date
    by: str
    reason: CancelReason
    new_one_follows: bool


@dataclass(frozen=True, slots=True)
class Appointment:
    """`number`: how many appointments the household had with this one; `made_by`: the id of a user; `caseworker`: the
    name that the letter says; `confirmed_on`: the client said that it suits."""

    id: str
    number: int
    municipality: str
    household_id: str
    day: date
    start: time
    until: time
    place: Place
    caseworker_id: str
    caseworker: str
    attendees: tuple[Attendee, ...]
    reason: Reason
    replaces: Replaced | None
    made_on: date
    made_by: str
    state: State = State.MADE
    confirmed_on: date | None = None
    ending: Ending | None = None

    @property
    def people(self) -> int:
        return len(self.attendees)

    @property
    def client_ids(self) -> tuple[str, ...]:
        return tuple(each.client_id for each in self.attendees)

    @property
    def stands(self) -> bool:
        return self.state is State.MADE

    def is_at(self, day: date, start: time, caseworker_id: str, place: PlaceKind) -> bool:
        return (self.day, self.start, self.caseworker_id, self.place.kind) == (day, start, caseworker_id, place)

    def busy(self) -> Busy:
        return Busy(self.id, self.caseworker_id, self.day, self.start, self.until, self.place.kind)

    def replaced(self) -> "Appointment":
        return replace(self, state=State.REPLACED)

    def not_needed(self) -> "Appointment":
        return replace(self, state=State.NOT_NEEDED)

    def needed_again(self) -> "Appointment":
        return replace(self, state=State.MADE)

    def slot(self) -> Slot:
        return Slot(self.day, self.start, self.until, self.caseworker_id, self.caseworker, self.place.kind)

    def cancelled(self, ending: Ending) -> "Appointment":
        return replace(self, state=State.CANCELLED, ending=ending)

    def confirmed(self, today: date) -> "Appointment":
        return replace(self, confirmed_on=self.confirmed_on or today)


@dataclass(frozen=True, slots=True)
class AppointmentMade:
    """Event, one per client of the household. `by_name`: of the user who made it."""

    appointment: Appointment
    attendee: Attendee
    by_name: str


@dataclass(frozen=True, slots=True)
class AppointmentCancelled:
    """Event, one per client of the household. The appointment has an `ending`. `by_name`: of the user who cancelled it;
    None when no user did."""

    appointment: Appointment
    attendee: Attendee
    by_name: str | None


@dataclass(frozen=True, slots=True)
class AppointmentConfirmed:
    """Event, one per client of the household: a colleague heard that the appointment suits. `by`: the id of the
    user."""

    appointment: Appointment
    attendee: Attendee
    heard_on: date
    by: str


AppointmentEvent = AppointmentMade | AppointmentCancelled


@dataclass(frozen=True, slots=True)
class Making:
    """All that is said of an appointment beside household and slot. `before`: the household's earlier ones, in order;
    `replaces`: the one that it comes instead of."""

    address: str
    reason: Reason
    before: Sequence[Appointment]
    replaces: Appointment | None
    made_on: date
    made_by: str


def appointment_id(municipality: str, household_id: str, number: int) -> str:
    return str(uuid.uuid5(IDS, f"{municipality} {household_id} {number}"))


def appointment(household: Household, slot: Slot, making: Making) -> Appointment:
    number = len(making.before) + 1
    return Appointment(
        id=appointment_id(household.municipality, household.id, number),
        number=number,
        municipality=household.municipality,
        household_id=household.id,
        day=slot.day,
        start=slot.start,
        until=slot.until,
        place=Place(slot.place, making.address if slot.place is PlaceKind.OFFICE else ""),
        caseworker_id=slot.caseworker_id,
        caseworker=slot.caseworker,
        attendees=household.attendees,
        reason=making.reason,
        replaces=_replaced(making.replaces),
        made_on=making.made_on,
        made_by=making.made_by,
    )


def household_of(one: Appointment) -> Household:
    """Those who come, to move their appointment: the week that it is in takes the place of the planned one."""
    return Household(one.household_id, one.municipality, monday_of(one.day), False, one.attendees)


def _replaced(before: Appointment | None) -> Replaced | None:
    return None if before is None else Replaced(before.id, before.day, before.start)


def follows_on(before: Sequence[Appointment]) -> tuple[Reason, Appointment | None]:
    """Why a new appointment is made after these, and which one it comes instead of. After a hold the client is invited
    anew: weeks have passed, and the letter says all that the law asks."""
    last = before[-1] if before else None
    if last is None or last.ending is None or not last.ending.new_one_follows:
        return Reason.FIRST, None
    if last.ending.reason is CancelReason.ON_HOLD:
        return Reason.FIRST, None
    return Reason(last.ending.reason.value), last


@dataclass(frozen=True, slots=True)
class Terms:
    """`weeks`: of investigation and decision together, by the law of the day."""

    weeks: int
    calendar: LegalCalendar


@dataclass(frozen=True, slots=True)
class Effect:
    """What a day does to the last days, in Dutch. `late`: somebody has to know of it before it is so. `decision_on`:
    the day on which the decision can be there; `short_notice`: the letter may not be there in time."""

    says: tuple[str, ...]
    late: bool
    decision_on: date
    short_notice: bool


SHORT_NOTICE = "De brief is er dan misschien nog niet. Bel de cliënt over deze afspraak."


def effect_of(day: date, household: Household, soonest: date, terms: Terms) -> Effect:
    """For a conversation on `day`. Who is invited before `soonest` has less time to prepare than was promised."""
    says = [_of_decision(day, household, terms), *([SHORT_NOTICE] if day < soonest else [])]
    due = decision_by(day, household.decide_by, terms)
    return Effect(tuple(says), day > household.latest_start, due, day < soonest)


def _of_decision(day: date, household: Household, terms: Terms) -> str:
    decide_by, latest = date_in_words(household.decide_by), date_in_words(household.latest_start)
    if day <= household.latest_start:
        due = date_in_words(decision_by(day, household.decide_by, terms))
        return f"Op tijd: het besluit kan er zijn op {due}. De laatste dag daarvoor is {decide_by}."
    if household.reported:
        return f"Te laat: het onderzoek moet klaar zijn op {latest}. Het besluit moet er zijn op {decide_by}."
    if day <= household.decide_by:
        return (
            f"Te laat: na {latest} is er minder tijd dan de wet geeft voor onderzoek en besluit. Het besluit moet er "
            f"toch zijn op {decide_by}."
        )
    return f"Te laat: het besluit moet er zijn op {decide_by}, en het gesprek is pas daarna."


def decision_by(day: date, decide_by: date, terms: Terms) -> date:
    """The last working day on which the decision on a conversation of `day` is in time."""
    due = min(day + timedelta(weeks=terms.weeks), decide_by)
    while due > day and not terms.calendar.is_working_day(due):
        due -= timedelta(days=1)
    return due


def what_a_move_does(old: date, new: date, household: Household, terms: Terms) -> str:
    """In Dutch: whether the decision comes later because of it, and that the last day stays. A conversation after that
    day leaves no day on which a decision is in time."""
    before, after = (decision_by(day, household.decide_by, terms) for day in (old, new))
    stays = f"De laatste dag blijft {date_in_words(household.decide_by)}."
    if new > household.decide_by:
        return f"Het gesprek is dan pas na de laatste dag voor het besluit. {stays}"
    if old > household.decide_by:
        return f"Het besluit kan er dan zijn op {date_in_words(after)}. {stays}"
    if before == after:
        return f"Voor de dag van het besluit maakt dit niet uit. {stays}"
    word = "later" if after > before else "eerder"
    return f"Het besluit kan {word} komen: op {date_in_words(after)} in plaats van {date_in_words(before)}. {stays}"


def in_order_of_law(households: Sequence[Household]) -> list[Household]:
    return sorted(households, key=lambda each: (each.latest_start, each.id))
