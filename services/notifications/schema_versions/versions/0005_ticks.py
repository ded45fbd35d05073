"""The days whose morning work was done."""

import sqlalchemy as sa
from alembic import op

revision = "0005_ticks"
down_revision = "0004_replies"


def upgrade() -> None:
    op.create_table(
        "tick",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day"),
    )
