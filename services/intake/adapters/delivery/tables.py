"""The tables of intake, and which of their columns count when two runs are compared."""

from collections.abc import Sequence

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

from shared.digest import BusinessTable
from shared.messaging.tables import messaging_tables
from shared.web.read_log import read_log_table

metadata = MetaData()
messaging = messaging_tables(metadata)
read_log = read_log_table(metadata)

CLIENT_KEY_LENGTH = 600

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
    Column("client_cursor", String(CLIENT_KEY_LENGTH), nullable=False),
    Column("persons", Integer, nullable=False),
    Column("persons_transferred", Integer, nullable=False),
    Column("announced", Integer, nullable=False),
    Column("persons_absent", Integer, nullable=False),
    Column("traceparent", String(55), nullable=False),
    Column("silent", Boolean, nullable=False),
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

person = Table(
    "person",
    metadata,
    Column("sender", String(20), primary_key=True),
    Column("client_key", String(CLIENT_KEY_LENGTH), primary_key=True),
    Column("client_id", String(36), nullable=False, index=True),
    Column("bsn", String(9), nullable=False, index=True),
    Column("told", String(40), nullable=False),
    Column("placed", String(40), nullable=False),
    Column("municipality", String(4), nullable=False),
    Column("household_id", String(16), nullable=False),
    Column("delivery_id", String(36), nullable=False),
    Column("state", String(12), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("held_back_rows", Integer, nullable=False),
)

NOT_THE_OUTCOME = frozenset({"arrival", "traceparent", "silent", "client_cursor"})
"""Columns that may differ between two runs with the same outcome. The last client settled depends on how a database
sorts texts."""


def business_tables() -> Sequence[BusinessTable]:
    """What counts when two runs are compared: equal deliveries give equal rows, in whatever run."""
    return [BusinessTable(table, NOT_THE_OUTCOME) for table in (delivery, delivered_row, person)]
