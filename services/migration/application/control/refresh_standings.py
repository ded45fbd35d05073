"""Lets standings follow what was recorded about these clients beside the route, or was counted again of its terms."""

from collections.abc import Sequence
from dataclasses import replace

from services.migration.application.control.keep_next_steps import keep_next_steps
from services.migration.application.control.ports import Keeping
from services.migration.application.control.read_later_routes import read_later_routes
from services.migration.domain.control.standings import Changed
from shared.access import system


@system
def refresh_standings(work: Keeping, client_ids: Sequence[str]) -> None:
    before = work.standings.of(client_ids)
    later = read_later_routes(work, [client_id for client_id, one in before.items() if one.later is not None])
    now = {client_id: replace(one, later=later.get(client_id)) for client_id, one in before.items()}
    after = keep_next_steps(work, now)
    work.standings.save([Changed(before[client_id], standing) for client_id, standing in after.items()])
