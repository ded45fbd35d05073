"""How long the text of each letter is, and what a mailing of many letters is looked through by."""

import sqlalchemy as sa
from alembic import op

revision = "0009_mailing"
down_revision = "0008_promises"


def upgrade() -> None:
    op.add_column("letter", sa.Column("length", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE letter SET length = length(body)")
    op.drop_index("letter_mailing", "letter")
    op.create_index("letter_mailing", "letter", ["mailing_id", "state"], unique=False)
    op.drop_index("letter_ready", "letter")
    op.create_index(
        "letter_ready",
        "letter",
        [
            "mailing_id",
            "municipality",
            "kind",
            "search_name",
            "id",
            "client_id",
            "postcode",
            "house_number",
            "letter_date",
            "ends",
            "meets_on",
            "answer_by",
            "length",
            "state",
        ],
        unique=False,
        sqlite_where=sa.text("coalesce(state, '') = 'ready'"),
        postgresql_where=sa.text("coalesce(state, '') = 'ready'"),
    )
    op.create_index("letter_stop_why", "letter_stop", ["why", "client_id"], unique=False)
