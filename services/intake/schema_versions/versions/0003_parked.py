"""Parked messages are kept as the log holds them, and events that nobody here knows are counted."""

from shared.migrations import park_records_as_they_are

revision = "0003_parked"
down_revision = "0002_outbox"


def upgrade() -> None:
    park_records_as_they_are()
