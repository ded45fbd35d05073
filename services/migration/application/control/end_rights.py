"""Tells that a step of the route ended rights of its client, once."""

from dataclasses import dataclass
from datetime import date

from services.migration.application.control.ports import Telling
from services.migration.domain.control.ends import EndOfRights, EndReason, RightEnded
from services.migration.domain.rights.facts import FunctionRight
from services.migration.domain.route.route import Route
from shared.access import system


@dataclass(frozen=True, slots=True)
class EndRights:
    route: Route
    last_day: date
    why: EndReason


@system
def end_rights(work: Telling, command: EndRights) -> None:
    """8.3(1): an accepted offer ends the rights that had to be reassessed; a death ends all of them."""
    client = work.route_clients.client(command.route.client_id)
    last_day, why = command.last_day, command.why
    told = work.ends.told_of(client.client_id, last_day, why)
    ended = [right.id for _, right in client.functions if right.id not in told and _ends(right, last_day, why)]
    if not ended:
        return
    end = EndOfRights(client.client_id, client.municipality, client.revision, last_day, why, ended)
    decision_id = command.route.decision_id if why is EndReason.OFFER_ACCEPTED else None
    work.record(RightEnded(end, decision_id, decided=decision_id is not None))
    work.ends.save([(end, 0)], work.today)


def _ends(right: FunctionRight, last_day: date, why: EndReason) -> bool:
    if right.right_until is None or right.right_until < last_day:
        return False
    return why is EndReason.DIED or right.reassess_before_end_of is not None
