"""The tables of grants: each with where it stands, and what people did to it."""

from sqlalchemy import Column, Date, DateTime, ForeignKey, Index, String, Table, Text

from services.intake.adapters.database import metadata

granting = Table(
    "granting",
    metadata,
    Column("grant_id", String(36), primary_key=True),
    Column("door", String(10), nullable=False),
    Column("account", String(200), nullable=False),
    Column("name", String(100), nullable=False),
    Column("role", String(30), nullable=False),
    Column("municipalities", Text, nullable=False),
    Column("provider", String(8), nullable=False),
    Column("begins_on", Date, nullable=False),
    Column("ends_on", Date),
    Column("state", String(10), nullable=False),
    Column("replaces", String(36), nullable=False),
)
Index("granting_account", granting.c.account, granting.c.door)
Index("granting_state", granting.c.state, granting.c.role)

granting_deed = Table(
    "granting_deed",
    metadata,
    Column("grant_id", String(36), ForeignKey("granting.grant_id"), primary_key=True),
    Column("deed", String(10), primary_key=True),
    Column("by", String(60), nullable=False),
    Column("name", String(100), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("why", String(500), nullable=False),
)
