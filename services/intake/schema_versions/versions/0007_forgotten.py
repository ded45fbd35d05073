"""Who is proposed to be forgotten and who was, and what a delivery keeps of them in its figures."""

import sqlalchemy as sa
from alembic import op

from shared.migrations import remember_forgotten

revision = "0007_forgotten"
down_revision = "0006_looks"


def upgrade() -> None:
    remember_forgotten()
    op.add_column("delivery", sa.Column("erased", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "forgetting",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False, unique=True),
        sa.Column("client_id", sa.String(36), nullable=False, index=True),
        sa.Column("municipality", sa.String(4), nullable=False),
        sa.Column("ground", sa.String(20), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("proposed_by", sa.String(60), nullable=False),
        sa.Column("proposed_name", sa.Text, nullable=False),
        sa.Column("proposed_on", sa.Date, nullable=False),
        sa.Column("confirmed_by", sa.String(60), nullable=False),
        sa.Column("confirmed_name", sa.Text, nullable=False),
        sa.Column("confirmed_on", sa.Date),
        sa.Column("withdrawn_by", sa.String(60), nullable=False),
        sa.Column("withdrawn_name", sa.Text, nullable=False),
        sa.Column("withdrawn_on", sa.Date),
        sa.Column("files", sa.Text, nullable=False),
        sa.Column("cleaned", sa.Boolean, nullable=False),
        sa.Column("key_destroyed", sa.Boolean, nullable=False),
        sa.Column("lifted_by", sa.String(60), nullable=False),
        sa.Column("lifted_name", sa.Text, nullable=False),
        sa.Column("lifted_on", sa.Date),
        sa.Column("lifted_why", sa.Text, nullable=False),
        sa.Column("lifted_after", sa.String(36), nullable=False),
    )
    op.create_index("forgetting_list", "forgetting", ["municipality", "number"])
