"""Alembic's entrance to the tables of notifications."""

from services.notifications.adapters.letters.tables import metadata
from shared.migrations import run_versions

run_versions(metadata)
