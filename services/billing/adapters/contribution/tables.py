"""Which contribution regime applies to each function of a client."""

from sqlalchemy import Column, Date, Integer, String, Table, Text

from services.billing.adapters.database import metadata

contribution_regime = Table(
    "contribution_regime",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
    Column("municipality", String(4), nullable=False),
    Column("function_id", String(80), nullable=False),
    Column("regime", String(30), nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("reason", Text, nullable=False),
    Column("decision_id", String(36)),
)
