"""The route: its steps, where it stands, what was typed of a conversation, and the decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0003_route"
down_revision = "0002_planning"


def upgrade() -> None:
    op.create_table(
        "route",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("objection_until", sa.Date(), nullable=True),
        sa.Column("held_until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("client_id", "number"),
    )
    op.create_index("route_on_hold", "route", ["state", "held_until"], unique=False)
    op.create_index("route_taking_effect", "route", ["state", "objection_until"], unique=False)
    op.create_table(
        "route_step",
        sa.Column("step_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("by_kind", sa.String(length=10), nullable=False),
        sa.Column("by_id", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("undoes", sa.String(length=36), nullable=True),
        sa.PrimaryKeyConstraint("step_id"),
    )
    op.create_index("route_step_of_client", "route_step", ["client_id", "number", "position"], unique=True)
    op.create_table(
        "conversation",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "number"),
    )
    op.create_table(
        "decision",
        sa.Column("decision_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("decision_id"),
    )
    op.create_index(op.f("ix_decision_client_id"), "decision", ["client_id"], unique=False)
    op.create_table(
        "prolongation",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("ends_from", sa.Date(), nullable=False),
        sa.Column("ends_through", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_by_name", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("stopped", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "prolongation_client",
        sa.Column("group_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("wave", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("group_id", "client_id"),
    )
    route = sa.Column("route_state", sa.String(length=20), nullable=False, server_default="planned")
    op.add_column("standing", route)
    op.add_column("standing", sa.Column("aside_state", sa.String(length=20), nullable=False, server_default=""))
    never = sa.Column("aside_until", sa.Date(), nullable=False, server_default="9999-12-31")
    op.add_column("standing", never)
    op.add_column("standing", sa.Column("aside_after", sa.String(length=20), nullable=False, server_default=""))
