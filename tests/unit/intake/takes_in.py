"""Hands deliveries over to an intake in memory, and says what came of it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from services.intake.application.delivery.process_delivery import ProcessDelivery, process_delivery
from services.intake.application.delivery.register_delivery import RegisterDelivery, register_delivery
from services.intake.application.delivery.views import ControlTotals, DeliveryView, RowView
from services.intake.domain.mapping.rows import Row, RowState
from services.intake.domain.person.transferred import ClientHeldBack, ClientTransferred
from tests.support.intake_in_memory import Contents, WorksInMemory
from tests.unit.intake.delivered import as_csv, manifest_of, totals_of


def lay(works: WorksInMemory, content: bytes, name: str, **manifest: Any) -> RegisterDelivery:
    """A delivery that is ready to be registered: any bytes, with a manifest that can be read."""
    ready = RegisterDelivery(Path(f"{name}.csv"), Path(f"{name}.json"))
    works.laid[ready.file] = content
    works.laid[ready.manifest] = json.dumps(manifest_of(content, name, **manifest)).encode()
    return ready


def take_in(works: WorksInMemory, rows: Sequence[Row], name: str = "levering", **manifest: Any) -> str:
    """Registers and takes in these rows; returns the delivery's id. The manifest's totals are right, unless `manifest`
    says otherwise."""
    return take_in_bytes(works, as_csv(rows), name, **{**totals_of(rows), **manifest})


def take_in_bytes(works: WorksInMemory, content: bytes, name: str = "levering", **manifest: Any) -> str:
    """Any bytes as delivery file, with a manifest that can be read."""
    registered = register_delivery(works, lay(works, content, name, **manifest))
    return process_delivery(works, ProcessDelivery(registered.id)).id


def view(works: WorksInMemory, delivery_id: str) -> DeliveryView:
    with works.read() as work:
        return work.queries.delivery(delivery_id)


def totals(works: WorksInMemory) -> ControlTotals:
    with works.read() as work:
        return work.queries.totals()


def transferred(works: WorksInMemory) -> list[ClientTransferred]:
    return [event for event in works.recorded if isinstance(event, ClientTransferred)]


def set_back(works: WorksInMemory) -> list[ClientHeldBack]:
    """What was said of transferred clients who are held back."""
    return [event for event in works.recorded if isinstance(event, ClientHeldBack)]


def held_back(works: WorksInMemory, delivery_id: str) -> Sequence[RowView]:
    with works.read() as work:
        return work.queries.rows(delivery_id, state=RowState.HELD_BACK, after=0, limit=20_000).rows


def outcome(works: WorksInMemory) -> tuple[Contents, list[Any]]:
    """All that is kept, but for which deliveries are silent, and all that was recorded."""
    kept = works.kept.copy()
    kept.deliveries = {id_: replace(one, silent=False) for id_, one in kept.deliveries.items()}
    return kept, list(works.recorded)
