"""Lets a group that stood still go on, after somebody looked why."""

from dataclasses import dataclass

from services.migration.application.route.find_prolongation import FindProlongation, find_prolongation
from services.migration.application.route.ports import Work
from services.migration.application.route.views import TAKERS
from services.migration.domain.route.prolonging import WaveOutcome, next_wave, why_gone
from shared.access import Scope, User, allowed


@dataclass(frozen=True, slots=True)
class GoOnWithProlongation:
    user: User
    group_id: str


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def go_on_with_prolongation(work: Work, command: GoOnWithProlongation) -> None:
    """Clients of the next wave of whom something else was decided meanwhile are left out. Raises UnknownGroup, and
    Forbidden."""
    found = find_prolongation(work, FindProlongation(command.user, command.group_id))
    group, wave = found.group, next_wave(found.members)
    still = set(work.prolongations.candidates(group.municipality, group.ends_from, group.ends_through))
    waiting = (one.client_id for one in found.members if one.wave == wave and one.outcome is WaveOutcome.WAITING)
    for client_id in [one for one in waiting if one not in still]:
        why = why_gone(work.routes.earlier(client_id))
        work.prolongations.mark(group.id, [client_id], WaveOutcome.LEFT_OUT, why)
    work.prolongations.stop(group.id, "")
