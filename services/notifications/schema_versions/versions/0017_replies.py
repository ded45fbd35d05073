"""Who has the steps about a client, as migration tells it; and the numbers that say who took up what last."""

import sqlalchemy as sa
from alembic import op

revision = "0017_replies"
down_revision = "0016_budget_stops"


def upgrade() -> None:
    op.add_column("answer", sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "step_owner",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.String(length=60), nullable=False),
        sa.Column("of_team", sa.Boolean(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "municipality"),
    )
