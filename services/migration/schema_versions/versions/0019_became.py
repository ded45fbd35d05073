"""What became of everybody, and by which day promises are to be kept, stand beside the next steps. A rebuild fills
them for who is there already."""

import sqlalchemy as sa
from alembic import op

revision = "0019_became"
down_revision = "0018_route"


def upgrade() -> None:
    op.add_column("standing", sa.Column("became", sa.String(40), nullable=False, server_default=""))
    op.create_index("standing_by_became", "standing", ["became", "search_name", "client_id", "municipality"])
    op.create_table(
        "promised",
        sa.Column("task", sa.String(30), primary_key=True),
        sa.Column("municipality", sa.Text(), primary_key=True),
        sa.Column("due", sa.Date(), primary_key=True),
        sa.Column("client_id", sa.String(36), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("promised_by_client", "promised", ["client_id"])
