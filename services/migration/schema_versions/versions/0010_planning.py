"""Caseworkers are found by the user as whom they sign in."""

from alembic import op

revision = "0010_planning"
down_revision = "0009_late"


def upgrade() -> None:
    op.create_index("ix_caseworker_user_id", "caseworker", ["user_id"], unique=False)
