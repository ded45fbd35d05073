"""Who looked at whose data, as the services tell it, and what was found out about odd looks."""

import sqlalchemy as sa
from alembic import op

revision = "0025_looks"
down_revision = "0024_looks"


def upgrade() -> None:
    op.create_table(
        "look",
        sa.Column("look_id", sa.String(36), primary_key=True),
        sa.Column("service", sa.String(20), nullable=False),
        sa.Column("user_id", sa.String(60), nullable=False),
        sa.Column("user_name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(30), nullable=False),
        sa.Column("provider", sa.String(8), nullable=False),
        sa.Column("municipalities", sa.Text, nullable=False),
        sa.Column("kind", sa.String(4), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("words", sa.String(200), nullable=False),
        sa.Column("by_task", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("clients", sa.Integer, nullable=False),
    )
    op.create_index("look_by_moment", "look", ["at", "look_id"])
    op.create_index("look_by_user", "look", ["user_id", "at"])
    op.create_index("look_opened", "look", ["kind", "at"])
    op.create_table(
        "look_client",
        sa.Column("look_id", sa.String(36), primary_key=True),
        sa.Column("client_id", sa.String(36), primary_key=True),
        sa.Column("municipality", sa.String(4), nullable=False),
        sa.Column("kind", sa.String(4), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("look_client_by_client", "look_client", ["client_id", "kind", "at"])
    op.create_table(
        "odd_look",
        sa.Column("finding_id", sa.String(36), primary_key=True),
        sa.Column("municipality", sa.String(4), nullable=False),
        sa.Column("pattern", sa.String(20), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("user_id", sa.String(60), nullable=False),
        sa.Column("client_id", sa.String(36), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("settled_by", sa.String(60), nullable=False),
        sa.Column("settled_by_name", sa.String(200), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=False),
    )
