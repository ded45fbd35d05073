"""An answer keeps by which telephone number and in which language its client can be reached."""

import sqlalchemy as sa
from alembic import op

revision = "0031_reached_by"
down_revision = "0030_old_and_new_money"


def upgrade() -> None:
    with op.batch_alter_table("answer") as answer:
        answer.add_column(sa.Column("phone", sa.Text(), nullable=False, server_default=""))
        answer.add_column(sa.Column("language", sa.Text(), nullable=False, server_default=""))
