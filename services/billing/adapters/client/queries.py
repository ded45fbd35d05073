"""What is known of clients, for the screens of other columns."""

from sqlalchemy import Connection, RowMapping, select

from services.billing.adapters.client.tables import assessed


def assessed_row(connection: Connection, client_id: str) -> RowMapping | None:
    """The last revision that was assessed and its municipality; None for a client that never was."""
    return connection.execute(select(assessed).where(assessed.c.client_id == client_id)).mappings().first()
