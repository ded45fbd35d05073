"""An index to find the routes that changed on a day."""

from alembic import op

revision = "0005_changes"
down_revision = "0004_deadlines"


def upgrade() -> None:
    op.create_index("route_by_change", "route", ["state", "changed_on"], unique=False)
