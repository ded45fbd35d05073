"""The stores of looks, and of what was said of odd ones."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, select, update

from services.notifications.adapters.looks.rows import look_row, settled_of
from services.notifications.adapters.looks.tables import look, look_client, odd_look
from services.notifications.application.looks.views import Settled
from services.notifications.domain.looks.look import FORGOTTEN, Lived, LookTold
from services.notifications.domain.looks.odd import Finding
from shared.storing import among, insert_new_row, insert_new_rows, rows_with


class LookStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, told: Sequence[LookTold], municipality_of: Mapping[str, str]) -> None:
        insert_new_rows(self._connection, look, [look_row(each.look) for each in told])
        seen = [
            {
                "look_id": each.look.look_id,
                "client_id": client_id,
                "municipality": municipality_of.get(client_id) or _only(each.look.municipalities),
                "kind": each.look.kind.value,
                "at": each.look.at,
            }
            for each in told
            for client_id in each.client_ids
        ]
        insert_new_rows(self._connection, look_client, seen)

    def place(self, lived: Sequence[Lived]) -> None:
        columns = look_client.c
        from_then_on = (columns.client_id == bindparam("of_client")) & (columns.at >= bindparam("since"))
        places = [{"of_client": each.client_id, "since": each.since, "there": each.municipality} for each in lived]
        if places:
            moved = update(look_client).where(from_then_on).values(municipality=bindparam("there"))
            self._connection.execute(moved, places)

    def forget_reasons(self, client_ids: Sequence[str]) -> None:
        about = select(look_client.c.look_id).where(among(self._connection, look_client.c.client_id, client_ids))
        given = (look.c.look_id.in_(about), look.c.reason != "")
        self._connection.execute(update(look).where(*given).values(reason=FORGOTTEN))


def _only(municipalities: Sequence[str]) -> str:
    return municipalities[0] if len(municipalities) == 1 else ""


class OddLookStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def settled(self, finding_ids: Sequence[str]) -> Mapping[str, Settled]:
        found = rows_with(self._connection, odd_look.c.finding_id, finding_ids)
        return {row["finding_id"]: settled_of(row) for row in found}

    def settle(self, finding: Finding, settled: Settled) -> bool:
        row = {
            "finding_id": finding.finding_id,
            "municipality": finding.municipality,
            "pattern": finding.pattern.value,
            "day": finding.day,
            "user_id": finding.user_id,
            "client_id": finding.client_id,
            "note": settled.note,
            "settled_by": settled.by_id,
            "settled_by_name": settled.by_name,
            "settled_at": settled.at,
        }
        return insert_new_row(self._connection, odd_look, row)
