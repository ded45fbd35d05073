"""Old rights that end on different days are kept each with its own last day."""

import sqlalchemy as sa
from alembic import op

revision = "0019_ends_apart"
down_revision = "0018_letters"


def upgrade() -> None:
    with op.batch_alter_table("decision") as decision:
        decision.add_column(sa.Column("old_ends", sa.Text(), nullable=False, server_default="{}"))
    with op.batch_alter_table("provider_client") as provider_client:
        provider_client.add_column(sa.Column("ends", sa.Text(), nullable=False, server_default="[]"))
