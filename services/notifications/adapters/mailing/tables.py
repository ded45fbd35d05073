"""The print runs that were made. Which letters are in one, the letters say."""

from sqlalchemy import Column, Date, Integer, String, Table

from services.notifications.adapters.database import metadata

print_run = Table(
    "print_run",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("municipality", String(4), nullable=False),
    Column("made_on", Date, nullable=False),
    Column("letters", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
)
