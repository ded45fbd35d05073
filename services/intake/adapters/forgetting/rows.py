"""A forgetting as a row, and back. An empty text stands for what is absent."""

from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from services.intake.domain.forgetting.forgetting import Act, Forgetting, Ground, Lift
from shared.json_text import json_text, json_value

SAME = ("id", "number", "client_id", "municipality", "why", "cleaned", "key_destroyed")


def forgetting_row(one: Forgetting) -> dict[str, Any]:
    lifted = one.lifted
    return {
        **{name: getattr(one, name) for name in SAME},
        "ground": one.ground.value,
        **_act("proposed", one.proposed),
        **_act("confirmed", one.confirmed),
        **_act("withdrawn", one.withdrawn),
        "files": json_text(list(one.files)),
        **_act("lifted", lifted.by if lifted else None),
        "lifted_why": lifted.why if lifted else "",
        "lifted_after": lifted.after if lifted else "",
    }


def forgetting_of(row: RowMapping) -> Forgetting:
    lifted = _act_of(row, "lifted")
    return Forgetting(
        **{name: row[name] for name in SAME},
        ground=Ground(row["ground"]),
        proposed=Act(row["proposed_by"], row["proposed_name"], row["proposed_on"]),
        confirmed=_act_of(row, "confirmed"),
        withdrawn=_act_of(row, "withdrawn"),
        files=tuple(json_value(row["files"])),
        lifted=Lift(lifted, row["lifted_why"], row["lifted_after"]) if lifted else None,
    )


def _act(what: str, act: Act | None) -> dict[str, str | date | None]:
    return {
        f"{what}_by": act.user_id if act else "",
        f"{what}_name": act.name if act else "",
        f"{what}_on": act.day if act else None,
    }


def _act_of(row: RowMapping, what: str) -> Act | None:
    return Act(row[f"{what}_by"], row[f"{what}_name"], row[f"{what}_on"]) if row[f"{what}_on"] else None
