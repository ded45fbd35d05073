"""What changed a budget after its revision; what providers are told of their clients' route, and what they answer."""

import sqlalchemy as sa
from alembic import op

revision = "0002_providers"
down_revision = "0001"


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
