"""What migration tells of the route, the answers of clients, and visits to the own page."""

import sqlalchemy as sa
from alembic import op

revision = "0004_replies"
down_revision = "0003_mailing"


def upgrade() -> None:
    _route()
    op.create_table(
        "answer",
        sa.Column("answer_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("appointment_id", sa.String(length=36), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("file_type", sa.String(length=4), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("taken_by", sa.String(length=60), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.String(length=60), nullable=False),
        sa.Column("of_team", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("answer_id"),
    )
    op.create_index("answer_appointment", "answer", ["appointment_id"], unique=False)
    op.create_index("answer_by_due", "answer", ["municipality", "due_on", "answer_id"], unique=False)
    op.create_index("answer_by_receipt", "answer", ["municipality", "received_on", "answer_id"], unique=False)
    op.create_index("answer_client", "answer", ["client_id", "number"], unique=True)
    op.create_index("answer_inbox", "answer", ["municipality", "done_on", "due_on"], unique=False)
    op.create_table(
        "portal_visit",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("last", sa.String(length=40), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("before", sa.String(length=40), nullable=False),
        sa.Column("seen_before", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client_id"),
    )


def _route() -> None:
    op.create_table(
        "appointment",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("appointment_id", sa.String(length=36), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("route", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("place", sa.String(length=10), nullable=False),
        sa.Column("place_address", sa.Text(), nullable=False),
        sa.Column("caseworker", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("replaces", sa.String(length=36), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("slip_code", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "appointment_id"),
    )
    op.create_index(
        "appointment_coming",
        "appointment",
        ["municipality", "day", "made_on", "client_id", "appointment_id"],
        unique=False,
    )
    op.create_index("appointment_replaced", "appointment", ["client_id", "replaces"], unique=False)
    op.create_index("appointment_slip", "appointment", ["slip_code"], unique=False)
    op.create_table(
        "cancelled_appointment",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("appointment_id", sa.String(length=36), nullable=False),
        sa.Column("cancelled_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("new_one_follows", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "appointment_id"),
    )
    op.create_table(
        "route_step",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("step_id", sa.String(length=36), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("route", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("undoes", sa.String(length=36), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "step_id"),
    )
    op.create_table(
        "decision",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("decision_id", sa.String(length=36), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("route", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("waits_for_acceptance", sa.Boolean(), nullable=False),
        sa.Column("old_right_until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("client_id", "decision_id"),
    )
    op.create_table(
        "right_ended",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("functions", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "last_day", "why", "key"),
    )
    op.create_table(
        "right_ending",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("weeks", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("functions", sa.Text(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("decided", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "last_day", "weeks", "key"),
    )
