"""What the other services say about clients.

They hold it per client and revision, because it comes over different topics and waits for the rest. As soon as a
revision is complete, older ones are dropped; a `budget` stands in later revisions too, until there is another one.
"""

from typing import Any

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text, Time

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

appointment = Table(
    "appointment",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("appointment_id", String(36), primary_key=True),
    Column("municipality", String(4), nullable=False),
    Column("route", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("starts", Time, nullable=False),
    Column("ends", Time, nullable=False),
    Column("place", String(10), nullable=False),
    Column("place_address", Text, nullable=False),
    Column("caseworker", Text, nullable=False),
    Column("people", Integer, nullable=False),
    Column("replaces", String(36), nullable=False),
    Column("made_on", Date, nullable=False),
    Column("slip_code", String(10), nullable=False),
)
"""`replaces` is empty for a first appointment. `slip_code` stands on the slip of the invitation, to find it by."""
Index("appointment_slip", appointment.c.slip_code)
Index("appointment_replaced", appointment.c.client_id, appointment.c.replaces)
Index(
    "appointment_coming",
    *(appointment.c[name] for name in ("municipality", "day", "made_on", "client_id", "appointment_id")),
)

cancelled_appointment = Table(
    "cancelled_appointment",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("appointment_id", String(36), primary_key=True),
    Column("cancelled_on", Date, nullable=False),
    Column("reason", String(40), nullable=False),
    Column("new_one_follows", Boolean, nullable=False),
)

route_step = Table(
    "route_step",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("step_id", String(36), primary_key=True),
    Column("municipality", String(4), nullable=False),
    Column("route", Integer, nullable=False),
    Column("step", String(40), nullable=False),
    Column("state", String(30), nullable=False),
    Column("on_day", Date, nullable=False),
    Column("recorded_on", Date, nullable=False),
    Column("undoes", String(36), nullable=False),
    Column("terms", Text, nullable=False),
    Column("details", Text, nullable=False),
    Column("number", Integer, nullable=False),
)
"""`number` says in which order migration told the steps; two ways of running number them differently."""

decision = Table(
    "decision",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("decision_id", String(36), primary_key=True),
    Column("municipality", String(4), nullable=False),
    Column("route", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("made_on", Date, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date),
    Column("waits_for_acceptance", Boolean, nullable=False),
    Column("old_right_until", Date),
    Column("provisions", Text, nullable=False),
)

# `key` follows from `functions`, which may be too long for a primary key.
right_ended = Table(
    "right_ended",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("last_day", Date, primary_key=True),
    Column("why", String(20), primary_key=True),
    Column("key", String(32), primary_key=True),
    Column("functions", Text, nullable=False),
    Column("decision_id", String(36)),
)

right_ending = Table(
    "right_ending",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("last_day", Date, primary_key=True),
    Column("weeks", Integer, primary_key=True, autoincrement=False),
    Column("key", String(32), primary_key=True),
    Column("functions", Text, nullable=False),
    Column("told_on", Date, nullable=False),
    Column("decided", Boolean, nullable=False),
)
