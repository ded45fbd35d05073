"""The table of persons."""

from sqlalchemy import Column, Index, Integer, String, Table, Text, case

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

WHO = case((person.c.bsn != "", person.c.bsn), else_=person.c.sender + "|" + person.c.client_key)
"""Whom a row is about: a BSN is one person, whoever delivered it under which number."""

held_back_person = Table(
    "held_back_person",
    metadata,
    Column("sender", String(20), primary_key=True),
    Column("client_key", String(CLIENT_KEY_LENGTH), primary_key=True),
    Column("client_id", String(36), nullable=False),
    Column("municipality", String(4), nullable=False),
    Column("delivery_id", String(36), nullable=False, index=True),
    Column("created", String(40), nullable=False),
    Column("held_back_rows", Integer, nullable=False),
    Column("first_row", Integer, nullable=False),
    Column("initials", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("surname", Text, nullable=False),
    Column("search_name", Text, nullable=False),
    Column("search_initials", Text, nullable=False),
    Column("birth_date", Text, nullable=False),
    Column("client_number", Text, nullable=False),
    Column("decisions", Text, nullable=False),
)
"""Small: only who is held back now. `first_row` is 0 when the rows stand under another client number; `decisions` is
one text with a line end before and behind each number."""
Index("held_back_person_list", held_back_person.c.municipality, held_back_person.c.search_name)
