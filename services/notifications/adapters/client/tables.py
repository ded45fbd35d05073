"""What the other services say about clients.

They hold it per client and revision, because it comes over different topics and waits for the rest. As soon as a
revision is complete, older ones are dropped; a `budget` stands in later revisions too, until there is another one.
"""

from typing import Any

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text

from services.notifications.adapters.database import metadata

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
Index("recipient_born", recipient.c.birth_date)
Index(
    "recipient_died",
    recipient.c.client_id,
    sqlite_where=recipient.c.died_on.is_not(None),
    postgresql_where=recipient.c.died_on.is_not(None),
)

client_right = Table(
    "client_right",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("municipality", String(4), nullable=False),
    Column("determined_on", Date, nullable=False),
    Column("state", String(20), nullable=False),
    Column("minor", Boolean, nullable=False),
    Column("adult_on", Date),
    Column("old_law_until", Date, nullable=False),
    Column("new_law_from", Date, nullable=False),
    Column("rights_until", Date, nullable=False),
    Column("ciz_reply_before", Date, nullable=False),
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


def _budget_columns() -> list[Column[Any]]:
    return [
        Column("client_id", String(36), primary_key=True),
        Column("revision", Integer, primary_key=True, autoincrement=False),
        Column("municipality", String(4), primary_key=True),
        Column("first_day", Date),
        Column("last_day", Date),
        Column("gross_cents", Integer, nullable=False),
        Column("contribution_cents", Integer, nullable=False),
        Column("net_cents", Integer, nullable=False),
        Column("unaccountable_cents", Integer, nullable=False),
        Column("withdrawn", Text, nullable=False),
        Column("lines", Text, nullable=False, server_default="[]"),
    ]


budget = Table("budget", metadata, *_budget_columns())

budget_change = Table(
    "budget_change", metadata, *_budget_columns(), Column("turn", Integer, primary_key=True, autoincrement=False)
)
"""What a decision or an end made of a budget after the determination of its revision. No announcement says it: it
stands for the next revision, and for who asks now."""

contribution = Table(
    "contribution",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("regimes", Text, nullable=False),
)

contribution_change = Table(
    "contribution_change",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("regimes", Text, nullable=False),
)
"""The last that a decision or an end made of what a client pays, after the determination of its revision. No
announcement says it: the determination of a later revision knows it too."""
