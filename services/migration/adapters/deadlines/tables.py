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
Index(
    "deadline_open_by_start",
    deadline.c.municipality,
    deadline.c.started_on,
    deadline.c.client_id,
    sqlite_where=OPEN,
    postgresql_where=OPEN,
)

deadline_change = Table(
    "deadline_change",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("route", Integer, primary_key=True),
    Column("kind", String(30), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("noticed_on", Date, primary_key=True),
    Column("municipality", Text, nullable=False),
    Column("why", String(10), nullable=False),
    Column("was", Date, nullable=False),
    Column("becomes", Date, nullable=False),
    Column("fault", Text, nullable=False),
)
"""What was counted again; `fault` is empty when that could be done."""
Index("deadline_change_by_town", deadline_change.c.municipality, deadline_change.c.noticed_on)

deadline_basis = Table(
    "deadline_basis",
    metadata,
    Column("place", Integer, primary_key=True),
    Column("basis", String(64), nullable=False),
)
"""One row: the calendar and law book that all open deadlines were last counted with."""
