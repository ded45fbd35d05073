"""The regimes on their table."""

from collections.abc import Sequence

from sqlalchemy import Connection

from services.billing.adapters.contribution.rows import charge_columns
from services.billing.adapters.contribution.tables import contribution_regime
from services.billing.domain.contribution.charges import ContributionAssessed
from shared.storing import delete_rows, insert_rows


class RegimeTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(self, assessed: Sequence[ContributionAssessed]) -> None:
        delete_rows(self._connection, contribution_regime.c.client_id, [each.client_id for each in assessed])
        rows = [row for each in assessed for row in charge_columns(each)]
        insert_rows(self._connection, contribution_regime, rows)
