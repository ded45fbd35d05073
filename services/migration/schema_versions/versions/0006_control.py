"""The next step of every person, what people recorded beside the route, which ends were told, and the ticks."""

import sqlalchemy as sa
from alembic import op

revision = "0006_control"
down_revision = "0005_changes"


def upgrade() -> None:
    op.add_column("standing", sa.Column("delivered_on", sa.Date(), nullable=False, server_default="2015-01-01"))
    op.add_column("standing", sa.Column("held_back_on", sa.Date(), nullable=True))
    op.add_column("standing", sa.Column("added", sa.Text(), nullable=False, server_default=""))
    op.add_column("standing", sa.Column("dealt_with", sa.Text(), nullable=False, server_default=""))
    op.add_column("standing", sa.Column("next_step", sa.String(length=30), nullable=False, server_default=""))
    word = sa.String(length=70).with_variant(sa.String(length=70, collation="C"), "postgresql")
    op.add_column("standing", sa.Column("owner", word, nullable=False, server_default=""))
    op.add_column("standing", sa.Column("owner_name", sa.Text(), nullable=False, server_default=""))
    op.add_column("standing", sa.Column("next_due", sa.Date(), nullable=False, server_default="9999-12-31"))
    op.create_index("standing_by_next", "standing", ["next_due", "search_name", "client_id"], unique=False)
    op.create_index("standing_by_step", "standing", ["next_step", "next_due"], unique=False)
    op.create_index("standing_by_owner", "standing", ["owner", "next_due"], unique=False)
    op.create_index("function_right_by_end", "function_right", ["right_until", "client_id"], unique=False)
    op.create_table(
        "hand_over",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("receiver", sa.String(length=20), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("chased_on", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.String(length=60), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "receiver"),
    )
    op.create_table(
        "looked_at",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("work_list", sa.String(length=30), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("by_id", sa.String(length=60), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reply", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "work_list"),
    )
    op.create_table(
        "owner",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("team", sa.String(length=20), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("user_id", sa.String(length=60), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "team"),
    )
    op.create_index(op.f("ix_owner_user_id"), "owner", ["user_id"], unique=False)
    op.create_table(
        "told_end",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("function_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("weeks", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "function_id", "last_day", "weeks"),
    )
    op.create_table(
        "tick",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day"),
    )
