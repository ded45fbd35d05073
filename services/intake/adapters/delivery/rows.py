"""Deliveries and their rows as columns and JSON texts, and back. Equal values give equal texts.

In the tables an empty text stands for what is absent.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping

from services.intake.domain.delivery.deliveries import (
    ArchivedFiles,
    Delivery,
    DeliveryState,
    Erased,
    Manifest,
    RefusedDelivery,
    Registered,
)
from services.intake.domain.delivery.totals import Difference, Totals
from services.intake.domain.mapping.lines import Position
from services.intake.domain.mapping.rows import RowError, RowState, StagedRow
from shared.json_text import json_text, json_value

ERASED = ("held_back_rows", "persons", "persons_transferred", "recorded")
NO_MANIFEST = Manifest("", "", "", "", Totals())


def values_text(values: Sequence[str]) -> str:
    return json_text(list(values))


def error_text(errors: Sequence[RowError]) -> str:
    """A list of lists: column, value, message, code. Most rows have no error and an empty text."""
    if not errors:
        return ""
    return json_text([[error.column or "", error.value, error.message, error.code or ""] for error in errors])


def errors_of(text: str) -> tuple[RowError, ...]:
    found = json_value(text) if text else ()
    return tuple(RowError(column or None, value, message, code or None) for column, value, message, code in found)


def totals_text(totals: Totals) -> str:
    tables = {name: dict(sorted(table.items())) for name, table in _tables(totals).items()}
    return json_text({"rows": totals.rows, "clients": totals.clients, **tables})


def _tables(totals: Totals) -> dict[str, Mapping[str, int]]:
    return {"by_function": totals.by_function, "by_form": totals.by_form, "by_end_month": totals.by_end_month}


def totals_of(text: str) -> Totals:
    return Totals(**json_value(text))


def erased_text(erased: Erased) -> str:
    """Empty for nobody, as in nearly every delivery."""
    if not erased:
        return ""
    return json_text({**{name: getattr(erased, name) for name in ERASED}, "rows": json_value(totals_text(erased.rows))})


def erased_of(text: str) -> Erased:
    kept = json_value(text) if text else {}
    return Erased(**{**kept, "rows": Totals(**kept["rows"])}) if kept else Erased()


def differences_text(differences: Sequence[Difference]) -> str:
    return json_text([[found.total, found.manifest, found.counted] for found in differences])


def differences_of(text: str) -> tuple[Difference, ...]:
    return tuple(Difference(*difference) for difference in json_value(text))


def registered_columns(registered: Registered) -> dict[str, Any]:
    manifest, files = registered.manifest or NO_MANIFEST, registered.files
    common = {
        "id": registered.id,
        "municipality": manifest.municipality,
        "sender": manifest.sender,
        "reference": manifest.reference,
        "created": manifest.created,
        "file_name": files.name,
        "sha256": files.sha256,
        "manifest_sha256": files.manifest_sha256 or "",
        "manifest_totals": totals_text(manifest.totals),
        "traceparent": registered.traceparent or "",
        "silent": registered.silent,
        "rows_held_back": 0,
        "erased": "",
    }
    if isinstance(registered, Delivery):
        erased = {"rows_held_back": registered.erased.held_back_rows, "erased": erased_text(registered.erased)}
        return {**common, **erased, "lines": registered.lines, **progress_columns(registered)}
    nothing = progress_columns(Delivery(registered.id, files, manifest, 0))
    return {**common, **nothing, "state": registered.state.value, "reason": registered.reason, "lines": 0}


def progress_columns(delivery: Delivery) -> dict[str, Any]:
    """The columns that change while a delivery is taken in."""
    return {
        "state": delivery.state.value,
        "reason": delivery.failure or "",
        "counted_totals": totals_text(delivery.counted),
        "differences": differences_text(delivery.differences),
        "staged_line": delivery.staged.line,
        "staged_offset": delivery.staged.offset,
        "client_cursor": delivery.client_cursor or "",
        "persons": delivery.persons,
        "persons_transferred": delivery.persons_transferred,
        "recorded": delivery.recorded,
        "persons_absent": delivery.persons_absent,
    }


def registered_of(row: RowMapping) -> Registered:
    return delivery_of(row) if row["lines"] else _refused_of(row)


def _refused_of(row: RowMapping) -> RefusedDelivery:
    """What could be read has lines, and every manifest that can be read names a municipality."""
    manifest = _manifest_of(row) if row["municipality"] else None
    traceparent = row["traceparent"] or None
    failed = row["state"] == DeliveryState.FAILED
    return RefusedDelivery(row["id"], _files_of(row), manifest, row["reason"], traceparent, row["silent"], failed)


def delivery_of(row: RowMapping) -> Delivery:
    """The row is that of a delivery that could be read."""
    return Delivery(
        id=row["id"],
        files=_files_of(row),
        manifest=_manifest_of(row),
        lines=row["lines"],
        state=DeliveryState(row["state"]),
        counted=totals_of(row["counted_totals"]),
        staged=Position(row["staged_line"], row["staged_offset"]),
        client_cursor=row["client_cursor"] or None,
        persons=row["persons"],
        persons_transferred=row["persons_transferred"],
        recorded=row["recorded"],
        persons_absent=row["persons_absent"],
        differences=differences_of(row["differences"]),
        traceparent=row["traceparent"] or None,
        silent=row["silent"],
        failure=row["reason"] or None,
        erased=erased_of(row["erased"]),
    )


def _files_of(row: RowMapping) -> ArchivedFiles:
    return ArchivedFiles(row["file_name"], row["sha256"], row["manifest_sha256"] or None)


def _manifest_of(row: RowMapping) -> Manifest:
    totals = totals_of(row["manifest_totals"])
    return Manifest(row["sender"], row["municipality"], row["reference"], row["created"], totals)


def staged_columns(delivery_id: str, row: StagedRow) -> dict[str, Any]:
    return {
        "delivery_id": delivery_id,
        "number": row.number,
        "client_key": row.client_key,
        "bsn": row.bsn or "",
        "state": row.state.value,
        "row_values": values_text(row.values),
        "errors": error_text(row.errors),
    }


def staged_of(row: RowMapping) -> StagedRow:
    return StagedRow(
        number=row["number"],
        client_key=row["client_key"],
        bsn=row["bsn"] or None,
        state=RowState(row["state"]),
        values=json_value(row["row_values"]),
        errors=errors_of(row["errors"]),
    )
