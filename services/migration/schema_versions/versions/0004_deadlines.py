"""The deadlines of every route with their proof, what became of them when they were counted again, and with what."""

import sqlalchemy as sa
from alembic import op

revision = "0004_deadlines"
down_revision = "0003_route"


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
        ("deadline_open_by_town", ["municipality", "last_day", "client_id"]),
        ("deadline_open_by_kind", ["municipality", "kind", "last_day", "client_id"]),
        ("deadline_open_by_start", ["municipality", "started_on", "client_id"]),
    ):
        op.create_index(name, "deadline", columns, unique=False, sqlite_where=open_, postgresql_where=open_)
    op.create_table(
        "deadline_change",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("route", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("noticed_on", sa.Date(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("why", sa.String(length=10), nullable=False),
        sa.Column("was", sa.Date(), nullable=False),
        sa.Column("becomes", sa.Date(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "route", "kind", "number", "noticed_on"),
    )
    op.create_index("deadline_change_by_town", "deadline_change", ["municipality", "noticed_on"], unique=False)
    op.create_table(
        "deadline_basis",
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("place"),
    )
