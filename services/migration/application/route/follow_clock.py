"""What a day brings to the routes: a decision against which nobody objected stands, what was on hold goes on, and of a
decision that is too late the days with a penalty are full (Awb 4:17(1))."""

from datetime import date, timedelta

from services.migration.application.route.follow_step import FollowStep, follow_step
from services.migration.application.route.ports import Work
from services.migration.domain.route.route import CLOCK
from services.migration.domain.route.states import StepKind
from shared.access import system


@system
def follow_clock(work: Work, today: date) -> int:
    """Returns how many steps were taken."""
    days = timedelta(days=work.law.integer("penalty.days", today))
    due = [
        *((client_id, StepKind.TAKE_EFFECT) for client_id in work.routes.due_to_take_effect(today)),
        *((client_id, StepKind.RESUME) for client_id in work.routes.due_to_resume(today)),
        *((client_id, StepKind.PENALTY_FULL) for client_id in work.deadlines.in_default_since(today - days)),
    ]
    return sum(follow_step(work, FollowStep(client_id, kind, today, CLOCK)) for client_id, kind in due)
