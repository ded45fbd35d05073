"""Caseworkers of a municipality are read by name along an index."""

from alembic import op

revision = "0011_planning"
down_revision = "0010_planning"


def upgrade() -> None:
    op.create_index("caseworker_by_name", "caseworker", ["municipality", "name", "id"], unique=False)
    op.drop_index("ix_caseworker_municipality", "caseworker")
