"""Intake holds back all rows of clients in their newest delivery; they stay on a list until a revision is accepted."""

from collections.abc import Sequence
from dataclasses import replace

from services.migration.application.control.keep_next_steps import keep_next_steps
from services.migration.application.control.ports import Keeping
from services.migration.domain.control.standings import Changed, HeldBack
from shared.access import system


@system
def hold_back_clients(work: Keeping, held_back: Sequence[HeldBack]) -> None:
    """Every client at most once. Who is not known here was never transferred, and is counted from the deliveries."""
    known = work.standings.of([one.client_id for one in held_back])
    held = {one.client_id: replace(known[one.client_id], held_back=one) for one in held_back if one.client_id in known}
    after = keep_next_steps(work, held)
    work.standings.save([Changed(known[client_id], standing) for client_id, standing in after.items()])
