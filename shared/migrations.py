"""Brings a service's database to the newest version of its tables, with Alembic, from code.

A service's `schema_versions/env.py` is three lines: it imports its metadata and calls `run_versions(metadata)`.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import command, context, op
from alembic.config import Config
from sqlalchemy import Connection, Engine, MetaData, text

MIGRATION_LOCK = 20150101
"""The advisory lock on PostgreSQL under which one process at a time migrates a database."""


def upgrade(engine: Engine, script_location: Path) -> None:
    """To the newest version, in one transaction. Processes that start together wait for each other."""
    with engine.begin() as connection:
        _lock(connection)
        command.upgrade(_config(script_location, connection), "head")


def run_versions(metadata: MetaData) -> None:
    """What env.py does: runs the versions on the connection that `upgrade` opened."""
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=metadata)
    context.run_migrations()


def _config(script_location: Path, connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(script_location).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _lock(connection: Connection) -> None:
    """SQLite has one writer at a time; on PostgreSQL an advisory lock lasts until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})


def part_data_from_outbox() -> None:
    """The same step in the versions of every service: what an event says gets a table beside the outbox."""
    op.create_table(
        "outbox_data",
        sa.Column("event_id", sa.String(36), primary_key=True),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.execute("INSERT INTO outbox_data (event_id, data) SELECT id, data FROM outbox")
    op.drop_column("outbox", "data")
