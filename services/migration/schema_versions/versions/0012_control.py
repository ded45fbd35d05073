"""Who has a step or an owner is listed by the day of the next step along an index that has the whole order."""

from alembic import op

revision = "0012_control"
down_revision = "0011_planning"


def upgrade() -> None:
    for name, leads in (("standing_by_step", "next_step"), ("standing_by_owner", "owner")):
        op.drop_index(name, "standing")
        op.create_index(name, "standing", [leads, "next_due", "search_name", "client_id", "municipality"], unique=False)
