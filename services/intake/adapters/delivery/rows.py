"""Values of the domain as columns and JSON texts, and back. Equal values give equal texts."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping

from services.intake.domain.delivery.deliveries import Delivery, DeliveryState, Position
from services.intake.domain.delivery.totals import Difference, Totals
from services.intake.domain.mapping.rows import RowError
from services.intake.domain.person.persons import Person, PersonState

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def values_text(values: Sequence[str]) -> str:
    return _encode(list(values))


def error_text(errors: Sequence[RowError]) -> str:
    """A list of lists: column, value, message, code. Most rows have no error and an empty text."""
    return _encode([[error.column, error.value, error.message, error.code] for error in errors]) if errors else ""


def errors_of(text: str) -> tuple[RowError, ...]:
    return tuple(RowError(*parts) for parts in json.loads(text)) if text else ()


def totals_text(totals: Totals) -> str:
    tables = {name: dict(sorted(table.items())) for name, table in _tables(totals).items()}
    return _encode({"rows": totals.rows, "clients": totals.clients, **tables})


def _tables(totals: Totals) -> dict[str, Mapping[str, int]]:
    return {"by_function": totals.by_function, "by_form": totals.by_form, "by_end_month": totals.by_end_month}


def totals_of(text: str) -> Totals:
    return Totals(**json.loads(text))


def differences_text(differences: Sequence[Difference]) -> str:
    return _encode([[found.total, found.manifest, found.counted] for found in differences])


def differences_of(text: str) -> tuple[Difference, ...]:
    return tuple(Difference(*parts) for parts in json.loads(text))


def delivery_columns(delivery: Delivery) -> dict[str, Any]:
    return {
        "id": delivery.id,
        "municipality": delivery.municipality,
        "sender": delivery.sender,
        "reference": delivery.reference,
        "created": delivery.created,
        "file_name": delivery.file_name,
        "sha256": delivery.sha256,
        "manifest_sha256": delivery.manifest_sha256,
        "reason": delivery.reason,
        "lines": delivery.lines,
        "manifest_totals": totals_text(delivery.manifest),
        "traceparent": delivery.traceparent,
        "silent": delivery.silent,
        **progress_columns(delivery),
    }


def progress_columns(delivery: Delivery) -> dict[str, Any]:
    """The columns that change while a delivery is taken in."""
    return {
        "state": delivery.state.value,
        "counted_totals": totals_text(delivery.counted),
        "differences": differences_text(delivery.differences),
        "staged_line": delivery.staged.line,
        "staged_offset": delivery.staged.offset,
        "client_cursor": delivery.client_cursor,
        "persons": delivery.persons,
        "persons_transferred": delivery.persons_transferred,
        "announced": delivery.announced,
        "persons_absent": delivery.persons_absent,
    }


def delivery_of(row: RowMapping) -> Delivery:
    return Delivery(
        id=row["id"],
        state=DeliveryState(row["state"]),
        municipality=row["municipality"],
        sender=row["sender"],
        reference=row["reference"],
        created=row["created"],
        file_name=row["file_name"],
        sha256=row["sha256"],
        manifest_sha256=row["manifest_sha256"],
        reason=row["reason"],
        lines=row["lines"],
        manifest=totals_of(row["manifest_totals"]),
        counted=totals_of(row["counted_totals"]),
        staged=Position(row["staged_line"], row["staged_offset"]),
        client_cursor=row["client_cursor"],
        persons=row["persons"],
        persons_transferred=row["persons_transferred"],
        announced=row["announced"],
        persons_absent=row["persons_absent"],
        differences=differences_of(row["differences"]),
        traceparent=row["traceparent"],
        silent=row["silent"],
    )


def person_columns(person: Person) -> dict[str, Any]:
    return {
        "sender": person.sender,
        "client_key": person.client_key,
        "client_id": person.client_id,
        "bsn": person.bsn,
        "told": person.told,
        "placed": person.placed,
        "municipality": person.municipality,
        "household_id": person.household_id,
        "delivery_id": person.delivery_id,
        "state": person.state.value,
        "revision": person.revision,
        "content_hash": person.content_hash,
        "held_back_rows": person.held_back_rows,
    }


def person_of(row: RowMapping) -> Person:
    return Person(**{**row, "state": PersonState(row["state"])})
