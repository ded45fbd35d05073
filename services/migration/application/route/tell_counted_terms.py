"""Tells which terms of a client's route run now, when they were counted again without a step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.migration.application.route.ports import Work
from services.migration.application.route.views import known_terms
from services.migration.domain.route.happened import DeadlinesCounted
from shared.access import system


@dataclass(frozen=True, slots=True)
class TellCountedTerms:
    """`client_ids`: of whom a term ends on another day. `on`: the day on which that was counted."""

    client_ids: Iterable[str]
    on: date


@system
def tell_counted_terms(work: Work, command: TellCountedTerms) -> None:
    """Of the last route: what an earlier one left open, such as a penalty to fix, is for the municipality alone."""
    client_ids = sorted(set(command.client_ids))
    routes, deadlines = work.routes.of(client_ids), work.deadlines.of(client_ids)
    for client_id, route in sorted(routes.items()):
        after = route.told_last
        if after is not None:
            client = work.route_clients.client(client_id)
            running = tuple(one for one in known_terms(deadlines, route) if one.is_open)
            counted = DeadlinesCounted(
                client_id, client.municipality, client.revision, route.number, after, command.on, running
            )
            work.record(counted)
