"""Who of a group was left out of its wave, or stands in the way of the next one, by name and with why."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.migration.application.route.find_left_out import FindLeftOut, find_left_out
from services.migration.application.route.ports import Work
from services.migration.application.route.show_prolongation import ShowProlongation, show_prolongation
from services.migration.application.route.views import GroupView, Stuck, StuckMember
from services.migration.domain.route.prolonging import WaveOutcome
from shared.access import STAFF, Scope, User, allowed

PURPOSE = "nakijken wie niet wordt verlengd"


@dataclass(frozen=True, slots=True)
class ListStuckMembers:
    user: User
    group_id: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_stuck_members(work: Work, asked: ListStuckMembers) -> Sequence[StuckMember]:
    """Each is a line in the read log. Raises UnknownGroup, and Forbidden."""
    shown = show_prolongation(work, ShowProlongation(asked.user, asked.group_id))
    found = [
        *((one.client_id, one.why, Stuck.BLOCKING) for one in shown.blocking),
        *((client_id, why, Stuck.GONE_ON) for client_id, why in _gone_on(work, shown)),
        *((one.client_id, one.why, Stuck.LEFT_OUT) for one in shown.left_out),
    ]
    if found:
        work.read_log.write(asked.user, [client_id for client_id, _, _ in found], PURPOSE)
    return [StuckMember(id_, work.route_clients.client(id_).name, why, stuck) for id_, why, stuck in found]


def _gone_on(work: Work, shown: GroupView) -> Sequence[tuple[str, str]]:
    """Because of whom a wave stopped, until somebody lets it go on without them."""
    if not shown.group.stopped or shown.blocking:
        return ()
    wave = [one for one in shown.members if one.wave == shown.next_wave and one.outcome is WaveOutcome.WAITING]
    return list(find_left_out(work, FindLeftOut(shown.group, [one.client_id for one in wave])).items())
