"""A user takes over all that a colleague has in hand, for example when the colleague is ill."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.migration.application.control.give_answers import GivenAnswer, give_answers
from services.migration.application.control.give_steps import give_steps
from services.migration.application.control.ports import Recording
from services.migration.application.control.refresh_standings import refresh_standings
from services.migration.application.route.views import TAKERS
from services.migration.domain.control.answers import OpenAnswer
from services.migration.domain.control.handled import ANSWERING, NOTHING_HANDLED, Taken
from services.migration.domain.control.steps import Owner
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused

NOTHING = "Deze collega heeft niets in handen bij de gemeenten waarvoor u werkt."


@dataclass(frozen=True, slots=True)
class TakeWorkOver:
    """`colleague`: the id of a user."""

    user: User
    colleague: str


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def take_work_over(work: Recording, command: TakeWorkOver) -> int:
    """In the municipalities of the user. An answer that somebody else took up stays theirs. Returns of how many
    persons. Raises Refused when there is nothing."""
    user, colleague = command.user, command.colleague
    taken = work.handled.taken_by(colleague, user.municipalities)
    alone = work.open_answers.owned_by(colleague, user.municipalities)
    answers = _answers(work, taken, alone, user.municipalities)
    theirs = [one.answer for one in answers if one.owner.user_id == colleague]
    if not (taken or theirs) or colleague == user.id:
        raise Refused(NOTHING)
    give_steps(work, [replace(one, user_id=user.id, name=user.name, on=work.today) for one in taken])
    with_steps = {(one.client_id, one.municipality) for one in taken if one.team is ANSWERING}
    others = [one for one in answers if one.answer not in theirs and _place(one.answer) in with_steps]
    own = Owner(ANSWERING, user.id, user.name)
    give_answers(work, others + [GivenAnswer(one, own) for one in theirs if _place(one) not in with_steps])
    ids = sorted({*(one.client_id for one in taken), *(one.client_id for one in theirs)})
    refresh_standings(work, ids)
    return len(ids)


def _answers(
    work: Recording, taken: Sequence[Taken], alone: Sequence[OpenAnswer], municipalities: frozenset[str]
) -> list[GivenAnswer]:
    """Of all these persons, with whose they are now."""
    ids = {*(one.client_id for one in taken), *(one.client_id for one in alone)}
    handled = work.handled.of(ids)
    return [
        GivenAnswer(one, handled.get(one.client_id, NOTHING_HANDLED).in_town(one.municipality).owner_of(one))
        for found in work.open_answers.of(ids).values()
        for one in found
        if one.municipality in municipalities
    ]


def _place(answer: OpenAnswer) -> tuple[str, str]:
    return answer.client_id, answer.municipality
