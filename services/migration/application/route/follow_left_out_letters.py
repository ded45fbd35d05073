"""A question or an invitation that will not go out was not put to the client: the step that asked it is taken back.

So is a decision not to treat an application of which the letter did not leave in time: then it is treated (Awb 4:5(4)).

Awb 4:15, 4:7 and 6:6 give the client a term from the day on which the letter was sent; a clock that stood still for a
letter that nobody got would run out unseen.
"""

from collections.abc import Sequence

from services.migration.application.route.find_route import FindRoute, find_route
from services.migration.application.route.follow_step import FollowStep, follow_step
from services.migration.application.route.ports import Work
from services.migration.domain.route.happened import LetterLeftOut
from services.migration.domain.route.route import BY_EVENT
from services.migration.domain.route.states import StepKind
from shared.access import system


@system
def follow_left_out_letters(work: Work, letters: Sequence[LetterLeftOut]) -> None:
    """A letter about anything else changes nothing: somebody is told to call, or the letter was for a day that passed.
    Nor does one about a question that was put and answered in another way, that is taken back already, or that belongs
    to an earlier route; and what is closed, by a decision that stands or a death, stays as it was."""
    for letter in letters:
        route = find_route(work, FindRoute(letter.client_id))
        step = route.still_asks(letter.cause_id) or route.untreated_by(letter.cause_id)
        if step is None or route.is_closed or work.route_clients.client(letter.client_id).died_on is not None:
            continue
        # Readers find a decision that was taken back by its own id.
        details = {"decisionId": letter.cause_id} if step.kind is StepKind.NOT_TREAT else {}
        undoing = FollowStep(
            letter.client_id, StepKind.UNDO, work.today, BY_EVENT, details, letter.occasion, undoes=step.step_id
        )
        follow_step(work, undoing)
