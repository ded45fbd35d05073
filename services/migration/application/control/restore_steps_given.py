"""From our own log: whose steps and answers are, where the tables do not know it (any more)."""

from collections.abc import Sequence

from services.migration.application.control.ports import Keeping
from services.migration.application.control.refresh_standings import refresh_standings
from services.migration.domain.control.answers import AnswerTakenUp
from services.migration.domain.control.handled import NOTHING_HANDLED, StepsGiven, Taken
from shared.access import system


@system
def restore_steps_given(work: Keeping, told: Sequence[StepsGiven]) -> None:
    """In the order in which it happened. What the tables know, or what was followed by something later, stays; so does
    who took up an answer in the inbox under the same number."""
    for one in told:
        client_id, owner = one.client_id, one.owner
        if one.answer_id is None:
            handled = work.handled.of([client_id]).get(client_id, NOTHING_HANDLED)
            town, team = one.municipality, owner.team
            if handled.turn(team) < one.turn:
                work.handled.take([Taken(client_id, town, team, owner.user_id, owner.name, one.given_on, one.turn)])
        elif one.turn > _turn_of_answer(work, client_id, one.answer_id):
            work.open_answers.take_up(AnswerTakenUp(client_id, one.answer_id, owner.user_id, owner.name, one.turn))
    refresh_standings(work, sorted({one.client_id for one in told}))


def _turn_of_answer(work: Keeping, client_id: str, answer_id: str) -> int:
    answers = work.open_answers.of([client_id]).get(client_id, ())
    return next((each.turn for each in answers if each.answer_id == answer_id), 0)
