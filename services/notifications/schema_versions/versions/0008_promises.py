"""The days that a letter names, who stands for it when it tells of the end of a right too late, mailings that were
sent back, and who took a letter out."""

import sqlalchemy as sa
from alembic import op

revision = "0008_promises"
down_revision = "0007_recipients"


def upgrade() -> None:
    op.add_column("letter", sa.Column("ends", sa.Text(), nullable=False, server_default=""))
    op.add_column("letter", sa.Column("meets_on", sa.Date(), nullable=True))
    op.add_column("letter", sa.Column("answer_by", sa.Date(), nullable=True))
    op.add_column("letter", sa.Column("taken_out_name", sa.Text(), nullable=False, server_default=""))
    op.add_column("mailing", sa.Column("sent_back_by", sa.String(length=60), nullable=False, server_default=""))
    op.add_column("mailing", sa.Column("sent_back_name", sa.Text(), nullable=False, server_default=""))
    op.add_column("mailing", sa.Column("sent_back_on", sa.Date(), nullable=True))
    op.add_column("mailing", sa.Column("sent_back_why", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "told_late",
        sa.Column("letter_id", sa.String(length=36), nullable=False),
        sa.Column("act_id", sa.String(length=36), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_id", sa.String(length=60), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("letter_id", "act_id"),
    )
    op.create_index("told_late_act", "told_late", ["act_id"], unique=False)
    op.create_table(
        "taken_out",
        sa.Column("letter_id", sa.String(length=36), nullable=False),
        sa.Column("run_id", sa.String(length=36), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("mailing_id", sa.String(length=36), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("letter_id", "run_id"),
    )
    op.create_index("taken_out_run", "taken_out", ["run_id"], unique=False)
    op.create_index(op.f("ix_taken_out_municipality"), "taken_out", ["municipality"], unique=False)
    letters = "SELECT id, print_run_id, municipality, mailing_id, taken_out_on, '', '' FROM letter"
    op.execute(f"INSERT INTO taken_out {letters} WHERE state = 'taken-out'")
