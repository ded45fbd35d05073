"""Which promises of letters were kept, and how late. Of what was kept before this nothing is known."""

import sqlalchemy as sa
from alembic import op

revision = "0025_kept_promises"
down_revision = "0024_forgotten"


def upgrade() -> None:
    op.create_table(
        "kept_promise",
        sa.Column("cause_id", sa.String(36), primary_key=True),
        sa.Column("task", sa.String(30), primary_key=True),
        sa.Column("client_id", sa.String(36), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("kept_on", sa.Date(), nullable=False),
        sa.Column("days_late", sa.Integer(), nullable=False),
    )
    op.create_index("kept_promise_by_client", "kept_promise", ["client_id"])
    op.create_index("kept_promise_by_days", "kept_promise", ["municipality", "days_late", "due", "cause_id", "task"])
    op.create_table(
        "kept_total",
        sa.Column("series", sa.String(40), primary_key=True),
        sa.Column("municipality", sa.Text(), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
    )
