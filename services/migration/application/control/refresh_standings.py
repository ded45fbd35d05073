"""Lets standings follow what somebody recorded about these clients beside the route."""

from collections.abc import Sequence

from services.migration.application.control.keep_next_steps import keep_next_steps
from services.migration.application.control.ports import Keeping
from services.migration.domain.control.standings import Changed
from shared.access import system


@system
def refresh_standings(work: Keeping, client_ids: Sequence[str]) -> None:
    before = work.standings.of(client_ids)
    after = keep_next_steps(work, before)
    work.standings.save([Changed(before[client_id], standing) for client_id, standing in after.items()])
