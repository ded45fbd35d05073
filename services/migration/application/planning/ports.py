"""What the use cases about planning ask of the world."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from services.migration.application.deadlines import ports as deadlines
from services.migration.application.rights import ports as rights
from services.migration.domain.planning.agenda import Conversation, Wish
from services.migration.domain.planning.appointments import (
    Appointment,
    AppointmentCancelled,
    AppointmentConfirmed,
    AppointmentMade,
    Attendee,
)
from services.migration.domain.planning.caseworkers import Caseworker, Sought
from services.migration.domain.planning.deliveries import CheckedDelivery, Outcome
from services.migration.domain.planning.earliest import Placed, Request, Room
from services.migration.domain.planning.households import LaterRoute, PlannedHousehold
from services.migration.domain.planning.plans import Plan, ReassessmentPlanned
from services.migration.domain.planning.told import InvitationMoved
from services.migration.domain.rights.clients import RightDetermined
from shared.access import User
from shared.looks.purpose import Purpose
from shared.region.policy import Choice


class Plans(Protocol):
    def of(self, client_ids: Iterable[str]) -> Mapping[str, Plan]:
        """The last plan of each of these clients that have one, of whatever revision."""

    def save(self, plans: Sequence[Plan]) -> None:
        """Replaces the plans of these clients."""

    def drop(self, client_ids: Iterable[str]) -> None: ...

    def conversations(self, municipality: str) -> Sequence[Conversation]:
        """Every household's conversations that stand."""

    def wishes(self, municipality: str, delivery_id: str) -> Sequence[Wish]:
        """The clients of a delivery that need a plan and have none."""

    def leftovers(self, today: date) -> Mapping[str, Sequence[Wish]]:
        """By municipality the clients that need a plan, have none, and whose delivery is not waited for any longer."""


class Deliveries(Protocol):
    def known(self, delivery_ids: Iterable[str]) -> set[str]:
        """Those of the deliveries that intake finished before."""

    def add(self, deliveries: Sequence[CheckedDelivery]) -> None: ...

    def add_clients(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Delivery and client, as arrived; a pair that is there already changes nothing."""

    def ready(self) -> Sequence[CheckedDelivery]:
        """Deliveries of which every client has arrived, not yet planned, in the order of intake per municipality.

        A delivery waits for earlier ones of its municipality that are known but not complete, so that the plan does
        not depend on the order in which partitions are read.
        """

    def take(self, delivery_id: str) -> bool:
        """Marks a delivery as planned; False when another worker did."""

    def refuse(self, delivery_id: str, reason: str) -> None:
        """Marks a delivery as one that cannot be planned; `reason` is for the functional manager."""

    def close_before(self, today: date) -> None:
        """Gives up waiting for deliveries that were checked before today. The tick plans their clients."""

    def outcomes(self) -> Sequence[Outcome]:
        """Of the deliveries that were planned, given up or refused: own decisions, which no log tells."""

    def restore(self, outcomes: Sequence[Outcome]) -> None:
        """Gives deliveries that are there the outcome they had."""


class Work(rights.Work, deadlines.Work, Protocol):
    @property
    def plans(self) -> Plans: ...

    @property
    def deliveries(self) -> Deliveries: ...

    def lock(self, municipalities: Iterable[str]) -> None:
        """Keeps other workers from planning for these municipalities until the transaction ends."""

    def record(self, event: RightDetermined | ReassessmentPlanned) -> None: ...


class Caseworkers(Protocol):
    def get(self, caseworker_id: str) -> Caseworker | None: ...

    def of(self, municipalities: Iterable[str]) -> Sequence[Caseworker]:
        """Of these municipalities, by name."""

    def part(self, municipalities: Iterable[str], *, skip: int, take: int) -> Sequence[Caseworker]:
        """A part of those, in the same order."""

    def names(self, municipalities: Iterable[str]) -> Mapping[str, str]:
        """By id, in the same order."""

    def number(self, sought: Sought) -> int: ...

    def some(self, sought: Sought, *, skip: int, take: int) -> Sequence[Caseworker]:
        """A part of them, by name."""

    def of_user(self, user_id: str, municipalities: Iterable[str]) -> Sequence[Caseworker]:
        """Those of them as whom this user signs in."""

    def save(self, caseworker: Caseworker) -> None:
        """Adds one, or replaces what was known, hours and leave included."""


class Appointments(Protocol):
    def get(self, appointment_id: str) -> Appointment | None: ...

    def of_household(self, municipality: str, household_id: str) -> Sequence[Appointment]:
        """All of them, cancelled ones too, in the order in which they were made."""

    def of_clients(self, client_ids: Iterable[str]) -> Sequence[Appointment]:
        """All in which one of these takes part, cancelled ones too, in the order of household and making."""

    def days(self, client_ids: Iterable[str]) -> Mapping[str, date]:
        """The day of the last appointment that stands, of those of these clients that have one."""

    def between(self, municipality: str, first: date, last: date) -> Sequence[Appointment]:
        """Those that stand on a day from `first` through `last`, by day and hour."""

    def of_caseworkers(self, ids: Iterable[str], first: date, last: date = date.max) -> Sequence[Appointment]:
        """Those that stand on a day from `first` through `last`, by day and hour."""

    def any(self) -> bool:
        """Whether there ever was one."""

    def any_between(self, municipality: str, first: date, last: date) -> bool:
        """Whether one stands on a day from `first` through `last`."""

    def add(self, appointments: Sequence[Appointment]) -> None: ...

    def change(self, appointment: Appointment) -> None:
        """Who takes part, its state, its ending and whether it was confirmed; the rest never changes."""

    def letters_moved(self, moved: Sequence[InvitationMoved]) -> None:
        """Keeps which letters about an appointment left the house, and no more of those that came back."""

    def unsent(self, client_ids: Iterable[str]) -> Mapping[str, date]:
        """By client the day of the last appointment that stands, of those whose letter about it did not leave."""

    def drop_clients(self, client_ids: Sequence[str]) -> None:
        """They take part in none any more, and one in which nobody is left is gone."""


class Households(Protocol):
    """Who is planned together."""

    def of_client(self, client_id: str) -> PlannedHousehold | None:
        """With those who are planned for the same week; the client alone when there is no plan in force. None for
        nobody whom we know."""

    def open_in_week(
        self, municipality: str, monday: date, *, after: str = "", most: int | None = None
    ) -> Sequence[PlannedHousehold]:
        """Those planned for a week, in order of id, at most so many of those that come after an id. Left out are
        households of which everybody is served or not to be spoken with now. Served is who has an appointment for the
        reassessment that stands, or had one that nothing follows, and none that another follows."""

    def weeks_without_appointment(self, municipality: str, first: date, last: date) -> Sequence[date]:
        """The Mondays from `first` through `last` of which a household is open, as above; in order."""

    def next_week(self, municipality: str, after: date) -> date | None:
        """The first Monday after this one for which somebody is planned."""

    def names(self, client_ids: Iterable[str]) -> Mapping[str, str]:
        """As they are written on a screen."""


class ReadLog(Protocol):
    def write(self, user: User, subjects: Iterable[str], purpose: Purpose) -> None:
        """One look at all these persons, written before the data is shown."""


class Planner(Protocol):
    """Gives a group of conversations their moments. `domain/planning/earliest.py` takes the earliest for each; one that
    weighs them against each other can take its place."""

    def place(self, requests: Sequence[Request], room: Room) -> Sequence[Placed]:
        """One answer per request, in the same order, which is the order of who comes first."""


class LeavingWork(Protocol):
    """What it takes to leave an appointment."""

    @property
    def appointments(self) -> Appointments: ...

    def record(self, event: AppointmentCancelled) -> None: ...


class VisitWork(Protocol):
    @property
    def today(self) -> date: ...

    @property
    def appointments(self) -> Appointments: ...

    def choice(self, municipality: str, key: str, day: date) -> Choice: ...


class AppointmentWork(deadlines.Work, Protocol):
    """What the use cases about appointments work with."""

    @property
    def today(self) -> date: ...

    @property
    def caseworkers(self) -> Caseworkers: ...

    @property
    def appointments(self) -> Appointments: ...

    @property
    def households(self) -> Households: ...

    @property
    def planner(self) -> Planner: ...

    @property
    def read_log(self) -> ReadLog: ...

    def choice(self, municipality: str, key: str, day: date) -> Choice: ...

    def kept_from_conversation(self, attendees: Sequence[Attendee]) -> Mapping[str, str]:
        """Of these, who is not to be spoken with now, because of what a later column knows (on hold, ended, spoken with
        already); by client, with why in Dutch."""

    def held_back(self, client_ids: Collection[str]) -> frozenset[str]:
        """Of these, of whom a later column knows that intake holds data back: their invitation waits for that."""

    def later_route(self, client_id: str) -> LaterRoute | None:
        """A later route of the client that asks for a conversation now; None when it is the reassessment."""

    def office(self, municipality: str, day: date) -> str:
        """The address where clients can come. Raises NoContact for a day without contact data."""

    def lock(self, municipalities: Iterable[str]) -> None: ...

    def record(self, event: AppointmentMade | AppointmentCancelled | AppointmentConfirmed) -> None: ...


class Works(Protocol):
    """Transactions, one after the other."""

    def begin(self, traceparent: str = "") -> AbstractContextManager[Work]:
        """`traceparent`: the trace that what is recorded carries on; a new one when empty."""

    def read(self) -> AbstractContextManager[Work]: ...
