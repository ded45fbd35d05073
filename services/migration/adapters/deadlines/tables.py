"""The deadlines of every route, with their proof."""

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text

from services.migration.adapters.database import metadata

deadline = Table(
    "deadline",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("route", Integer, primary_key=True),
    Column("kind", String(30), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("municipality", Text, nullable=False),
    Column("started_on", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("law_last_day", Date, nullable=False),
    Column("closed_on", Date),
    Column("closed_as", String(20), nullable=False),
    Column("facts", Text, nullable=False),
    Column("proof", Text, nullable=False),
)
"""`facts`: what it was counted from, and which deadline it follows; `closed_as` is empty while it is open."""
OPEN = deadline.c.closed_on.is_(None)

Index(
    "deadline_open_by_last_day",
    deadline.c.last_day,
    deadline.c.client_id,
    sqlite_where=OPEN,
    postgresql_where=OPEN,
)
Index(
    "deadline_open_by_town",
    deadline.c.municipality,
    deadline.c.last_day,
    deadline.c.client_id,
    sqlite_where=OPEN,
    postgresql_where=OPEN,
)
Index(
    "deadline_open_by_kind",
    deadline.c.municipality,
    deadline.c.kind,
    deadline.c.last_day,
    deadline.c.client_id,
    sqlite_where=OPEN,
    postgresql_where=OPEN,
)
