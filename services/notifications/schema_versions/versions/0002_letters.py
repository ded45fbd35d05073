"""Letters of every kind: which event a letter is about, and what waits until the client's data are there."""

import sqlalchemy as sa
from alembic import op

revision = "0002_letters"
down_revision = "0001"

LISTS = {
    "letter_by_name": ["municipality", "state", "search_name", "client_id", "kind"],
    "letter_by_date": ["municipality", "state", "letter_date", "search_name", "client_id", "kind"],
}
"""The indexes along which a list is read, now with the kind."""


def upgrade() -> None:
    with op.batch_alter_table("letter") as letter:
        letter.alter_column("kind", existing_type=sa.String(20), type_=sa.String(30), existing_nullable=False)
        letter.add_column(sa.Column("cause", sa.String(length=60), nullable=False, server_default=""))
        letter.add_column(sa.Column("cause_id", sa.String(length=36), nullable=False, server_default=""))
    op.execute("UPDATE letter SET cause = 'migration.right-determined'")
    for name, columns in LISTS.items():
        op.drop_index(name, "letter")
        op.create_index(name, "letter", columns, unique=False)
    op.create_index("letter_cause", "letter", ["cause_id"], unique=False)
    op.create_table(
        "waiting_letter",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("cause_id", sa.String(length=36), nullable=False),
        sa.Column("replaced", sa.Boolean(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("waiting_letter_client", "waiting_letter", ["client_id", "revision"], unique=False)
    op.create_index("waiting_letter_cause", "waiting_letter", ["cause_id"], unique=False)
    op.create_table(
        "letter_stop",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("why", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("client_id"),
    )
