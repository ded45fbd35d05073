"""What the old right gives of a pgb and what a decision gives are told apart, and so is what a client pays for each.

Budgets and contributions of before stay as they were until billing tells of them again, or a rebuild reads them anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0030_old_and_new_money"
down_revision = "0029_confirmed"


def upgrade() -> None:
    for table in ("budget", "budget_change"):
        with op.batch_alter_table(table) as budget:
            budget.add_column(sa.Column("lines", sa.Text(), nullable=False, server_default="[]"))
    op.create_table(
        "contribution_change",
        sa.Column("client_id", sa.String(36), primary_key=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("regimes", sa.Text(), nullable=False),
    )
