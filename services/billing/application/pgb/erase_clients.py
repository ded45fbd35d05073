"""Erases clients whom intake forgot: facts, rights, budgets, the entries in the books, and contributions."""

from collections.abc import Sequence

from services.billing.application.pgb.ports import ErasingWork
from services.billing.domain.pgb.totals import totals_without
from shared.access import system


@system
def erase_clients(work: ErasingWork, client_ids: Sequence[str]) -> None:
    """Each entry in the books is balanced by itself, so the books stay so without it."""
    held = work.holdings.of(client_ids)
    assessed = work.facts.of(work.assessed.revisions(client_ids).items())
    facts = {client_id: each for (client_id, _), each in assessed.items()}
    work.totals.add([totals_without(each, facts.get(each), held.get(each, ())) for each in client_ids])
    work.erasure.erase(client_ids)
