"""Alembic's entrance to the tables of billing."""

from services.billing.adapters.database import metadata
from shared.migrations import run_versions

run_versions(metadata)
