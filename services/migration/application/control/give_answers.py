"""Keeps and tells whose answers are from now on, apart from the other steps about their clients."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.migration.application.control.ports import Giving
from services.migration.domain.control.answers import AnswerTakenUp, OpenAnswer
from services.migration.domain.control.handled import ANSWERING, NOTHING_HANDLED, StepsGiven
from services.migration.domain.control.steps import Owner
from shared.access import system


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    answer: OpenAnswer
    owner: Owner


@system
def give_answers(work: Giving, given: Sequence[GivenAnswer]) -> None:
    handled = work.handled.of([one.answer.client_id for one in given])
    for one in given:
        answer, owner = one.answer, one.owner
        client_id, answer_id = answer.client_id, answer.answer_id
        turn = max(answer.turn, handled.get(client_id, NOTHING_HANDLED).turn(ANSWERING)) + 1
        work.open_answers.take_up(AnswerTakenUp(client_id, answer_id, owner.user_id, owner.name, turn))
        work.record(StepsGiven(client_id, answer.municipality, answer_id, owner, work.today, turn))
