"""The answers of clients and providers with which somebody still has to do something."""

import sqlalchemy as sa
from alembic import op

revision = "0007_answers"
down_revision = "0006_control"


def upgrade() -> None:
    op.create_table(
        "open_answer",
        sa.Column("answer_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("answer_id"),
    )
    op.create_index(op.f("ix_open_answer_client_id"), "open_answer", ["client_id"], unique=False)
