"""A decision keeps the last day of a pgb that can stop before the old right to it."""

import sqlalchemy as sa
from alembic import op

revision = "0022_pgb_ends"
down_revision = "0021_park_aside"


def upgrade() -> None:
    with op.batch_alter_table("decision") as decision:
        decision.add_column(sa.Column("pgb_ends", sa.Text(), nullable=False, server_default="{}"))
