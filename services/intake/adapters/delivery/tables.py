"""The tables of deliveries and their rows."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from services.intake.adapters.database import metadata
from services.intake.adapters.person.tables import CLIENT_KEY_LENGTH

delivery = Table(
    "delivery",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("arrival", Integer, nullable=False, unique=True),
    Column("state", String(10), nullable=False, index=True),
    Column("municipality", String(4), nullable=False),
    Column("sender", String(20), nullable=False),
    Column("reference", String(200), nullable=False),
    Column("created", String(40), nullable=False),
    Column("file_name", String(260), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("manifest_sha256", String(64), nullable=False),
    Column("reason", Text, nullable=False),
    Column("lines", Integer, nullable=False),
    Column("manifest_totals", Text, nullable=False),
    Column("counted_totals", Text, nullable=False),
    Column("differences", Text, nullable=False),
    Column("staged_line", Integer, nullable=False),
    Column("staged_offset", Integer, nullable=False),
    Column("rows_held_back", Integer, nullable=False),
    Column("client_cursor", String(CLIENT_KEY_LENGTH), nullable=False),
    Column("persons", Integer, nullable=False),
    Column("persons_transferred", Integer, nullable=False),
    Column("recorded", Integer, nullable=False),
    Column("persons_absent", Integer, nullable=False),
    Column("traceparent", String(55), nullable=False),
    Column("silent", Boolean, nullable=False),
    Column("erased", Text, nullable=False, server_default=""),
)

delivered_row = Table(
    "delivered_row",
    metadata,
    Column("delivery_id", String(36), ForeignKey("delivery.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("client_key", String(CLIENT_KEY_LENGTH), nullable=False),
    Column("bsn", String(9), nullable=False),
    Column("state", String(10), nullable=False),
    Column("row_values", Text, nullable=False),
    Column("errors", Text, nullable=False),
)
Index("delivered_row_client", delivered_row.c.delivery_id, delivered_row.c.client_key, delivered_row.c.number)
Index("delivered_row_bsn", delivered_row.c.bsn, delivered_row.c.delivery_id)
Index(
    "delivered_row_held_back",
    delivered_row.c.delivery_id,
    delivered_row.c.number,
    sqlite_where=delivered_row.c.state == "held-back",
    postgresql_where=delivered_row.c.state == "held-back",
)
