"""Who is proposed to be forgotten, and who was. Of the person it holds our id alone, and why people said so."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text

from services.intake.adapters.database import metadata

forgetting = Table(
    "forgetting",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("client_id", String(36), nullable=False, index=True),
    Column("municipality", String(4), nullable=False),
    Column("ground", String(20), nullable=False),
    Column("why", Text, nullable=False),
    Column("proposed_by", String(60), nullable=False),
    Column("proposed_name", Text, nullable=False),
    Column("proposed_on", Date, nullable=False),
    Column("confirmed_by", String(60), nullable=False),
    Column("confirmed_name", Text, nullable=False),
    Column("confirmed_on", Date),
    Column("withdrawn_by", String(60), nullable=False),
    Column("withdrawn_name", Text, nullable=False),
    Column("withdrawn_on", Date),
    Column("files", Text, nullable=False),
    Column("cleaned", Boolean, nullable=False),
    Column("key_destroyed", Boolean, nullable=False),
    Column("lifted_by", String(60), nullable=False),
    Column("lifted_name", Text, nullable=False),
    Column("lifted_on", Date),
    Column("lifted_why", Text, nullable=False),
    Column("lifted_after", String(36), nullable=False),
)
Index("forgetting_list", forgetting.c.municipality, forgetting.c.number)
