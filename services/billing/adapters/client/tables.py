"""What came in about a client, per revision and of the route, and which revision was last assessed."""

from sqlalchemy import Column, Date, Integer, String, Table, Text

from services.billing.adapters.database import metadata

client_facts = Table(
    "client_facts",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("municipality", String(4), nullable=False),
    Column("birth_date", Date, nullable=False),
    Column("functions", Text, nullable=False),
    Column("died_on", Date),
)

client_rights = Table(
    "client_rights",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("municipality", String(4), nullable=False),
    Column("determined_on", Date, nullable=False),
    Column("rights", Text, nullable=False),
)

route_fact = Table(
    "route_fact",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("after_revision", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("fact", Text, nullable=False),
)

assessed = Table(
    "assessed",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("municipality", String(4), nullable=False),
)
