"""Keeps whose the steps of a team are from now on, and tells it where answers are among them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from services.migration.application.control.ports import Giving
from services.migration.domain.control.handled import ANSWERING, NOTHING_HANDLED, StepsGiven, Taken
from services.migration.domain.control.steps import Owner
from shared.access import system

Turns = Mapping[tuple[str, str], int]


@system
def give_steps(work: Giving, given: Sequence[Taken]) -> None:
    """What changes nothing is not told, so that no event answers another one."""
    handled, alone = work.handled.of([one.client_id for one in given]), _turns_of_answers(work, given)
    new = []
    for one in given:
        before = handled.get(one.client_id, NOTHING_HANDLED)
        here, of_answers = before.in_town(one.municipality), 0
        if one.team is ANSWERING:
            of_answers = alone[one.client_id, one.municipality]
        has_them = here.owner(one.team).user_id == one.user_id
        if not has_them or (of_answers and here.turn(one.team) <= of_answers):
            new.append(replace(one, turn=max(before.turn(one.team), of_answers) + 1))
    work.handled.take(new)
    for one in new:
        if one.team is ANSWERING:
            owner = Owner(one.team, one.user_id, one.name)
            work.record(StepsGiven(one.client_id, one.municipality, None, owner, one.on, one.turn))


def _turns_of_answers(work: Giving, given: Sequence[Taken]) -> Turns:
    """Of the answer that was taken up last, by client and municipality."""
    found: defaultdict[tuple[str, str], int] = defaultdict(int)
    for client_id, answers in work.open_answers.of({one.client_id for one in given}).items():
        for each in answers:
            key = client_id, each.municipality
            found[key] = max(found[key], each.turn)
    return found
