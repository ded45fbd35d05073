"""The last day of an old right that an accepted offer ends stands beside its route until somebody was told."""

import sqlalchemy as sa
from alembic import op

revision = "0018_route"
down_revision = "0017_parked"


def upgrade() -> None:
    op.add_column("route", sa.Column("old_right_until", sa.Date(), nullable=True))
    op.create_index("route_taking_over", "route", ["old_right_until"], unique=False)
