"""Somebody took over the steps about a client in the file: the open answers are theirs, and those that are to come."""

from collections.abc import Sequence
from dataclasses import replace

from services.notifications.application.replies.ports import FollowingSteps
from services.notifications.domain.replies.answer import TEAM, Owner, StepsGiven
from shared.access import system


@system
def follow_steps_given(work: FollowingSteps, given: Sequence[StepsGiven]) -> None:
    """An answer that somebody took up later than this stays theirs. Nothing is told of it: migration knows."""
    for one in given:
        owner = _named(work, one)
        if one.answer_id is None:
            work.step_owners.keep(one.client_id, one.municipality, owner)
        for answer in work.answers.of_client(one.client_id):
            meant = one.answer_id in (None, answer.answer_id) and answer.municipality == one.municipality
            if meant and answer.turn < owner.turn:
                work.answers.assign(answer.answer_id, owner)


def _named(work: FollowingSteps, given: StepsGiven) -> Owner:
    if not given.owner.of_team:
        return given.owner
    return replace(given.owner, name=work.answer_choices.choice(given.municipality, TEAM, work.today).word)
