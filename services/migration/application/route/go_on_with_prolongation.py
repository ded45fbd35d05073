"""Lets a group that stood still go on, after somebody looked why."""

from dataclasses import dataclass

from services.migration.application.route.ports import Work
from services.migration.application.route.show_prolongation import ShowProlongation, show_prolongation
from services.migration.application.route.views import TAKERS
from services.migration.domain.route.prolonging import GONE_ON, WaveOutcome, next_wave
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
    still = set(work.prolongations.candidates(group.municipality, group.ends_from, group.ends_through))
    gone = [one.client_id for one in shown.members if one.wave == wave and one.client_id not in still]
    work.prolongations.mark(group.id, gone, WaveOutcome.LEFT_OUT, GONE_ON)
    work.prolongations.stop(group.id, "")
