"""What the use cases about the route ask of the world."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from services.migration.application.deadlines import ports as deadlines
from services.migration.application.planning import ports as planning
from services.migration.application.route.views import MemberLine, RouteAt, RouteClient
from services.migration.domain.planning.appointments import AppointmentCancelled, AppointmentConfirmed, AppointmentMade
from services.migration.domain.route.conversation import ConversationNotes
from services.migration.domain.route.decisions import Decision, DecisionKind
from services.migration.domain.route.happened import DeadlinesCounted, DecisionMade, StepTaken
from services.migration.domain.route.prolonging import Group, GroupMember, WaveOutcome
from services.migration.domain.route.route import Route, Step
from services.migration.domain.route.states import RouteState
from shared.access import User
from shared.looks.purpose import Purpose


class Routes(Protocol):
    def of(self, client_ids: Iterable[str]) -> Mapping[str, Route]:
        """The last route of each of these clients of whom a step was taken."""

    def earlier(self, client_id: str) -> Sequence[Route]:
        """All routes of a client, the first one first."""

    def add(self, route: Route, step: Step, objection_until: date | None) -> None:
        """Keeps the step, which is the last one of `route`. `objection_until`: of what was sent last, while it runs."""

    def letter_left(self, step_id: str, on: date | None) -> None:
        """Keeps the day on which the letter of this step left; None when it came back."""

    def written_again(self, step_id: str, on: date) -> None:
        """Keeps the day on which the letter that this step brought back was written again."""

    def due_to_take_effect(self, today: date) -> Sequence[str]:
        """Clients to whom was sent what they can object to, and whose term for that is over."""

    def due_to_resume(self, today: date) -> Sequence[str]:
        """Clients whose route was on hold until today or an earlier day."""

    def changed(self, states: Iterable[RouteState], first: date, last: date) -> Sequence[RouteAt]:
        """Routes that are in one of these states since a day from `first` through `last`, by client and number."""


class Decisions(Protocol):
    def get(self, decision_id: str) -> Decision:
        """Raises LookupError: a step names no decision that was not kept."""

    def client_of(self, decision_id: str) -> str | None:
        """Whose decision it is; None when there is no such decision."""

    def all(self, client_id: str) -> Sequence[Decision]:
        """Of all routes of a client, the oldest first; also what was taken back."""

    def counts(self) -> Mapping[DecisionKind, int]:
        """How many of each kind were made and not taken back; no kind of which there is none."""

    def save(self, client_id: str, route: int, decision: Decision) -> None: ...


class EarlierRoutes(Protocol):
    def earlier(self, client_id: str) -> Sequence[Route]:
        """All routes of a client, the first one first."""


class MadeDecisions(Protocol):
    def get(self, decision_id: str) -> Decision:
        """Raises LookupError: a step names no decision that was not kept."""


class ReadingDecisions(Protocol):
    @property
    def routes(self) -> EarlierRoutes: ...

    @property
    def decisions(self) -> MadeDecisions: ...


class Conversations(Protocol):
    def of(self, client_id: str, route: int) -> ConversationNotes | None:
        """As it was kept last; None when nothing was typed."""

    def save(self, client_id: str, route: int, conversation: ConversationNotes) -> None: ...


class RouteClients(Protocol):
    def client(self, client_id: str) -> RouteClient:
        """Raises UnknownClient."""


class Prolongations(Protocol):
    def candidates(self, municipality: str, ends_from: date, ends_through: date) -> Sequence[str]:
        """Clients whose right to reassess ends in that time, with whom nobody spoke, of whom nothing is decided and who
        did not stop; who ends first stands first."""

    def in_hand(self, municipality: str, ends_from: date, ends_through: date) -> Mapping[str, RouteState]:
        """Those beside them whose application is in hand: where they stand, in the same order."""

    def lines(self, group_id: str, *, skip: int, take: int) -> Sequence[MemberLine]:
        """A part of the members, by wave, as they stand now."""

    def count(self) -> int:
        """Of all groups that were ever made."""

    def add(self, group: Group, members: Sequence[GroupMember]) -> None: ...

    def get(self, group_id: str) -> Group:
        """Raises UnknownGroup."""

    def of(self, municipalities: frozenset[str]) -> Sequence[Group]:
        """The last one first."""

    def members(self, group_id: str) -> Sequence[GroupMember]:
        """By wave."""

    def mark(self, group_id: str, client_ids: Sequence[str], outcome: WaveOutcome, why: str) -> None: ...

    def stop(self, group_id: str, reason: str) -> None:
        """An empty reason lets it go on."""


class ReadLog(Protocol):
    def write(self, user: User, subjects: Iterable[str], purpose: Purpose) -> None: ...


class Work(deadlines.KeepingWork, Protocol):
    @property
    def today(self) -> date: ...

    @property
    def routes(self) -> Routes: ...

    @property
    def decisions(self) -> Decisions: ...

    @property
    def conversations(self) -> Conversations: ...

    @property
    def route_clients(self) -> RouteClients: ...

    @property
    def prolongations(self) -> Prolongations: ...

    @property
    def read_log(self) -> ReadLog: ...

    def lock(self, subjects: Iterable[str]) -> None:
        """Keeps other workers from these until the transaction ends."""

    @property
    def appointments(self) -> planning.Appointments: ...

    def record(self, event: StepTaken | DeadlinesCounted | DecisionMade | AppointmentCancelled) -> None: ...


class ConversationWork(Work, planning.AppointmentWork, Protocol):
    """What was said in a conversation is the route's; the appointment for it is planning's."""

    def record(
        self,
        event: StepTaken
        | DeadlinesCounted
        | DecisionMade
        | AppointmentMade
        | AppointmentCancelled
        | AppointmentConfirmed,
    ) -> None: ...


class Works(Protocol):
    """Transactions, one after the other."""

    def begin(self) -> AbstractContextManager[Work]: ...
