"""A copy of who may sign in as what."""

from shared.migrations import keep_grants

revision = "0023_access"
down_revision = "0022_pgb_ends"


def upgrade() -> None:
    keep_grants()
