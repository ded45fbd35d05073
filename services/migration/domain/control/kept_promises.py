"""Promises of letters that were kept: by what, on which day, and how late. Pure.

What a promise is follows from the steps that are open (`promises_of`), and is gone as soon as it was kept. So what is
kept here is what no later look at the route can tell: by which day it was promised then.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from services.migration.domain.control.answers import OpenAnswer
from services.migration.domain.control.standings import Standing
from services.migration.domain.control.steps import Task
from services.migration.domain.route.route import Step
from services.migration.domain.route.states import StepKind

ON_APPLICATION = frozenset({Task.DECIDE, Task.AWAIT_COMPLETION, Task.AWAIT_VIEW})
KEEPS: Mapping[StepKind, frozenset[Task]] = {
    StepKind.REPORT_NEED: frozenset({Task.REASSESS_HERE}),
    StepKind.INVITE: frozenset({Task.MAKE_APPOINTMENT}),
    StepKind.HOLD_CONVERSATION: frozenset({Task.MAKE_APPOINTMENT, Task.HOLD_CONVERSATION}),
    StepKind.REPORT: frozenset({Task.REPORT}),
    StepKind.COMPLETE: frozenset({Task.AWAIT_COMPLETION}),
    StepKind.RECEIVE_VIEW: frozenset({Task.AWAIT_VIEW}),
    StepKind.DECIDE: ON_APPLICATION,
    StepKind.NOT_TREAT: ON_APPLICATION,
    StepKind.PROLONG: ON_APPLICATION,
    StepKind.SEND: frozenset({Task.SEND}),
    StepKind.ACCEPT_OFFER: frozenset({Task.AWAIT_ANSWER}),
    StepKind.REFUSE_OFFER: frozenset({Task.AWAIT_ANSWER}),
    StepKind.INVITE_HEARING: frozenset({Task.PLAN_HEARING}),
    StepKind.HEAR: frozenset({Task.PLAN_HEARING, Task.HEAR}),
    StepKind.DECIDE_OBJECTION: frozenset({Task.PLAN_HEARING, Task.DECIDE_OBJECTION}),
    StepKind.SEND_OBJECTION_DECISION: frozenset({Task.SEND_OBJECTION_DECISION}),
    StepKind.TELL_PGB: frozenset({Task.TELL_PGB}),
}
"""Which promises a step keeps. What takes a promise away without keeping it, such as a death, an objection that is
withdrawn or a step that is taken back, is not here."""


@dataclass(frozen=True, slots=True)
class KeptPromise:
    """`cause_id`: of the step that kept it, or of the answer with which somebody did something."""

    cause_id: str
    task: Task
    client_id: str
    municipality: str
    due: date
    kept_on: date

    @property
    def days_late(self) -> int:
        return max(0, (self.kept_on - self.due).days)


@dataclass(frozen=True, slots=True)
class KeptCount:
    """Promises: kept `in_time`, and `late`, by so many `days` together."""

    in_time: int = 0
    late: int = 0
    days: int = 0


def kept_by_steps(standing: Standing, steps: Iterable[Step]) -> Iterator[KeptPromise]:
    """`standing`: as it was before these steps of one client."""
    promised = dict(standing.promised)
    for step in steps:
        for task in sorted(KEEPS.get(step.kind, frozenset()) & promised.keys()):
            due = promised.pop(task)
            yield KeptPromise(step.step_id, task, standing.client_id, standing.municipality, due, step.on)


def kept_by_answering(answer: OpenAnswer, finished_on: date) -> KeptPromise:
    answer_id, client_id, town = answer.answer_id, answer.client_id, answer.municipality
    return KeptPromise(answer_id, Task.ANSWER, client_id, town, answer.due_on, finished_on)
