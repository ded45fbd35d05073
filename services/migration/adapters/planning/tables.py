"""Plans, and the deliveries that planning waits for."""

from sqlalchemy import Boolean, Column, Date, Integer, String, Table, Text

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
