"""Alembic's entrance to the tables of migration."""

from services.migration.adapters.database import metadata
from shared.migrations import run_versions

run_versions(metadata)
