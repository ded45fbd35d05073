"""Grants with their history, as rows and back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping

from services.intake.domain.access.grants import Deed, Granting, GrantState
from shared.granted import grant_of, grant_row
from shared.storing import aware

DEEDS = ("proposed", "confirmed", "refused", "withdrawn")


def granting_row(granting: Granting) -> dict[str, Any]:
    return {**grant_row(granting.grant), "state": granting.state.value, "replaces": granting.replaces or ""}


def deed_rows(granting: Granting) -> list[dict[str, Any]]:
    found: dict[str, Deed | None] = {name: getattr(granting, name) for name in DEEDS}
    return [
        {"grant_id": granting.id, "deed": name, "by": deed.by, "name": deed.name, "at": deed.at, "why": deed.why}
        for name, deed in found.items()
        if deed is not None
    ]


def grantings_of(rows: Sequence[RowMapping], deeds: Iterable[RowMapping]) -> list[Granting]:
    done: dict[str, dict[str, Deed]] = {}
    for row in deeds:
        deed = Deed(row["by"], row["name"], aware(row["at"]), row["why"])
        done.setdefault(row["grant_id"], {})[row["deed"]] = deed
    return [_granting_of(row, done[row["grant_id"]]) for row in rows]


def _granting_of(row: RowMapping, done: Mapping[str, Deed]) -> Granting:
    return Granting(
        grant=grant_of(row),
        state=GrantState(row["state"]),
        proposed=done["proposed"],
        confirmed=done.get("confirmed"),
        refused=done.get("refused"),
        withdrawn=done.get("withdrawn"),
        replaces=row["replaces"] or None,
    )
