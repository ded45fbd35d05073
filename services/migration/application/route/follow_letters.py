"""A letter with a decision left the house, or came back: then the decision was made known, or was not (Awb 3:40)."""

from collections.abc import Sequence

from services.migration.application.route.follow_step import FollowStep, follow_step
from services.migration.application.route.ports import Work
from services.migration.domain.route.happened import LetterMoved
from services.migration.domain.route.route import BY_EVENT
from services.migration.domain.route.states import StepKind
from shared.access import system


@system
def follow_letters(work: Work, moved: Sequence[LetterMoved]) -> None:
    """A letter about something else than a decision changes nothing; nor does one that was recorded as sent before."""
    for one in moved:
        client_id = work.decisions.client_of(one.cause_id) if one.cause_id is not None else None
        if client_id is None:
            continue
        kinds = (StepKind.RETURNED,) if one.returned else (StepKind.SEND, StepKind.SEND_OBJECTION_DECISION)
        for kind in kinds:
            follow_step(work, FollowStep(client_id, kind, one.on, BY_EVENT, {"decisionId": one.cause_id}, one.event_id))
