"""The letter of a question is known to have left: nobody is refused on a view that no letter asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0013_route"
down_revision = "0012_control"


def upgrade() -> None:
    op.add_column("route_step", sa.Column("letter_left_on", sa.Date(), nullable=True))
