"""What happened on a route, as it is told to the others."""

from dataclasses import dataclass
from datetime import date

from services.migration.domain.deadlines.open_deadlines import Deadline
from services.migration.domain.route.decisions import Decision
from services.migration.domain.route.route import Route, Step
from shared.law.reasons import Reason


@dataclass(frozen=True, slots=True)
class StepTaken:
    """Event: `route` with `step` as its last one, and the terms that run now."""

    municipality: str
    revision: int
    route: Route
    step: Step
    running: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True)
class DeadlinesCounted:
    """Event: the terms of a route were counted again `on` this day, without a step; `running` are those that are open
    now. `after`: the step that told of them before."""

    client_id: str
    municipality: str
    revision: int
    route: int
    after: Step
    on: date
    running: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True)
class ObjectionAnswer:
    """What came of an objection, as the step said that decided on it."""

    outcome: str
    why: str
    no_hearing: str | None


@dataclass(frozen=True, slots=True)
class WrittenAgain:
    """The letter of a decision came back for the so many-th time, and is written once more `on` this day. `answer`: of
    a decision on an objection, of which the letter says more than the decision does."""

    time: int
    on: date
    answer: ObjectionAnswer | None = None


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """Event: `reasons` are the cards that the client reads. `send_by`: the last day on which it can be made known; None
    when the law sets none. `again`: nothing is decided by it, and a letter that came back is written again."""

    client_id: str
    municipality: str
    revision: int
    route: int
    decision: Decision
    replaces: str | None
    reasons: tuple[Reason, ...]
    send_by: date | None = None
    again: WrittenAgain | None = None


@dataclass(frozen=True, slots=True)
class LetterMoved:
    """Event of notifications: a letter left the house or came back. `occasion`: which letter, and which of both.
    `cause_id`: what it is about; None when it is about no step or decision."""

    client_id: str
    occasion: str
    cause_id: str | None
    on: date
    returned: bool


@dataclass(frozen=True, slots=True)
class LetterLeftOut:
    """Event of notifications: a letter will not go out, because the day for which it asked something is over or too
    near. `occasion` and `cause_id` as in LetterMoved."""

    client_id: str
    occasion: str
    cause_id: str | None
