"""What the use cases of control ask of the world."""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date
from typing import Protocol

from services.migration.application.control.boards import Counts, Figures, OwnerLine, StepCounts
from services.migration.application.control.views import ClientFile, ClientPage, Filter
from services.migration.application.deadlines.ports import DeadlineQueries, DeadlineStore, People
from services.migration.application.planning import ports as planning
from services.migration.application.rights.ports import Rules
from services.migration.application.route.ports import RouteClients
from services.migration.domain.control.answers import AnswerTakenUp, OpenAnswer
from services.migration.domain.control.deliveries import DeliveredPersons
from services.migration.domain.control.ends import EndOfRights, EndReason, RightEnded, RightEnding
from services.migration.domain.control.handled import Handled, HandOver, LookedAt, StepsGiven, Taken
from services.migration.domain.control.kept_promises import KeptCount, KeptPromise
from services.migration.domain.control.late_tellings import ToldLate
from services.migration.domain.control.standings import Changed, Standing
from services.migration.domain.control.steps import Task
from services.migration.domain.deadlines.changes import Change
from services.migration.domain.planning.appointments import AppointmentCancelled, AppointmentConfirmed, AppointmentMade
from services.migration.domain.route.decisions import Decision
from services.migration.domain.route.route import Route
from services.migration.domain.route.states import RouteStates
from shared.access import User
from shared.calendar.days import LegalCalendar
from shared.looks.purpose import Purpose


class Standings(Protocol):
    """Where every client stands, with the lists and totals that follow from it."""

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Standing]:
        """Those of the clients that are known. Keeps others from changing any until the transaction ends."""

    def save(self, changed: Sequence[Changed]) -> None:
        """Each client at most once; lists and totals follow."""

    def with_step(self, task: Task, ended_before: date) -> Sequence[str]:
        """The clients of whom this is the next step, and whose right to reassess ended before the day."""

    def note(self, delivered: Sequence[DeliveredPersons]) -> None:
        """Adds the deliveries that are new."""

    def drop(self, client_ids: Sequence[str]) -> None:
        """As if these clients had never been there; lists and totals follow."""


class Routes(Protocol):
    def states(self, client_ids: Iterable[str]) -> Mapping[str, RouteStates]:
        """Of each of these clients of whom a step was taken."""

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Route]:
        """The last route of each of these clients of whom a step was taken."""

    def earlier(self, client_id: str) -> Sequence[Route]:
        """All routes of a client, the first one first."""


class TakenOver(Routes, Protocol):
    def due_to_take_over(self, today: date) -> Sequence[str]:
        """Clients whose old right an accepted offer ended before today, of which nobody was told."""

    def taken_over(self, client_ids: Sequence[str]) -> None:
        """That was told of these."""


class Decisions(Protocol):
    def get(self, decision_id: str) -> Decision:
        """Raises LookupError: a step names no decision that was not kept."""


class HandledStore(Protocol):
    """Own decisions beside the route. What is saved replaces what was there of the same kind about the client."""

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Handled]:
        """Of those clients of whom something was recorded."""

    def save_hand_over(self, one: HandOver) -> None: ...

    def save_looked_at(self, one: LookedAt) -> None: ...

    def take(self, taken: Sequence[Taken]) -> None: ...

    def taken_by(self, user_id: str, municipalities: frozenset[str]) -> Sequence[Taken]:
        """All that a person took in these municipalities."""


class OpenAnswers(Protocol):
    """Answers with which somebody still has to do something."""

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Sequence[OpenAnswer]]:
        """Of those clients who have any, what is due first at the front."""

    def add(self, answer: OpenAnswer) -> None:
        """One that is there already changes nothing."""

    def take_up(self, taken: AnswerTakenUp) -> None:
        """Changes nothing when the answer is not there, or was taken up later than this."""

    def get(self, answer_id: str) -> OpenAnswer | None:
        """None when nobody has to do anything with it."""

    def finish(self, answer_id: str) -> None:
        """One that is not there changes nothing."""

    def owned_by(self, user_id: str, municipalities: frozenset[str]) -> Sequence[OpenAnswer]:
        """Those that this user took up apart from the other steps, in these municipalities."""


class KeptPromises(Protocol):
    """Promises of letters that were kept, with the totals of them."""

    def add(self, kept: Sequence[KeptPromise]) -> None:
        """What a cause is known to have kept of a task changes nothing."""

    def take_back(self, cause_ids: Sequence[str]) -> None:
        """These kept nothing."""

    def drop(self, client_ids: Sequence[str]) -> None:
        """As if these clients had never been there."""

    def of(self, client_id: str) -> Sequence[KeptPromise]:
        """The first one first."""

    def count(self, municipalities: frozenset[str] | None) -> Mapping[Task, KeptCount]:
        """Of each task that keeps a promise; over all municipalities for None."""

    def late(self, municipalities: frozenset[str], task: Task | None, *, skip: int, take: int) -> Sequence[KeptPromise]:
        """A part of those that were kept late, the latest first; by any task for None."""


class LateTellings(Protocol):
    """Letters that told of the end of a right too late."""

    def add(self, told: Sequence[ToldLate]) -> None:
        """A letter that is there already changes nothing."""

    def of(self, client_id: str) -> Sequence[ToldLate]:
        """In the order of sending."""

    def count(self, municipalities: frozenset[str] | None) -> int:
        """Over all municipalities for None."""


class Erasure(Protocol):
    def erase(self, client_ids: Sequence[str]) -> None:
        """Every row that is left of these clients. What is heard of them later is passed over."""


class Erasing(Protocol):
    @property
    def kept_promises(self) -> KeptPromises: ...

    @property
    def deliveries(self) -> planning.Deliveries: ...

    @property
    def standings(self) -> Standings: ...

    @property
    def appointments(self) -> planning.Appointments: ...

    @property
    def erasure(self) -> Erasure: ...


class NotingLate(Protocol):
    @property
    def late_tellings(self) -> LateTellings: ...


class Keeping(Rules, Protocol):
    @property
    def today(self) -> date: ...

    @property
    def kept_promises(self) -> KeptPromises: ...

    @property
    def standings(self) -> Standings: ...

    @property
    def routes(self) -> Routes: ...

    @property
    def decisions(self) -> Decisions: ...

    @property
    def handled(self) -> HandledStore: ...

    @property
    def appointments(self) -> planning.Appointments: ...

    @property
    def deadlines(self) -> DeadlineStore: ...

    @property
    def open_answers(self) -> OpenAnswers: ...

    @property
    def route_clients(self) -> RouteClients: ...


class Ends(Protocol):
    """The last days of rights against a municipality, and of which it was told that they come or came."""

    def municipalities(self) -> Sequence[str]:
        """Those of which clients are known."""

    def ending(
        self, municipalities: frozenset[str], days: tuple[date, date], weeks: int, at_most: int
    ) -> Sequence[EndOfRights]:
        """Rights that end on one of these days, both included, of which nobody told it with so many weeks. A right that
        ended by an accepted offer or a death, or before the client came to us, is none of them."""

    def ended(self, municipalities: frozenset[str], today: date, at_most: int) -> Sequence[EndOfRights]:
        """Rights whose last day is today or was before, of which nobody told it."""

    def told_of(self, client_id: str, last_day: date, why: EndReason) -> Set[str]:
        """Functions of which was told that they ended on this day, or by a step of the route; a death is told also of
        those that an accepted offer ended, for it ends what came instead."""

    def forget(self, client_id: str, why: EndReason) -> None:
        """What a step of the route ended goes on all the same, and its own last day is still to be told: the client
        lives, or a yes to an offer counts no more."""

    def save(self, told: Sequence[tuple[EndOfRights, int]], today: date) -> None:
        """With how many weeks it was told; 0 when it has ended."""


class Telling(Keeping, Protocol):
    @property
    def routes(self) -> TakenOver: ...

    @property
    def ends(self) -> Ends: ...

    @property
    def route_clients(self) -> RouteClients: ...

    def record(self, event: RightEnding | RightEnded) -> None: ...


class Queries(Protocol):
    """`municipalities` limits what is read to the clients that the asker works for; `today` decides who is overdue."""

    def counts(self, municipalities: frozenset[str] | None, today: date) -> Counts:
        """Over all municipalities for None."""

    def figures(self, municipalities: frozenset[str], today: date) -> Figures: ...

    def clients(self, municipalities: frozenset[str], wanted: Filter, today: date) -> ClientPage:
        """At most PAGE_SIZE clients."""

    def client(self, client_id: str, today: date) -> ClientFile:
        """Raises UnknownClient."""

    def moved_days(
        self, user_id: str, municipalities: frozenset[str], since: date, most: int
    ) -> tuple[Sequence[Change], int]:
        """Deadlines that were counted again on this day or later, of clients whose next step is this person's: the last
        ones first, at most so many, and how many there are."""

    def step_counts(self, municipalities: frozenset[str] | None, today: date) -> StepCounts:
        """Over all municipalities for None."""

    def owners(self, municipalities: frozenset[str], today: date) -> Sequence[OwnerLine]:
        """The people who took steps, by name."""


class Ticks(Protocol):
    def late_since(self) -> date | None:
        """The first day whose morning's work is not done though it is past six; None when all is done."""


class ReadLog(Protocol):
    def write(self, user: User, subjects: Iterable[str], purpose: Purpose, reason: str = "") -> None:
        """One look at all these persons, written before the data is shown."""


class Reasons(Protocol):
    """Why a user opened a file of a client, for one day."""

    def given(self, user_id: str, client_id: str, day: date) -> str:
        """Empty when there is none."""

    def give(self, user_id: str, client_id: str, day: date, reason: str) -> None: ...


class Work(Keeping, NotingLate, Protocol):
    @property
    def clients(self) -> People: ...

    @property
    def today(self) -> date: ...

    @property
    def queries(self) -> Queries: ...

    @property
    def read_log(self) -> ReadLog: ...

    @property
    def reasons(self) -> Reasons: ...

    @property
    def ticks(self) -> Ticks: ...

    @property
    def calendar(self) -> LegalCalendar: ...


class Recording(Work, Protocol):
    @property
    def caseworkers(self) -> planning.Caseworkers: ...

    def lock(self, subjects: Iterable[str]) -> None:
        """Keeps other workers from these until the transaction ends."""

    def record(self, event: StepsGiven) -> None: ...


class Giving(Keeping, Protocol):
    @property
    def today(self) -> date: ...

    @property
    def caseworkers(self) -> planning.Caseworkers: ...

    def record(self, event: StepsGiven) -> None: ...


class Following(Keeping, planning.AppointmentWork, Protocol):
    """Answers are about appointments and next steps."""


class TeamWork(Work, Protocol):
    """What a caseworker begins the day with, and a team, ask planning for conversations and hours."""

    @property
    def caseworkers(self) -> planning.Caseworkers: ...

    @property
    def households(self) -> planning.Households: ...

    @property
    def deadline_queries(self) -> DeadlineQueries: ...


class Boards(Recording, TeamWork, Protocol):
    """The screens of who works."""


class FileWork(Recording, planning.AppointmentWork, Protocol):
    """A client's file shows what the other columns know."""

    def record(self, event: StepsGiven | AppointmentMade | AppointmentCancelled | AppointmentConfirmed) -> None: ...
