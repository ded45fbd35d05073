"""A question to the client by letter leaves a reasonable time to answer, or was not put. Pure.

Awb 4:5(1), 4:7, 4:8, 6:6 and 7:3 ask for such a time and name no number, so how short it can be is a choice of the
municipality. By which day the letter has to leave is kept with the step: a later choice changes no question that was
put before.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from services.migration.domain.route.details import LEAVE_BY
from services.migration.domain.route.route import Route, Step
from services.migration.domain.route.states import WRITTEN_HERE, StepKind


@dataclass(frozen=True, slots=True)
class TimeToAnswer:
    """`shortest`: from the day of the question, the post included; `by_post`: so much of it is the post's."""

    shortest: timedelta
    by_post: timedelta

    def first_answer_by(self, step: Step, today: date) -> date:
        """The first day that can be named as the last one for an answer."""
        if step.kind in WRITTEN_HERE:
            return today + self.shortest
        return step.on + self.shortest - self.by_post

    def leave_by(self, answer_by: date) -> date:
        """The last day on which the letter leaves in time to be answered by this day."""
        return answer_by - self.shortest + self.by_post


def leave_by(asked: Step) -> date:
    """Of a question that was recorded without such a day, the one before the last day for an answer."""
    kept = asked.details.get(LEAVE_BY)
    return date.fromisoformat(kept) if kept is not None else asked.answer_by - timedelta(days=1)


def was_put(asked: Step) -> bool:
    """Its letter left in time, and did not come back."""
    left = asked.letter_left_on if asked.kind in WRITTEN_HERE else asked.on
    return left is not None and left <= leave_by(asked)


def is_lost(asked: Step, today: date) -> bool:
    """It was not put and cannot be any more: the client has to be asked again."""
    return not was_put(asked) and today > leave_by(asked)


def lost_question(route: Route, kind: StepKind, today: date) -> Step | None:
    """The last question of this kind, when it is lost and nobody answered it all the same."""
    asked = route.last(kind) if kind in WRITTEN_HERE else None
    if asked is None or route.still_asks(asked.step_id) is None:
        return None
    return asked if is_lost(asked, today) else None
