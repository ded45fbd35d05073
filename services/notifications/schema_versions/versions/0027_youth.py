"""A right that ends is known to be one under the youth law: the youth team decides what comes after it."""

import sqlalchemy as sa
from alembic import op

revision = "0027_youth"
down_revision = "0026_forgotten"


def upgrade() -> None:
    with op.batch_alter_table("ending_right") as ending_right:
        ending_right.add_column(sa.Column("youth", sa.Boolean(), nullable=False, server_default=sa.false()))
