"""The tables of billing, and which of them count when two runs are compared. Money in cents."""

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, Integer, MetaData, String, Table, Text

from shared.digest import BusinessTable
from shared.messaging.tables import messaging_tables
from shared.web.read_log import read_log_table

metadata = MetaData()
messaging = messaging_tables(metadata)
read_log = read_log_table(metadata)

client_facts = Table(
    "client_facts",
    metadata,
    Column("client", String(36), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("municipality", String(4), nullable=False),
    Column("birth_date", Date, nullable=False),
    Column("delivered_gross_cents", BigInteger, nullable=False),
    Column("functions", Text, nullable=False),
)

client_rights = Table(
    "client_rights",
    metadata,
    Column("client", String(36), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("municipality", String(4), nullable=False),
    Column("determined_on", Date, nullable=False),
    Column("rights", Text, nullable=False),
)

assessed = Table(
    "assessed",
    metadata,
    Column("client", String(36), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("municipality", String(4), nullable=False),
)

budget = Table(
    "budget",
    metadata,
    Column("client", String(36), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("municipality", String(4), nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("state", String(10), nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("gross_cents", BigInteger, nullable=False),
    Column("contribution_cents", BigInteger, nullable=False),
    Column("net_cents", BigInteger, nullable=False),
    Column("unaccountable_cents", BigInteger, nullable=False),
    Column("conditional", Boolean, nullable=False),
    Column("provisional", Boolean, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("problem", Text, nullable=False),
)
Index("budget_municipality", budget.c.municipality, budget.c.client)

budget_line = Table(
    "budget_line",
    metadata,
    Column("client", String(36), ForeignKey("budget.client"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("function_id", String(80), nullable=False),
    Column("label", String(200), nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("conditional", Boolean, nullable=False),
    Column("year_gross_cents", BigInteger, nullable=False),
    Column("contribution_share", String(40), nullable=False),
    Column("gross_cents", BigInteger, nullable=False),
    Column("calculation", Text, nullable=False),
)

journal_entry = Table(
    "journal_entry",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("client", String(36), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("municipality", String(4), nullable=False, index=True),
    Column("booked_on", Date, nullable=False),
    Column("reference", String(40), nullable=False),
    Column("description", String(100), nullable=False),
)

posting = Table(
    "posting",
    metadata,
    Column("entry_id", String(36), ForeignKey("journal_entry.id"), primary_key=True),
    Column("account", String(40), primary_key=True),
    Column("amount_cents", BigInteger, nullable=False),
)

contribution_regime = Table(
    "contribution_regime",
    metadata,
    Column("client", String(36), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
    Column("municipality", String(4), nullable=False),
    Column("function_id", String(80), nullable=False),
    Column("regime", String(30), nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("reason", Text, nullable=False),
)

BUSINESS = (posting, journal_entry, budget_line, budget, contribution_regime, assessed, client_rights, client_facts)
"""In an order in which they can be emptied."""


def business_tables() -> tuple[BusinessTable, ...]:
    """Every column counts: ids follow from client and revision, and days come from the events."""
    return tuple(BusinessTable(table) for table in BUSINESS)
