"""Mailings that somebody releases before they are printed, and letters that came back."""

import sqlalchemy as sa
from alembic import op

revision = "0003_mailing"
down_revision = "0002_letters"


def upgrade() -> None:
    op.create_table(
        "mailing",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("first_by", sa.String(length=60), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("second_by", sa.String(length=60), nullable=False),
        sa.Column("second_name", sa.Text(), nullable=False),
        sa.Column("second_on", sa.Date(), nullable=True),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("mailing_list", "mailing", ["municipality", "number"], unique=True)
    op.add_column("letter", sa.Column("replaced", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("letter", sa.Column("mailing_id", sa.String(length=36), nullable=False, server_default=""))
    op.add_column("letter", sa.Column("returned_on", sa.Date(), nullable=True))
    op.add_column("letter", sa.Column("returned_by", sa.String(length=60), nullable=False, server_default=""))
    op.create_index(
        "letter_replaced",
        "letter",
        ["state", "handed_over_on"],
        unique=False,
        sqlite_where=sa.text("replaced"),
        postgresql_where=sa.text("replaced"),
    )
    op.drop_index("letter_ready", "letter")
    op.create_index(
        "letter_ready",
        "letter",
        ["municipality", "mailing_id", "kind"],
        unique=False,
        sqlite_where=sa.text("state = 'ready'"),
        postgresql_where=sa.text("state = 'ready'"),
    )
    op.create_index("letter_mailing", "letter", ["mailing_id"], unique=False)
