"""The tables of migration, and which of their columns count when two runs are compared."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, String, Table, Text

from shared.digest import BusinessTable
from shared.messaging.tables import messaging_tables
from shared.web.read_log import read_log_table

metadata = MetaData()
messaging = messaging_tables(metadata)
read_log = read_log_table(metadata)

client = Table(
    "client",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("delivery_id", String(36), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("municipality", Text, nullable=False),
    Column("delivered_on", Date, nullable=False),
    Column("household_id", Text, nullable=False),
    Column("held_back_rows", Integer, nullable=False),
    Column("initials", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("surname", Text, nullable=False),
    Column("search_name", Text, nullable=False),
    Column("birth_date", Date, nullable=False),
    Column("died_on", Date),
    Column("determined_on", Date, nullable=False),
    Column("known_since", Date, nullable=False),
    Column("state", String(20), nullable=False),
    Column("reassess_until", Date),
    Column("first_end", Date),
    Column("state_until", Date),
    Column("state_after", String(20), nullable=False),
)
Index("client_by_name", client.c.municipality, client.c.search_name, client.c.id)

function_right = Table(
    "function_right",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("function_id", Text, primary_key=True),
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
    Column("reassess", Boolean, nullable=False),
    Column("reasons", Text, nullable=False),
)

plan = Table(
    "plan",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("municipality", Text, nullable=False, index=True),
    Column("week", Date, nullable=False),
    Column("investigation_start", Date, nullable=False),
    Column("application_by", Date, nullable=False),
    Column("decision_due", Date, nullable=False),
    Column("objection_until", Date, nullable=False),
    Column("right_until", Date, nullable=False),
    Column("over_capacity", Boolean, nullable=False),
    Column("late", Boolean, nullable=False),
)
"""A plan holds for one revision of its client; one of another revision is as good as none."""

delivery = Table(
    "delivery",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("municipality", Text, nullable=False),
    Column("expected", Integer, nullable=False),
    Column("checked_on", Date, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("traceparent", String(55), nullable=False),
    Column("planned", Boolean, nullable=False),
    Column("refusal", Text, nullable=False),
)
"""A delivery that intake checked. `planned`: its clients need not be waited for any longer."""

delivery_client = Table(
    "delivery_client",
    metadata,
    Column("delivery_id", String(36), primary_key=True),
    Column("client_id", String(36), primary_key=True),
)

REBUILT = (plan, function_right, client, delivery_client, delivery)

BUSINESS_TABLES = (
    BusinessTable(client),
    BusinessTable(function_right),
    BusinessTable(plan),
    BusinessTable(delivery, frozenset({"sequence", "traceparent"})),
    BusinessTable(delivery_client),
)
