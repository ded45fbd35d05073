"""A budget says which of its lines are conditional, and a line which part of it is contribution.

What earlier versions kept does not say so: `zachtelanding rebuild billing` writes everything again from the log.
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

RIGHTS = sa.table("client_rights", sa.column("client"), sa.column("revision"), sa.column("rights"))


def upgrade() -> None:
    for table in ("budget", "budget_line"):
        op.add_column(table, sa.Column("conditional", sa.Boolean(), nullable=False, server_default=sa.false()))
    share = sa.Column("contribution_share", sa.String(length=40), nullable=False, server_default="0")
    op.add_column("budget_line", share)
    connection = op.get_bind()
    for client, number, text in connection.execute(sa.select(RIGHTS)).all():
        rights = [[*right[:3], False, *right[3:]] for right in json.loads(text)]
        of_row = (RIGHTS.c.client == client, RIGHTS.c.revision == number)
        connection.execute(RIGHTS.update().where(*of_row).values(rights=json.dumps(rights, separators=(",", ":"))))
