"""A question or an invitation that will not go out was not put to the client: the step that asked it is taken back.

Awb 4:15, 4:7 and 6:6 give the client a term from the day on which the letter was sent; a clock that stood still for a
letter that nobody got would run out unseen.
"""

from collections.abc import Sequence

from services.migration.application.route.find_route import FindRoute, find_route
from services.migration.application.route.follow_step import FollowStep, follow_step
from services.migration.application.route.ports import Work
from services.migration.domain.route.happened import LetterLeftOut
from services.migration.domain.route.route import BY_EVENT
from services.migration.domain.route.states import ASKED_BY_LETTER, StepKind
from shared.access import system


@system
def follow_left_out_letters(work: Work, letters: Sequence[LetterLeftOut]) -> None:
    """A letter about anything else changes nothing: somebody is told to call, or the letter was for a day that passed.
    So does one about a step that is taken back already, or that belongs to an earlier route."""
    for letter in letters:
        route = find_route(work, FindRoute(letter.client_id))
        asked = next((step for step in route.of_kind(*ASKED_BY_LETTER) if step.step_id == letter.cause_id), None)
        if asked is None:
            continue
        undoing = FollowStep(
            letter.client_id, StepKind.UNDO, work.today, BY_EVENT, occasion=letter.occasion, undoes=asked.step_id
        )
        follow_step(work, undoing)
