"""The clients of providers are listed along an index that has the whole order."""

from alembic import op

revision = "0011_notices"
down_revision = "0010_mailing"

AT = "provider_client_at"


def upgrade() -> None:
    op.drop_index(AT, "provider_client")
    op.create_index(AT, "provider_client", ["municipality", "next_day", "number", "client_id", "agb"], unique=False)
