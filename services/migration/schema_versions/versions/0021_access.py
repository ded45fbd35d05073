"""A copy of who may sign in as what."""

from shared.migrations import keep_grants

revision = "0021_access"
down_revision = "0020_park_aside"


def upgrade() -> None:
    keep_grants()
