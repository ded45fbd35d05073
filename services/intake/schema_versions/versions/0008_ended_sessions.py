"""Which sessions were ended before they ended by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0008_ended_sessions"
down_revision = "0007_forgotten"


def upgrade() -> None:
    op.create_table(
        "ended_session",
        sa.Column("mark", sa.String(43), primary_key=True),
        sa.Column("ended_at", sa.BigInteger, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
    )
