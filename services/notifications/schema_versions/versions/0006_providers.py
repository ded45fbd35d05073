"""What changed a budget after its revision; what providers are told of their clients' route, and what they answer."""

import sqlalchemy as sa
from alembic import op

revision = "0006_providers"
down_revision = "0005_ticks"


def upgrade() -> None:
    op.create_table(
        "budget_change",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("gross_cents", sa.Integer(), nullable=False),
        sa.Column("contribution_cents", sa.Integer(), nullable=False),
        sa.Column("net_cents", sa.Integer(), nullable=False),
        sa.Column("unaccountable_cents", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("client_id", "revision", "municipality", "turn"),
    )
    op.add_column("ending_right", sa.Column("week", sa.Date(), nullable=True))
    op.create_index("ending_right_at", "ending_right", ["municipality", "agb"], unique=False)
    op.create_table(
        "provider_client",
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("care", sa.Text(), nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("next_day", sa.Date(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=True),
        sa.Column("handover", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("agb", "client_id", "municipality"),
    )
    op.create_index("provider_client_of", "provider_client", ["agb", "next_day"], unique=False)
    op.create_index("provider_client_at", "provider_client", ["municipality", "next_day"], unique=False)
    op.create_index("provider_client_by_client", "provider_client", ["client_id"], unique=False)
    op.create_table(
        "notice_round",
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("municipality"),
    )
    op.create_table(
        "provider_answer",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_from", sa.String(length=60), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.String(length=60), nullable=True),
        sa.Column("owner", sa.String(length=80), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.String(length=60), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("provider_answer_of", "provider_answer", ["client_id", "agb"], unique=False)
    op.create_index("provider_answer_due", "provider_answer", ["municipality", "done_on", "due_on"], unique=False)
    op.add_column("provider_notice", sa.Column("told", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("decision", sa.Column("provisions", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("right_ended", sa.Column("decision_id", sa.String(length=36), nullable=True))
