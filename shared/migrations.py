"""Brings a service's database to the newest version of its tables, with Alembic, from code.

A service's `schema_versions/env.py` is three lines: it imports its metadata and calls `run_versions(metadata)`.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

import sqlalchemy as sa
import uuid_utils
from alembic import command, context, op
from alembic.config import Config
from sqlalchemy import Connection, Engine, MetaData, RowMapping, text

from shared.events.envelope import decode_data, from_attributes
from shared.json_text import json_text
from shared.looks.written import PERSONS_PER_LOOK
from shared.messaging.parking import Kind, municipality_of
from shared.messaging.places import BEFORE_PLACES
from shared.storing import aware, in_parts
from shared.transport.binary_mode import raw_of

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


def park_records_as_they_are() -> None:
    """The same step in the versions of every service: a parked message is kept as the log holds it, and events of a
    type that nobody here knows are counted. Up to where each topic was read is kept beside it; a database that already
    holds something has read as far as the log says."""
    read_to = op.create_table(
        "read_to",
        sa.Column("topic", sa.String(60), primary_key=True),
        sa.Column("partition", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("next", sa.BigInteger, nullable=False),
    )
    if op.get_bind().execute(text("SELECT event_id FROM inbox LIMIT 1")).first() is not None:
        topic, partition = BEFORE_PLACES
        op.bulk_insert(read_to, [{"topic": topic, "partition": partition, "next": 0}])
    op.create_table(
        "unknown_event",
        sa.Column("type", sa.String(120), primary_key=True),
        sa.Column("events", sa.Integer, nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.drop_index("ix_parked_subject", "parked")
    op.rename_table("parked", "parked_before")
    parked = op.create_table(
        "parked",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("event_id", sa.String(36), nullable=False, unique=True),
        sa.Column("topic", sa.String(60), nullable=False),
        sa.Column("partition", sa.Integer, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("type", sa.String(120), nullable=False),
        sa.Column("subject", sa.String(36), nullable=False, index=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("headers", sa.Text, nullable=False),
        sa.Column("value", sa.LargeBinary),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=False),
    )
    before = op.get_bind().execute(text("SELECT * FROM parked_before ORDER BY number")).mappings().all()
    op.bulk_insert(parked, [_as_record(row) for row in before])
    op.drop_table("parked_before")


def park_aside() -> None:
    """The same step in the versions of every service: a parked message can be put aside for good by two people, and its
    municipality is kept beside it, so that counting does not read messages."""
    for name, length in (
        ("municipality", 4),
        ("put_aside_by", 60),
        ("put_aside_why", 500),
        ("put_aside_confirmed_by", 60),
    ):
        op.add_column("parked", sa.Column(name, sa.String(length), nullable=False, server_default=""))
    op.add_column("parked", sa.Column("put_aside_at", sa.DateTime(timezone=True)))
    op.create_index("parked_open", "parked", ["put_aside_at", "municipality"])
    parked = sa.table("parked", sa.column("number"), sa.column("municipality"), sa.column("value", sa.LargeBinary))
    connection = op.get_bind()
    for row in connection.execute(sa.select(parked.c.number, parked.c.value)).all():
        of_it = sa.update(parked).where(parked.c.number == row.number)
        connection.execute(of_it.values(municipality=municipality_of(row.value)))


def keep_grants() -> None:
    """The same step in the versions of every service: its own copy of who may sign in as what."""
    op.create_table(
        "access_grant",
        sa.Column("grant_id", sa.String(36), primary_key=True),
        sa.Column("door", sa.String(10), nullable=False),
        sa.Column("account", sa.String(200), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("role", sa.String(30), nullable=False),
        sa.Column("municipalities", sa.Text, nullable=False),
        sa.Column("provider", sa.String(8), nullable=False),
        sa.Column("begins_on", sa.Date, nullable=False),
        sa.Column("ends_on", sa.Date),
    )
    op.create_index("access_grant_account", "access_grant", ["account", "door"])


def chain_looks(service: str) -> None:
    """The same step in the versions of every service: a look is told as an event, one for all persons that a page
    showed. What was written before is told too: when, by whom and for what, and as a list when it was more than one."""
    looks = op.create_table(
        "look_outbox",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(36), nullable=False, unique=True),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("link", sa.Integer, unique=True),
        sa.Column("sent", sa.Boolean, nullable=False),
    )
    of_sqlite, of_postgresql = sa.text("sent IS 0"), sa.text("NOT sent")
    op.create_index("look_unsent", "look_outbox", ["number"], sqlite_where=of_sqlite, postgresql_where=of_postgresql)
    op.create_table(
        "look_head",
        sa.Column("service", sa.String(20), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    before = op.get_bind().execute(text("SELECT * FROM read_log ORDER BY number")).mappings()
    for _, lines in groupby(before, lambda line: (line["user_id"], line["role"], line["purpose"], line["read_at"])):
        for part in in_parts(list(lines), PERSONS_PER_LOOK):
            op.bulk_insert(looks, [_as_look(service, part)])
    op.drop_index("ix_read_log_subject", "read_log")
    op.drop_table("read_log")


def _as_look(service: str, lines: Sequence[RowMapping]) -> dict[str, object]:
    """The name and the municipalities of who looked were not kept."""
    id_, at = str(uuid_utils.uuid7()), lines[0]["read_at"]
    said = {
        "lookId": id_,
        "service": service,
        "userId": lines[0]["user_id"],
        "userName": "",
        "role": lines[0]["role"],
        "provider": "",
        "municipalities": [],
        "kind": "list" if len(lines) > 1 else "file",
        "purpose": "before",
        "words": lines[0]["purpose"],
        "byTask": True,
        "reason": "",
        "clientIds": list(dict.fromkeys(line["subject"] for line in lines)),
        # SQLite gives text to a query of its own words.
        "at": aware(datetime.fromisoformat(at) if isinstance(at, str) else at).isoformat(),
    }
    return {"id": id_, "said": json_text(said), "sent": False}


def remember_forgotten() -> None:
    """The same step in the versions of every service: the ids of who was forgotten."""
    op.create_table(
        "forgotten",
        sa.Column("subject", sa.String(36), primary_key=True),
        sa.Column("tidied", sa.Boolean, nullable=False),
    )


def _as_record(row: RowMapping) -> dict[str, object]:
    """Where in its topic a message lay was not kept before: it says -1."""
    event = from_attributes(decode_data(row["attributes"]), decode_data(row["data"]))
    raw, at = raw_of(event), row["parked_at"]
    return {
        **{name: row[name] for name in ("event_id", "topic", "type", "subject", "reason")},
        "partition": -1,
        "position": -1,
        "kind": (Kind.WAITS if row["waits_behind_another"] else Kind.UNWORKABLE).value,
        "headers": raw.headers_text(),
        "value": raw.value,
        # SQLite gives text to a query of its own words.
        "parked_at": datetime.fromisoformat(at) if isinstance(at, str) else at,
    }
