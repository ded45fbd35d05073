"""A letter left the house, or came back: then a decision was made known, or was not (Awb 3:40), and a question was put
to the client, or was not (Awb 4:7)."""

from collections.abc import Sequence

from services.migration.application.route.follow_step import FollowStep, follow_step
from services.migration.application.route.ports import Work
from services.migration.application.route.recount_terms import RecountTerms, recount_terms
from services.migration.domain.route.happened import LetterMoved
from services.migration.domain.route.route import BY_EVENT, Route
from services.migration.domain.route.states import StepKind
from services.migration.domain.route.terms_of_steps import STOPS_A_TERM
from shared.access import system


@system
def follow_letters(work: Work, moved: Sequence[LetterMoved]) -> Sequence[str]:
    """The clients of whom a term was counted again. A letter about something else than a decision or a question changes
    nothing; nor does one that was recorded as sent before."""
    counted: list[str] = []
    routes = work.routes.of({one.client_id for one in moved if one.cause_id is not None})
    for one in moved:
        if one.cause_id is not None and work.decisions.client_of(one.cause_id) is not None:
            _follow_decision(work, one)
        elif one.client_id in routes and _follow_question(work, one, routes[one.client_id]):
            counted.append(one.client_id)
    return counted


def _follow_decision(work: Work, letter: LetterMoved) -> None:
    kinds = (StepKind.RETURNED,) if letter.returned else (StepKind.SEND, StepKind.SEND_OBJECTION_DECISION)
    for kind in kinds:
        about = {"decisionId": letter.cause_id}
        follow_step(work, FollowStep(letter.client_id, kind, letter.on, BY_EVENT, about, letter.occasion))


def _follow_question(work: Work, letter: LetterMoved, route: Route) -> bool:
    """Whether a term was counted again."""
    asked = route.asking(letter.cause_id)
    if asked is None:
        return False
    work.routes.letter_left(asked.step_id, None if letter.returned else letter.on)
    if asked.kind not in STOPS_A_TERM:
        return False
    recount_terms(work, RecountTerms(letter.client_id, letter.on))
    return True
