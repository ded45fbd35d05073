"""Copies of letters that came back, apart from their letters."""

import sqlalchemy as sa
from alembic import op

revision = "0018_letters"
down_revision = "0017_replies"


def upgrade() -> None:
    op.create_table(
        "returned_copy",
        sa.Column("letter_id", sa.String(length=36), nullable=False),
        sa.Column("representative_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=False),
        sa.Column("returned_by", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("letter_id", "representative_id"),
    )
    op.create_index("returned_copy_client", "returned_copy", ["client_id"], unique=False)
    op.create_index("returned_copy_municipality", "returned_copy", ["municipality"], unique=False)
