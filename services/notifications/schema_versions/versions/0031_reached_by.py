"""An answer of a client keeps by which telephone number and in which language we reach them, one of a provider what was
found."""

import sqlalchemy as sa
from alembic import op

revision = "0031_reached_by"
down_revision = "0030_old_and_new_money"


def upgrade() -> None:
    with op.batch_alter_table("answer") as answer:
        answer.add_column(sa.Column("phone", sa.Text(), nullable=False, server_default=""))
        answer.add_column(sa.Column("language", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("provider_answer") as provider_answer:
        provider_answer.add_column(sa.Column("outcome", sa.Text(), nullable=False, server_default=""))
