"""What is known of clients, for the screens of other columns."""

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, select

from services.billing.adapters.client.tables import assessed, client_facts


def assessed_row(connection: Connection, client_id: str) -> RowMapping | None:
    """The last revision that was assessed and its municipality; None for a client that never was."""
    return connection.execute(select(assessed).where(assessed.c.client_id == client_id)).mappings().first()


def delivered_gross(connection: Connection, facts: ColumnElement[bool]) -> int:
    """Cents that were delivered with the latest revision of every client, of the facts that the condition lets pass."""
    columns = client_facts.c
    newest = func.max(columns.revision).label("revision")
    latest = select(columns.client_id, newest).group_by(columns.client_id).subquery()
    is_latest = and_(latest.c.client_id == columns.client_id, latest.c.revision == columns.revision)
    total = func.coalesce(func.sum(columns.delivered_gross_cents), 0)
    query = select(total).join_from(client_facts, latest, is_latest).where(facts)
    return int(connection.execute(query).scalar_one())
