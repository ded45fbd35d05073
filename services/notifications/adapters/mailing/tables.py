"""The print runs that were made, and which of them were handed over. Which letters are in one, the letters say."""

from sqlalchemy import Column, Date, Index, Integer, String, Table

from services.notifications.adapters.database import metadata

print_run = Table(
    "print_run",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("municipality", String(4), nullable=False),
    Column("made_on", Date, nullable=False),
    Column("letters", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("handed_over_on", Date, nullable=True),
    Column("handed_over_by", String(60), nullable=False),
)
Index("print_run_list", print_run.c.municipality, print_run.c.made_on)
