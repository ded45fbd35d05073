"""Takes somebody out of a group, after which a group that stood still goes on."""

from dataclasses import dataclass

from services.migration.application.route.find_prolongation import FindProlongation, find_prolongation
from services.migration.application.route.ports import Work
from services.migration.application.route.views import TAKERS
from services.migration.domain.route.prolonging import WaveOutcome
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class LeaveOutClient:
    user: User
    group_id: str
    client_id: str
    why: str


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def leave_out_client(work: Work, command: LeaveOutClient) -> None:
    """Raises UnknownGroup, Forbidden, and Refused for who is not waiting in this group, or without a reason."""
    found = find_prolongation(work, FindProlongation(command.user, command.group_id))
    waiting = {one.client_id for one in found.members if one.outcome is WaveOutcome.WAITING}
    if command.client_id not in waiting:
        raise Refused("Deze cliënt wacht niet in deze verlenging.")
    if not command.why.strip():
        raise Refused("Schrijf op waarom deze cliënt eruit gaat.")
    work.prolongations.mark(command.group_id, [command.client_id], WaveOutcome.LEFT_OUT, command.why.strip())
    work.prolongations.stop(command.group_id, "")
