"""A second person releases the next wave of a group: then those clients are decided about, all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.migration.application.route.find_prolongation import FindProlongation, find_prolongation
from services.migration.application.route.find_route import FindRoute, find_route
from services.migration.application.route.make_decision import MakeDecision, make_decision
from services.migration.application.route.ports import Work, Works
from services.migration.application.route.views import TAKERS
from services.migration.domain.route.prolonging import (
    STOPPED,
    Group,
    GroupMember,
    WaveOutcome,
    is_odd,
    next_wave,
    prolonged,
    why_gone,
)
from services.migration.domain.route.states import EndReason
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused

SAME_PERSON = "U maakte deze verlenging zelf. Iemand anders geeft een golf vrij."
ALL_DONE = "Alle golven zijn gedaan."


class Stopped(Exception):
    """The wave is undone; the message says why, in Dutch. Beside it stand the client on whom it stopped, or by client
    why they cannot be prolonged any more."""

    def __init__(self, why: str, client_id: str | None = None, gone: Mapping[str, str] | None = None) -> None:
        super().__init__(why)
        self.client_id = client_id
        self.gone = gone or {}


@dataclass(frozen=True, slots=True)
class ReleaseWave:
    user: User
    group_id: str


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def release_wave(works: Works, command: ReleaseWave) -> str:
    """Why the wave stopped, in Dutch; empty when it was done. It takes `works`, because what went wrong is kept after
    the wave was rolled back. Raises UnknownGroup, Forbidden, and Refused."""
    try:
        with works.begin() as work:
            _release(work, command)
    except Stopped as stopped:
        with works.begin() as work:
            work.prolongations.stop(command.group_id, str(stopped))
            _leave_out(work, command.group_id, stopped.gone)
            if stopped.client_id is not None:
                work.prolongations.mark(command.group_id, [stopped.client_id], WaveOutcome.WAITING, str(stopped))
        return str(stopped)
    return ""


def _release(work: Work, command: ReleaseWave) -> None:
    work.lock([command.group_id])
    found = find_prolongation(work, FindProlongation(command.user, command.group_id))
    if found.group.made_by == command.user.id:
        raise Refused(SAME_PERSON)
    if found.group.stopped:
        raise Refused(found.group.stopped)
    wave = next_wave(found.members)
    if wave is None:
        raise Refused(ALL_DONE)
    _decide(work, command.user, found.group, [one for one in found.members if one.wave == wave])


def _decide(work: Work, user: User, group: Group, wave: Sequence[GroupMember]) -> None:
    waiting = [one.client_id for one in wave if one.outcome is WaveOutcome.WAITING]
    work.lock([group.municipality])
    still = set(work.prolongations.candidates(group.municipality, group.ends_from, group.ends_through))
    left_out = {one: _why_gone(work, group, one) for one in waiting if one not in still}
    if len(waiting) > 1 and is_odd(len(waiting), len(left_out)):
        raise Stopped(
            f"In deze golf {'kan' if len(left_out) == 1 else 'kunnen'} {len(left_out)} van de {len(waiting)} cliënten "
            "niet meer worden verlengd. Kijk hieronder waarom, voordat u verdergaat.",
            gone=left_out,
        )
    _leave_out(work, group.id, left_out)
    going = [client_id for client_id in waiting if client_id in still]
    for client_id in going:
        _prolong(work, user, group, client_id)
    work.prolongations.mark(group.id, going, WaveOutcome.PROLONGED, "")


def _why_gone(work: Work, group: Group, client_id: str) -> str:
    if work.route_clients.client(client_id).municipality != group.municipality:
        return STOPPED[EndReason.MOVED]
    return why_gone(work.routes.earlier(client_id))


def _leave_out(work: Work, group_id: str, gone: Mapping[str, str]) -> None:
    """`gone`: by client why."""
    for client_id, why in gone.items():
        work.prolongations.mark(group_id, [client_id], WaveOutcome.LEFT_OUT, why)


def _prolong(work: Work, user: User, group: Group, client_id: str) -> None:
    client = work.route_clients.client(client_id)
    if client.right_until is None:
        raise Stopped("Van een cliënt kennen wij geen oud recht om te verlengen.", client_id)
    route = find_route(work, FindRoute(client_id))
    over = min(client.pgb_ends(route, work.today).values(), default=client.right_until)
    first_end = client.first_to_stop(route, work.today) or over
    draft = prolonged(client.functions, first_end, group.until, group.reason)
    try:
        make_decision(work, MakeDecision(user, client_id, work.today, draft))
    except Refused as refused:
        raise Stopped(f"Bij een cliënt ging het niet: {refused}", client_id) from refused
