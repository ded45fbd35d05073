"""Caseworkers with hours and leave, and appointments; and indexes to find a planned week and a household."""

import sqlalchemy as sa
from alembic import op

revision = "0002_planning"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "caseworker",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("user_id", sa.String(length=60), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("skills", sa.Text(), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_caseworker_municipality"), "caseworker", ["municipality"], unique=False)
    op.create_table(
        "caseworker_hours",
        sa.Column("caseworker_id", sa.String(length=60), nullable=False),
        sa.Column("weekday", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Time(), nullable=False),
        sa.Column("until", sa.Time(), nullable=False),
        sa.PrimaryKeyConstraint("caseworker_id", "weekday", "start"),
    )
    op.create_table(
        "leave",
        sa.Column("caseworker_id", sa.String(length=60), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("caseworker_id", "first_day"),
    )
    op.create_table(
        "appointment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("household_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("start", sa.Time(), nullable=False),
        sa.Column("until", sa.Time(), nullable=False),
        sa.Column("place", sa.String(length=20), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("caseworker_id", sa.String(length=60), nullable=False),
        sa.Column("caseworker", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("replaces_id", sa.String(length=36), nullable=False),
        sa.Column("replaces_day", sa.Date(), nullable=True),
        sa.Column("replaces_start", sa.Time(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by", sa.String(length=60), nullable=False),
        sa.Column("ended_reason", sa.String(length=20), nullable=False),
        sa.Column("new_one_follows", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_appointment_household_id"), "appointment", ["household_id"], unique=False)
    op.create_index("appointment_by_day", "appointment", ["municipality", "day"], unique=False)
    op.create_index("appointment_by_caseworker", "appointment", ["caseworker_id", "day"], unique=False)
    op.create_table(
        "appointment_client",
        sa.Column("appointment_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("route", sa.Integer(), nullable=False),
        sa.Column("decide_by", sa.Date(), nullable=False),
        sa.Column("latest_start", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("appointment_id", "client_id"),
    )
    op.create_index(op.f("ix_appointment_client_client_id"), "appointment_client", ["client_id"], unique=False)
    op.create_index("plan_by_week", "plan", ["municipality", "week"], unique=False)
    op.create_index(op.f("ix_client_household_id"), "client", ["household_id"], unique=False)
