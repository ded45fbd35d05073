"""The tables of notifications, and which of their columns count when two runs are compared.

`recipient`, `client_right` and `plan` hold what was told per client and revision, because the parts of one revision
come over different topics and wait for each other. As soon as a revision is complete, older ones are dropped.
"""

from collections.abc import Sequence

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, String, Table, Text

from shared.digest import BusinessTable
from shared.messaging.tables import messaging_tables
from shared.web.read_log import read_log_table

metadata = MetaData()
messaging = messaging_tables(metadata)
read_log = read_log_table(metadata)

recipient = Table(
    "recipient",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("municipality", String(4), nullable=False),
    Column("initials", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("surname", Text, nullable=False),
    Column("sex", String(7), nullable=False),
    Column("birth_date", Date, nullable=False),
    Column("died_on", Date),
    Column("address", Text, nullable=False),
    Column("secret_address", Boolean, nullable=False),
    Column("household_id", String(36), nullable=False),
    Column("held_back_rows", Integer, nullable=False),
    Column("delivered", Text, nullable=False),
)

client_right = Table(
    "client_right",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("municipality", String(4), nullable=False),
    Column("determined_on", Date, nullable=False),
    Column("state", String(20), nullable=False),
    Column("functions", Text, nullable=False),
)

plan = Table(
    "plan",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("week", Date, nullable=False),
    Column("application_by", Date, nullable=False),
    Column("decision_due", Date, nullable=False),
    Column("objection_until", Date, nullable=False),
    Column("right_until", Date, nullable=False),
)

budget = Table(
    "budget",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("gross_cents", Integer, nullable=False),
    Column("contribution_cents", Integer, nullable=False),
    Column("net_cents", Integer, nullable=False),
    Column("unaccountable_cents", Integer, nullable=False),
    Column("withdrawn", Text, nullable=False),
)

contribution = Table(
    "contribution",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("regimes", Text, nullable=False),
)

letter = Table(
    "letter",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("client_id", String(36), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("municipality", String(4), nullable=False),
    Column("letter_date", Date, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("template", String(40), nullable=False),
    Column("state", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("content", String(64), nullable=False),
    Column("client_name", Text, nullable=False),
    Column("search_name", Text, nullable=False),
    Column("postcode", String(7), nullable=False),
    Column("house_number", Integer, nullable=False),
    Column("print_run_id", String(36), nullable=False),
    Column("body", Text, nullable=False),
)
Index("letter_client", letter.c.client_id, letter.c.revision)
Index("letter_list", letter.c.municipality, letter.c.search_name, letter.c.client_name, letter.c.client_id)
Index("letter_run", letter.c.print_run_id)
Index(
    "letter_ready",
    letter.c.municipality,
    sqlite_where=letter.c.state == "ready",
    postgresql_where=letter.c.state == "ready",
)

print_run = Table(
    "print_run",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("municipality", String(4), nullable=False),
    Column("made_on", Date, nullable=False),
    Column("letters", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
)

ending_right = Table(
    "ending_right",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("function_id", String(120), primary_key=True),
    Column("function", String(20), nullable=False),
    Column("agb", String(8), nullable=False),
    Column("provider", Text, nullable=False),
    Column("municipality", String(4), nullable=False),
    Column("right_until", Date, nullable=False),
    Column("transport", Boolean, nullable=False),
    Column("in_use", Boolean, nullable=False),
)

provider_notice = Table(
    "provider_notice",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("agb", String(8), nullable=False),
    Column("municipality", String(4), nullable=False),
    Column("number", Integer, nullable=False),
    Column("provider", Text, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("clients", Integer, nullable=False),
    Column("content", String(64), nullable=False),
    Column("lines", Text, nullable=False),
)
Index("provider_notice_of", provider_notice.c.agb, provider_notice.c.municipality, provider_notice.c.number)

BUSINESS_TABLES: Sequence[Table] = (
    recipient,
    client_right,
    plan,
    budget,
    contribution,
    letter,
    print_run,
    ending_right,
    provider_notice,
)


def business_tables() -> Sequence[BusinessTable]:
    """All columns count: every id and day in them follows from events, or from the day that was passed to a tick."""
    return [BusinessTable(table) for table in BUSINESS_TABLES]
