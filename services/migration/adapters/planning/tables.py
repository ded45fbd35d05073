"""Plans, the deliveries that planning waits for, and the appointments with those who hold them."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text, Time

from services.migration.adapters.database import metadata

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
Index("plan_by_week", plan.c.municipality, plan.c.week)

delivery = Table(
    "delivery",
    metadata,
    Column("delivery_id", String(36), primary_key=True),
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

caseworker = Table(
    "caseworker",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("user_id", String(60), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("municipality", Text, nullable=False),
    Column("skills", Text, nullable=False),
    Column("places", Text, nullable=False),
)
"""`skills` and `places` are words with spaces between; `user_id` is empty when it is not known."""
Index("caseworker_by_name", caseworker.c.municipality, caseworker.c.name, caseworker.c.id)

caseworker_hours = Table(
    "caseworker_hours",
    metadata,
    Column("caseworker_id", String(60), primary_key=True),
    Column("weekday", Integer, primary_key=True, autoincrement=False),
    Column("start", Time, primary_key=True),
    Column("until", Time, nullable=False),
)

leave = Table(
    "leave",
    metadata,
    Column("caseworker_id", String(60), primary_key=True),
    Column("first_day", Date, primary_key=True),
    Column("last_day", Date, nullable=False),
    Column("why", String(20), nullable=False),
)

appointment = Table(
    "appointment",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("municipality", Text, nullable=False),
    Column("household_id", Text, nullable=False, index=True),
    Column("day", Date, nullable=False),
    Column("start", Time, nullable=False),
    Column("until", Time, nullable=False),
    Column("place", String(20), nullable=False),
    Column("address", Text, nullable=False),
    Column("caseworker_id", String(60), nullable=False),
    Column("caseworker", Text, nullable=False),
    Column("reason", String(20), nullable=False),
    Column("replaces_id", String(36), nullable=False),
    Column("replaces_day", Date),
    Column("replaces_start", Time),
    Column("made_on", Date, nullable=False),
    Column("made_by", String(60), nullable=False),
    Column("state", String(20), nullable=False),
    Column("confirmed_on", Date),
    Column("ended_on", Date),
    Column("ended_by", String(60), nullable=False),
    Column("ended_reason", String(20), nullable=False),
    Column("new_one_follows", Boolean, nullable=False),
)
Index("appointment_by_day", appointment.c.municipality, appointment.c.day)
Index("appointment_by_caseworker", appointment.c.caseworker_id, appointment.c.day)
"""What replaces nothing, or has no ending, has empty words there and no days."""

invitation_left = Table(
    "invitation_left",
    metadata,
    Column("appointment_id", String(36), primary_key=True),
    Column("client_id", String(36), primary_key=True, index=True),
    Column("left_on", Date, nullable=False),
)
"""On which day the letter about an appointment left the house for a client, as long as it did not come back. Read from
notifications, also again after a rebuild."""

appointment_client = Table(
    "appointment_client",
    metadata,
    Column("appointment_id", String(36), primary_key=True),
    Column("client_id", String(36), primary_key=True, index=True),
    Column("revision", Integer, nullable=False),
    Column("route", Integer, nullable=False),
    Column("decide_by", Date, nullable=False),
    Column("latest_start", Date, nullable=False),
)
