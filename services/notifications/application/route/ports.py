"""What the use cases about a client's route ask of the world."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from services.notifications.domain.route.facts import (
    Appointment,
    BudgetStop,
    CancelledAppointment,
    ConfirmedAppointment,
    Decision,
    OpenTerm,
    RightEnded,
    RightEnding,
    Step,
)

F = TypeVar("F", contravariant=True)


class Facts(Protocol[F]):
    """What was told of clients' routes and of the ends of budgets, each fact once."""

    def keep(self, facts: Sequence[F]) -> None:
        """Those that are not there yet."""


class Steps(Facts[Step], Protocol):
    def count_again(self, client_id: str, step_id: str, terms: Sequence[OpenTerm]) -> None:
        """These terms run after the step, when it is there."""


class RouteWork(Protocol):
    @property
    def appointments(self) -> Facts[Appointment]: ...

    @property
    def cancelled_appointments(self) -> Facts[CancelledAppointment]: ...

    @property
    def confirmed_appointments(self) -> Facts[ConfirmedAppointment]: ...

    @property
    def steps(self) -> Steps: ...

    @property
    def decisions(self) -> Facts[Decision]: ...

    @property
    def rights_ended(self) -> Facts[RightEnded]: ...

    @property
    def rights_ending(self) -> Facts[RightEnding]: ...

    @property
    def budget_stops(self) -> Facts[BudgetStop]: ...
