"""Letters can be searched for and ordered by surname.

Letters that were there get the printed name until `rebuild` writes them again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("letter", sa.Column("search_name", sa.Text(), nullable=False, server_default=""))
    op.execute("UPDATE letter SET search_name = lower(client_name)")
    op.drop_index("letter_list", table_name="letter")
    op.create_index("letter_list", "letter", ["municipality", "search_name", "client_name", "client_id"], unique=False)
