"""Finds, of clients of a group who cannot be prolonged any more, why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.migration.application.route.ports import Work
from services.migration.domain.route.prolonging import Group, why_gone_on
from services.migration.domain.route.route import Route
from shared.access import system


@dataclass(frozen=True, slots=True)
class FindLeftOut:
    """`waiting`: of the wave that comes next."""

    group: Group
    waiting: Sequence[str]


@system
def find_left_out(work: Work, asked: FindLeftOut) -> Mapping[str, str]:
    """By client, in Dutch; without those who can be prolonged."""
    group = asked.group
    still = set(work.prolongations.candidates(group.municipality, group.ends_from, group.ends_through))
    gone = [each for each in asked.waiting if each not in still]
    routes = work.routes.of(gone) if gone else {}
    found = {}
    for client_id in gone:
        client = work.route_clients.client(client_id)
        moved = client.municipality != group.municipality
        route = routes.get(client_id, Route(client_id, 1))
        found[client_id] = why_gone_on(route, died=client.died_on is not None, moved=moved)
    return found
