"""Who is on a later route, and by when a decision is due in it, stands beside where the reassessment stands."""

import sqlalchemy as sa
from alembic import op

revision = "0016_later"
down_revision = "0015_control"


def upgrade() -> None:
    op.add_column("standing", sa.Column("later_due", sa.Date(), nullable=True))
