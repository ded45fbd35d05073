"""Budgets that stop before their right, for the providers too; and whose place a decision takes.

What was told before fills these by a rebuild.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016_budget_stops"
down_revision = "0015_outbox"


def upgrade() -> None:
    op.create_table(
        "budget_stop",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("weeks", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("functions", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "last_day", "weeks", "key"),
    )
    op.add_column("provider_client", sa.Column("pgb_until", sa.Date(), nullable=True))
    op.add_column("provider_client", sa.Column("pgb_weeks", sa.Integer(), nullable=True))
    op.add_column("right_ending", sa.Column("revision", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("decision", sa.Column("replaces", sa.String(length=36), nullable=True))
