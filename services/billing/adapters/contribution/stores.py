"""The regimes on their table."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from services.billing.adapters.contribution.rows import charge_columns, charge_of
from services.billing.adapters.contribution.tables import contribution_regime
from services.billing.domain.contribution.charges import Charge, ContributionAssessed
from shared.storing import delete_rows, insert_rows, rows_with


class RegimeTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, client_ids: Sequence[str]) -> Mapping[str, Sequence[Charge]]:
        found: dict[str, list[Charge]] = {}
        column = contribution_regime.c
        for row in rows_with(self._connection, column.client_id, client_ids, column.number):
            found.setdefault(row["client_id"], []).append(charge_of(row))
        return found

    def replace(self, assessed: Sequence[ContributionAssessed]) -> None:
        delete_rows(self._connection, contribution_regime.c.client_id, [each.client_id for each in assessed])
        rows = [row for each in assessed for row in charge_columns(each)]
        insert_rows(self._connection, contribution_regime, rows)
