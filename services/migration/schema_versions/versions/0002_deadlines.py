"""The deadlines of every route, with their proof."""

import sqlalchemy as sa
from alembic import op

revision = "0002_deadlines"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "deadline",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("route", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("law_last_day", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_as", sa.String(length=20), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "route", "kind", "number"),
    )
    open_ = sa.text("closed_on IS NULL")
    for name, columns in (
        ("deadline_open_by_last_day", ["last_day", "client_id"]),
        ("deadline_open_by_town", ["municipality", "last_day", "client_id"]),
        ("deadline_open_by_kind", ["municipality", "kind", "last_day", "client_id"]),
    ):
        op.create_index(name, "deadline", columns, unique=False, sqlite_where=open_, postgresql_where=open_)
