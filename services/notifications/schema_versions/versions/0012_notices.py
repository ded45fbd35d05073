"""The clients of providers are listed by how far it is with them, and by the end of their right, along an index.

They are kept by client first, so that no other index is needed to find those of one.
"""

from alembic import op

revision = "0012_notices"
down_revision = "0011_notices"

NAME = "provider_client"
IN_STAGE = ["municipality", "stage", "next_day", "number", "client_id", "agb"]
UNTIL = ["municipality", "until", "number", "client_id", "agb", "next_day", "stage"]


def upgrade() -> None:
    op.drop_index("provider_client_by_client", NAME)
    if op.get_context().dialect.name == "postgresql":
        op.drop_constraint("provider_client_pkey", NAME)
    with op.batch_alter_table(NAME) as provider_client:
        provider_client.create_primary_key("provider_client_pkey", ["client_id", "agb", "municipality"])
    op.create_index("provider_client_in_stage", NAME, IN_STAGE, unique=False)
    op.create_index("provider_client_until", NAME, UNTIL, unique=False)
