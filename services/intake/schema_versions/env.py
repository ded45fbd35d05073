"""Alembic's entrance to the tables of intake."""

from services.intake.adapters.database import metadata
from shared.migrations import run_versions

run_versions(metadata)
