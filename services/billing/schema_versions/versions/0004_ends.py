"""Budgets that stop before their right does, which of those ends were told, and the days whose morning work was done.

What stands in the books comes with 0005_ends.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004_ends"
down_revision = "0003_outbox"


def upgrade() -> None:
    op.create_table(
        "budget_end",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("function_id", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "function_id"),
    )
    op.create_index("budget_end_by_day", "budget_end", ["last_day", "client_id"], unique=False)
    op.create_table(
        "told_budget_end",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("function_id", sa.String(length=80), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("weeks", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "function_id", "last_day", "weeks"),
    )
    op.create_table(
        "tick",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day"),
    )
