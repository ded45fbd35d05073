"""Parked messages are kept as the log holds them, and events that nobody here knows are counted."""

from shared.migrations import park_records_as_they_are

revision = "0006_parked"
down_revision = "0005_ends"


def upgrade() -> None:
    park_records_as_they_are()
