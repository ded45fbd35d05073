"""What the use cases of answers ask of the world."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from services.notifications.application.client.ports import ReadLog
from services.notifications.application.replies.views import AnswerCounts, AnswerFilter, SilentFilter
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.replies.answer import Answer, FileType, Owner
from services.notifications.domain.route.client_route import ClientRoute
from services.notifications.domain.route.facts import Appointment
from shared.calendar.days import LegalCalendar
from shared.messaging.work import Works
from shared.region.policy import Choice


class Answers(Protocol):
    def of_client(self, client_id: str) -> Sequence[Answer]:
        """The newest first."""

    def find(self, answer_id: str) -> Answer | None: ...

    def add(self, answer: Answer, number: int) -> bool:
        """The client's answer with this number; whether there was none with it yet."""

    def assign(self, answer_id: str, owner: Owner) -> bool:
        """Whether it was still open, so that it has this owner now."""

    def finish(self, answer_id: str, day: date, by: str, outcome: str) -> bool:
        """Whether it was still open, so that it is done now."""


class StepOwners(Protocol):
    """Who has the steps about a client, as migration tells it."""

    def of(self, client_id: str, municipality: str) -> Owner | None:
        """None when nobody ever took them."""

    def keep(self, client_id: str, municipality: str, owner: Owner) -> None:
        """Unless what is known was later."""


class RepliesQueries(Protocol):
    def people(self, client_ids: Sequence[str]) -> Mapping[str, Recipient]: ...

    def client_route(self, client_id: str) -> ClientRoute: ...

    def appointments_with(self, slip_code: str) -> Sequence[Appointment]:
        """Whose invitation has this code; more than one by an odd chance only."""

    def born_on(self, day: date, municipalities: frozenset[str]) -> Sequence[Recipient]:
        """The clients of these municipalities, as they are known now, by name."""

    def answers(self, municipalities: frozenset[str], wanted: AnswerFilter) -> Sequence[Answer]: ...

    def count_answers(self, municipalities: frozenset[str], wanted: AnswerFilter) -> int: ...

    def answer_counts(self, municipalities: frozenset[str], today: date) -> AnswerCounts: ...

    def silent(self, wanted: SilentFilter) -> Sequence[Appointment]:
        """Appointments that stand and are still to come, of which nobody of the household said anything."""

    def count_silent(self, wanted: SilentFilter) -> int: ...


class AnswerChoices(Protocol):
    def choice(self, code: str, key: str, day: date) -> Choice:
        """What a municipality chose for a day, or else the default."""


class RepliesWork(Protocol):
    @property
    def today(self) -> date: ...

    @property
    def answers(self) -> Answers: ...

    @property
    def answer_choices(self) -> AnswerChoices: ...

    @property
    def calendar(self) -> LegalCalendar: ...

    @property
    def queries(self) -> RepliesQueries: ...

    @property
    def read_log(self) -> ReadLog: ...

    @property
    def step_owners(self) -> StepOwners: ...

    def record(self, event: Any) -> None:
        """An AnswerReceived, a ReplyTakenUp or an AnswerFinished."""


class FinishingAnswers(Protocol):
    @property
    def answers(self) -> Answers: ...

    def record(self, event: Any) -> None:
        """An AnswerFinished."""


class FollowingSteps(Protocol):
    @property
    def today(self) -> date: ...

    @property
    def answers(self) -> Answers: ...

    @property
    def answer_choices(self) -> AnswerChoices: ...

    @property
    def step_owners(self) -> StepOwners: ...


class PlanFiles(Protocol):
    """The files that clients handed in, each under the id of its answer."""

    @property
    def most_bytes(self) -> int: ...

    def type_of(self, content: bytes) -> FileType | None:
        """By what is in it, whatever its name says; None when it is nothing that may be handed in."""

    def put(self, answer_id: str, type: FileType, content: bytes) -> None:
        """All of it or nothing."""

    def path(self, answer_id: str, type: FileType) -> Path: ...

    def remove(self, answer_id: str, type: FileType) -> None:
        """Nothing when it is not there."""


class RemovingPlans(Protocol):
    @property
    def answers(self) -> Answers: ...

    @property
    def plan_files(self) -> PlanFiles: ...


class RepliesWorks(Works[RepliesWork], Protocol):
    @property
    def plan_files(self) -> PlanFiles: ...
