"""A copy of who may sign in as what."""

from shared.migrations import keep_grants

revision = "0008_access"
down_revision = "0007_park_aside"


def upgrade() -> None:
    keep_grants()
