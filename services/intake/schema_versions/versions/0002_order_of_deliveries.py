"""When the deliveries were made that told of a person, and how many clients a delivery left out.

Of persons who were there only the delivery with their last accepted row is known, and of older deliveries not whom they
left out, until `rebuild` reads all of them again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("delivery", sa.Column("persons_absent", sa.Integer(), nullable=False, server_default="0"))
    for name in ("told", "placed"):
        op.add_column("person", sa.Column(name, sa.String(length=40), nullable=False, server_default=""))
    op.execute("UPDATE person SET told = (SELECT created FROM delivery WHERE delivery.id = person.delivery_id)")
    op.execute("UPDATE person SET placed = told")
