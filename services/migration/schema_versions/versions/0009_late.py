"""Letters that told of the end of a right too late. A rebuild of migration fills the table from notifications."""

import sqlalchemy as sa
from alembic import op

revision = "0009_late"
down_revision = "0008_delivered"


def upgrade() -> None:
    op.create_table(
        "told_late",
        sa.Column("letter_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("letter_id"),
    )
    op.create_index(op.f("ix_told_late_client_id"), "told_late", ["client_id"], unique=False)
    op.create_index(op.f("ix_told_late_municipality"), "told_late", ["municipality"], unique=False)
