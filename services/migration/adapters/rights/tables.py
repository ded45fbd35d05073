"""Clients and their rights, as the latest revision has them."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text

from services.migration.adapters.database import metadata

client = Table(
    "client",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("delivery_id", String(36), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("municipality", Text, nullable=False, index=True),
    Column("delivered_on", Date, nullable=False),
    Column("household_id", Text, nullable=False, index=True),
    Column("held_back_rows", Integer, nullable=False),
    Column("initials", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("surname", Text, nullable=False),
    Column("birth_date", Date, nullable=False),
    Column("died_on", Date),
    Column("determined_on", Date, nullable=False),
    Column("known_since", Date, nullable=False),
    Column("arrived_on", Date),
    Column("state", String(20), nullable=False),
    Column("reassess_until", Date),
    Column("decide_by", Date),
    Column("first_end", Date),
    Column("state_until", Date),
    Column("state_after", String(20), nullable=False),
)

function_right = Table(
    "function_right",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("function_id", Text().with_variant(Text(collation="C"), "postgresql"), primary_key=True, index=True),
    Column("position", Integer, nullable=False),
    Column("function", Text, nullable=False),
    Column("grounds", Text, nullable=False),
    Column("care_class", Text, nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date),
    Column("delivery_form", String(3), nullable=False),
    Column("zzp", Text),
    Column("in_use", Boolean, nullable=False),
    Column("transport", Boolean, nullable=False),
    Column("provider_agb", Text, nullable=False),
    Column("provider_name", Text, nullable=False),
    Column("domain", String(30), nullable=False),
    Column("right_from", Date),
    Column("right_until", Date),
    Column("conditional", Boolean, nullable=False),
    Column("ended_by", String(20), nullable=False),
    Column("pgb_until", Date),
    Column("findings", Text, nullable=False),
    Column("reassess_before_end_of", Date),
    Column("reasons", Text, nullable=False),
)
Index("function_right_by_end", function_right.c.right_until, function_right.c.client_id)
