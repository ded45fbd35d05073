"""Alembic's entrance to the tables of notifications."""

from services.notifications.adapters.database import metadata
from shared.migrations import run_versions

run_versions(metadata)
