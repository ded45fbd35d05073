"""What a mailing of many letters is looked through by: who lives at one address, and what people were told before."""

import sqlalchemy as sa
from alembic import op

revision = "0010_mailing"
down_revision = "0009_mailing"

READY = "coalesce(state, '') = 'ready'"
TOLD = "state = 'printed' AND handed_over_on IS NOT NULL AND ends != ''"


def upgrade() -> None:
    for name, columns, which in (
        ("letter_at_address", ["mailing_id", "municipality", "postcode", "house_number", "search_name", "id"], READY),
        ("letter_told", ["client_id", "ends"], TOLD),
    ):
        op.create_index(
            name, "letter", columns, unique=False, sqlite_where=sa.text(which), postgresql_where=sa.text(which)
        )
