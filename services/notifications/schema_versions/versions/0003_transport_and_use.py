"""Transport and unused care are told to clients and providers, and names are searched for without accents.

What was there before knows neither: until `rebuild` reads the log again, no transport is shown, all care counts as in
use, and a prefix is no part of the name that is searched for.
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

recipient = sa.table(
    "recipient", sa.column("client_id", sa.String), sa.column("revision", sa.Integer), sa.column("delivered", sa.Text)
)


def upgrade() -> None:
    op.add_column("ending_right", sa.Column("transport", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("ending_right", sa.Column("in_use", sa.Boolean(), nullable=False, server_default=sa.true()))
    connection = op.get_bind()
    for row in connection.execute(sa.select(recipient)).all():
        delivered = [care | {"transport": care.get("transport", False)} for care in json.loads(row.delivered)]
        text = json.dumps(delivered, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        this = (recipient.c.client_id == row.client_id) & (recipient.c.revision == row.revision)
        connection.execute(sa.update(recipient).where(this).values(delivered=text))
