"""When the letter of a decision that the post brought back was written again. Of letters of before nothing is known."""

import sqlalchemy as sa
from alembic import op

revision = "0028_written_again"
down_revision = "0027_invitation"


def upgrade() -> None:
    op.add_column("route_step", sa.Column("written_again_on", sa.Date(), nullable=True))
