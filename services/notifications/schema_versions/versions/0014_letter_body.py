"""What a letter says stands beside it: it is long and stays as it is, while its letter changes on its way."""

import sqlalchemy as sa
from alembic import op

revision = "0014_letter_body"
down_revision = "0013_letters"


def upgrade() -> None:
    op.create_table(
        "letter_body",
        sa.Column("letter_id", sa.String(36), primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("links", sa.Text, nullable=False),
    )
    op.execute("INSERT INTO letter_body (letter_id, body, links) SELECT id, body, links FROM letter")
    op.drop_column("letter", "body")
    op.drop_column("letter", "links")
