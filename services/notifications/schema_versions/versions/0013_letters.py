"""Letters of a kind are listed along indexes that hold no announcements, which nearly all letters are."""

import sqlalchemy as sa
from alembic import op

revision = "0013_letters"
down_revision = "0012_notices"

OTHERS = sa.text("kind != 'announcement'")
ORDERS = {
    "letter_of_kind_by_name": ["search_name", "client_id"],
    "letter_of_kind_by_date": ["letter_date", "search_name", "client_id"],
}


def upgrade() -> None:
    for name, order in ORDERS.items():
        columns = ["municipality", "kind", "state", *order]
        op.create_index(name, "letter", columns, unique=False, sqlite_where=OTHERS, postgresql_where=OTHERS)
