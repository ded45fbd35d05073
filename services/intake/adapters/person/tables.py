"""The table of persons."""

from sqlalchemy import Column, Integer, String, Table

from services.intake.adapters.database import metadata

CLIENT_KEY_LENGTH = 600

person = Table(
    "person",
    metadata,
    Column("sender", String(20), primary_key=True),
    Column("client_key", String(CLIENT_KEY_LENGTH), primary_key=True),
    Column("client_id", String(36), nullable=False, index=True),
    Column("bsn", String(9), nullable=False, index=True),
    Column("last_named", String(40), nullable=False),
    Column("last_placed", String(40), nullable=False),
    Column("municipality", String(4), nullable=False),
    Column("household_id", String(16), nullable=False),
    Column("delivery_id", String(36), nullable=False),
    Column("state", String(12), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("held_back_rows", Integer, nullable=False),
)
