"""Why somebody opened a file that was found by a search, for the rest of the day."""

import sqlalchemy as sa
from alembic import op

revision = "0023_look_reason"
down_revision = "0022_looks"


def upgrade() -> None:
    op.create_table(
        "look_reason",
        sa.Column("user_id", sa.String(60), primary_key=True),
        sa.Column("client_id", sa.String(36), primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("reason", sa.String(250), nullable=False),
    )
    op.create_index("ix_look_reason_day", "look_reason", ["day"])
