"""A parked message can be put aside for good, by two people."""

from shared.migrations import park_aside

revision = "0007_park_aside"
down_revision = "0006_parked"


def upgrade() -> None:
    park_aside()
