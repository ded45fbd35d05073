"""When a client was on the own page, and what it had shown by then. No business table: it is in no digest, and a
rebuild leaves it as it is."""

from sqlalchemy import Column, String, Table, Text

from services.notifications.adapters.database import metadata

portal_visit = Table(
    "portal_visit",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("last", String(40), nullable=False),
    Column("seen", Text, nullable=False),
    Column("before", String(40), nullable=False),
    Column("seen_before", Text, nullable=False),
)
"""`before` is empty for a client who was there once."""
