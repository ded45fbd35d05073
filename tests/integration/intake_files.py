"""Writes deliveries for the intake tests and opens an intake on them."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from services.intake.application.delivery.ports import Progress, no_progress
from services.intake.application.delivery.process_delivery import ProcessDelivery, process_delivery
from services.intake.application.delivery.register_delivery import RegisterDelivery, register_delivery
from services.intake.application.delivery.views import ControlTotals, DeliveryView, RowView
from services.intake.application.forgetting.ports import KeyDestroyer
from services.intake.domain.delivery.deliveries import Registered
from services.intake.domain.mapping.rows import Row, RowState
from services.intake.main import IntakeService, assemble, control_totals
from services.intake.settings import Settings
from shared.clock import TurnedClock
from shared.database import sqlite_url
from shared.transport.embedded import EmbeddedLog
from tests.support.fresh_tables import migrate_once
from tests.support.regions import demo_region
from tests.unit.intake.delivered import as_csv, manifest_of, totals_of

CLOCK = TurnedClock(date(2014, 11, 3))
IDENTITY_KEY = "a-key-of-at-least-thirty-two-chars"


def open_intake(folder: Path, *, database_url: str = "", keys: KeyDestroyer | None = None) -> IntakeService:
    """An intake with tables up to date, in `folder` or on another database; demo numbers pass as BSN."""
    settings = Settings(
        database_url=database_url or sqlite_url(folder / "intake.sqlite"),
        archive_dir=folder / "archive",
        region=demo_region(),
        identity_key=IDENTITY_KEY,
        accept_demo_numbers=True,
    )
    intake = assemble(settings, transport=EmbeddedLog(folder / "log.sqlite"), clock=CLOCK, keys=keys)
    migrate_once("intake", intake.database.engine, intake.migrate)
    return intake


def write_rows(folder: Path, rows: Sequence[Row], *, name: str = "levering", **manifest: Any) -> Path:
    """A delivery file with a manifest whose totals are right, unless `manifest` says otherwise."""
    return write_bytes(folder, as_csv(rows), name=name, **{**totals_of(rows), **manifest})


def write_bytes(folder: Path, content: bytes, *, name: str = "levering", **manifest: Any) -> Path:
    """Any bytes as delivery file, with a manifest that can be read."""
    file = folder / f"{name}.csv"
    file.write_bytes(content)
    file.with_suffix(".json").write_text(json.dumps(manifest_of(content, name, **manifest)), encoding="utf-8")
    return file


def register(intake: IntakeService, file: Path) -> Registered:
    return register_delivery(intake.works, RegisterDelivery(file, file.with_suffix(".json")))


def process(intake: IntakeService, delivery_id: str, progress: Progress = no_progress) -> Registered:
    return process_delivery(intake.works, ProcessDelivery(delivery_id, progress))


def deliver(intake: IntakeService, file: Path) -> str:
    """Registers and takes in; returns the delivery's id."""
    return process(intake, register(intake, file).id).id


def view(intake: IntakeService, delivery_id: str) -> DeliveryView:
    with intake.works.read() as work:
        return work.queries.delivery(delivery_id)


def held_back(intake: IntakeService, delivery_id: str) -> Sequence[RowView]:
    """All rows of a delivery that are held back."""
    with intake.works.read() as work:
        return work.queries.rows(delivery_id, state=RowState.HELD_BACK, after=0, limit=20_000).rows


def totals(intake: IntakeService) -> ControlTotals:
    return control_totals(intake.works)


def outbox(intake: IntakeService) -> list[tuple[str, str, dict[str, Any]]]:
    """Type, subject and data of everything that was recorded, in order."""
    table, data = intake.database.messaging.outbox, intake.database.messaging.outbox_data
    with intake.database.reading() as connection:
        with_data = select(table, data.c.data).join_from(table, data, data.c.event_id == table.c.id)
        rows = connection.execute(with_data.order_by(table.c.number))
        return [(row.type, row.subject, json.loads(row.data)) for row in rows]


def recorded(intake: IntakeService, name: str = "client-transferred") -> list[dict[str, Any]]:
    return [data for type_, _, data in outbox(intake) if type_ == f"nl.zachte-landing.intake.{name}.v1"]


def content_of_outbox(intake: IntakeService) -> list[str]:
    """What was recorded, in any order: two runs of one delivery must say the same."""
    return sorted(json.dumps(entry, sort_keys=True) for entry in outbox(intake))
