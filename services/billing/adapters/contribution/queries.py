"""Which regimes apply, for the screens of other columns and for the status."""

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from services.billing.adapters.contribution.rows import charge_of
from services.billing.adapters.contribution.tables import contribution_regime
from services.billing.domain.contribution.charges import Charge


def charges_of(connection: Connection, client_id: str) -> list[Charge]:
    columns = contribution_regime.c
    query = select(contribution_regime).where(columns.client_id == client_id).order_by(columns.number)
    return [charge_of(row) for row in connection.execute(query).mappings()]


def regime_counts(connection: Connection) -> Mapping[str, int]:
    """How many functions of clients each regime applies to."""
    regime = contribution_regime.c.regime
    counts = select(regime, func.count()).group_by(regime).order_by(regime)
    return dict(connection.execute(counts).all())
