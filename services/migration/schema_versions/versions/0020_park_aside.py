"""A parked message can be put aside for good, by two people."""

from shared.migrations import park_aside

revision = "0020_park_aside"
down_revision = "0019_became"


def upgrade() -> None:
    park_aside()
