"""Lets a group that stood still go on, after somebody looked why."""

from dataclasses import dataclass

from services.migration.application.route.find_left_out import FindLeftOut, find_left_out
from services.migration.application.route.ports import Work
from services.migration.application.route.show_prolongation import ShowProlongation, show_prolongation
from services.migration.application.route.views import TAKERS
from services.migration.domain.route.prolonging import WaveOutcome, next_wave
from shared.access import Scope, User, allowed


@dataclass(frozen=True, slots=True)
class GoOnWithProlongation:
    user: User
    group_id: str


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def go_on_with_prolongation(work: Work, command: GoOnWithProlongation) -> None:
    """Clients of the next wave of whom something else was decided meanwhile are left out. Raises UnknownGroup, and
    Forbidden."""
    shown = show_prolongation(work, ShowProlongation(command.user, command.group_id))
    group, wave = shown.group, next_wave(shown.members)
    waiting = [one.client_id for one in shown.members if one.wave == wave and one.outcome is WaveOutcome.WAITING]
    for client_id, why in find_left_out(work, FindLeftOut(group, waiting)).items():
        work.prolongations.mark(group.id, [client_id], WaveOutcome.LEFT_OUT, why)
    work.prolongations.stop(group.id, "")
