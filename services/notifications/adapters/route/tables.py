"""What migration tells of the clients' ways to a decision: each fact once, under the key of its table."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text, Time

from services.notifications.adapters.database import metadata

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

confirmed_appointment = Table(
    "confirmed_appointment",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("appointment_id", String(36), primary_key=True),
    Column("heard_on", Date, nullable=False),
)
Index("confirmed_appointment_by_id", confirmed_appointment.c.appointment_id)

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
    Column("replaces", String(36)),
    Column("old_ends", Text, nullable=False, server_default="{}"),
    Column("pgb_ends", Text, nullable=False, server_default="{}"),
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
    Column("revision", Integer, nullable=False, server_default="1"),
)

budget_stop = Table(
    "budget_stop",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("last_day", Date, primary_key=True),
    Column("weeks", Integer, primary_key=True, autoincrement=False),
    Column("key", String(32), primary_key=True),
    Column("functions", Text, nullable=False),
    Column("revision", Integer, nullable=False),
)
"""Budgets that stop before their right, as billing told it; `weeks` 0: the last day has come."""
