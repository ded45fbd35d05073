"""The day of a client's first delivery: what ended after it and is not decided yet, stays in sight.

Of clients that were there only the latest delivery is known until `rebuild` reads all of them again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("client", sa.Column("known_since", sa.Date(), nullable=False, server_default="2014-11-01"))
    op.execute("UPDATE client SET known_since = delivered_on")
