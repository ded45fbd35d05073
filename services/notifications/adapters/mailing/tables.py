"""The mailings that were released, and the print runs that were made and handed over. Which letters are in one, the
letters say."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text

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

mailing = Table(
    "mailing",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("municipality", String(4), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kinds", Text, nullable=False),
    Column("letters", Integer, nullable=False),
    Column("first_by", String(60), nullable=False),
    Column("first_name", Text, nullable=False),
    Column("first_on", Date, nullable=False),
    Column("second_by", String(60), nullable=False),
    Column("second_name", Text, nullable=False),
    Column("second_on", Date, nullable=True),
    Column("complete", Boolean, nullable=False),
    Column("sent_back_by", String(60), nullable=False),
    Column("sent_back_name", Text, nullable=False),
    Column("sent_back_on", Date, nullable=True),
    Column("sent_back_why", Text, nullable=False),
)
Index("mailing_list", mailing.c.municipality, mailing.c.number, unique=True)
