"""Who may sign in as what: grants with their history, and the copy from which everybody signs in."""

import sqlalchemy as sa
from alembic import op

from shared.migrations import keep_grants

revision = "0005_access"
down_revision = "0004_park_aside"


def upgrade() -> None:
    keep_grants()
    op.create_table(
        "granting",
        sa.Column("grant_id", sa.String(36), primary_key=True),
        sa.Column("door", sa.String(10), nullable=False),
        sa.Column("account", sa.String(200), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("role", sa.String(30), nullable=False),
        sa.Column("municipalities", sa.Text, nullable=False),
        sa.Column("provider", sa.String(8), nullable=False),
        sa.Column("begins_on", sa.Date, nullable=False),
        sa.Column("ends_on", sa.Date),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("replaces", sa.String(36), nullable=False),
    )
    op.create_index("granting_account", "granting", ["account", "door"])
    op.create_index("granting_state", "granting", ["state", "role"])
    op.create_table(
        "granting_deed",
        sa.Column("grant_id", sa.String(36), sa.ForeignKey("granting.grant_id"), primary_key=True),
        sa.Column("deed", sa.String(10), primary_key=True),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.String(500), nullable=False),
    )
