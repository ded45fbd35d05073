"""What is told at the moment it happens: a fact of a client's route, and what is said of it only then.

The fact is kept; what stands beside it here is for who writes about it now.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Literal, get_args

from services.notifications.domain.route.facts import (
    Appointment,
    BudgetStop,
    CancelledAppointment,
    Decision,
    OpenTerm,
    RightEnded,
    RightEnding,
    Step,
)
from shared.law.reasons import Reason

WhyMoved = Literal["first", "client-asked", "we-moved", "illness"]
WHY_MOVED: Mapping[str, WhyMoved] = {why: why for why in get_args(WhyMoved)}


@dataclass(frozen=True, slots=True)
class DeadlinesCounted:
    """Event of migration: the terms that run after a step end on other days than it told."""

    client_id: str
    step_id: str
    terms: tuple[OpenTerm, ...]


@dataclass(frozen=True, slots=True)
class StepTaken:
    """`by_name`: of the user who took it; empty when no person did."""

    revision: int
    step: Step
    by_name: str = ""

    @property
    def client_id(self) -> str:
        return self.step.client_id

    @property
    def municipality(self) -> str:
        return self.step.municipality


@dataclass(frozen=True, slots=True)
class FormerAppointment:
    appointment_id: str
    day: date
    starts: time


@dataclass(frozen=True, slots=True)
class AppointmentMade:
    """`before` is the appointment whose place it takes."""

    revision: int
    appointment: Appointment
    why: WhyMoved
    before: FormerAppointment | None

    @property
    def client_id(self) -> str:
        return self.appointment.client_id

    @property
    def municipality(self) -> str:
        return self.appointment.municipality


@dataclass(frozen=True, slots=True)
class AppointmentCancelled:
    """`day` and `starts` are those of the appointment that does not go on."""

    revision: int
    municipality: str
    cancelled: CancelledAppointment
    day: date
    starts: time

    @property
    def client_id(self) -> str:
        return self.cancelled.client_id


@dataclass(frozen=True, slots=True)
class ObjectionAnswer:
    """What came of an objection, and why; `no_hearing`: why nobody was heard, None when somebody was."""

    outcome: str
    why: str
    no_hearing: str | None


@dataclass(frozen=True, slots=True)
class WrittenAgain:
    """The letter of a decision came back for the so many-th time, and is asked for once more `on` this day. `answer`:
    of a decision on an objection."""

    time: int
    on: date
    answer: ObjectionAnswer | None = None


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """`send_by`: the last day on which it can be made known; None without one. `again`: nothing new was decided."""

    revision: int
    decision: Decision
    reasons: tuple[Reason, ...]
    send_by: date | None = None
    again: WrittenAgain | None = None

    @property
    def client_id(self) -> str:
        return self.decision.client_id

    @property
    def municipality(self) -> str:
        return self.decision.municipality


@dataclass(frozen=True, slots=True)
class EndIsNear:
    """`conversation` is the day of the conversation that is still to come."""

    municipality: str
    ending: RightEnding
    conversation: date | None

    @property
    def client_id(self) -> str:
        return self.ending.client_id

    @property
    def revision(self) -> int:
        return self.ending.revision


@dataclass(frozen=True, slots=True)
class EndHasCome:
    """`decided`: a decision was sent on what comes after, also when that is nothing."""

    revision: int
    municipality: str
    ended: RightEnded
    decided: bool

    @property
    def client_id(self) -> str:
        return self.ended.client_id


@dataclass(frozen=True, slots=True)
class BudgetEnding:
    municipality: str
    stop: BudgetStop
    told_on: date

    @property
    def client_id(self) -> str:
        return self.stop.client_id

    @property
    def revision(self) -> int:
        return self.stop.revision


@dataclass(frozen=True, slots=True)
class BudgetEnded:
    municipality: str
    stop: BudgetStop

    @property
    def client_id(self) -> str:
        return self.stop.client_id

    @property
    def revision(self) -> int:
        return self.stop.revision


OfBudget = BudgetEnding | BudgetEnded
"""What billing tells; the rest is migration's."""
Happened = StepTaken | AppointmentMade | AppointmentCancelled | DecisionMade | EndIsNear | EndHasCome
