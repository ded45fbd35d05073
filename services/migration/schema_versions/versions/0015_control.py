"""Who took up an answer apart from the other steps, and the numbers that say who took up what last."""

import sqlalchemy as sa
from alembic import op

revision = "0015_control"
down_revision = "0014_outbox"


def upgrade() -> None:
    op.add_column("open_answer", sa.Column("owner_id", sa.String(60), nullable=False, server_default=""))
    op.add_column("open_answer", sa.Column("owner", sa.Text(), nullable=False, server_default=""))
    op.add_column("open_answer", sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_open_answer_owner_id", "open_answer", ["owner_id"], unique=False)
    op.add_column("owner", sa.Column("turn", sa.Integer(), nullable=False, server_default="1"))
