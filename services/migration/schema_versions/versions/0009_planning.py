"""Caseworkers are found by the user as whom they sign in."""

from alembic import op

revision = "0009_planning"
down_revision = "0008_delivered"


def upgrade() -> None:
    op.create_index("ix_caseworker_user_id", "caseworker", ["user_id"], unique=False)
