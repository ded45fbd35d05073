"""Who looked, as a service wrote it before it showed anything."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from shared.json_text import json_value


def looks(engine: Engine) -> Sequence[dict[str, Any]]:
    """Every look, the oldest first."""
    with engine.connect() as connection:
        found = connection.execute(text("SELECT said FROM look_outbox ORDER BY number")).scalars()
        return [json_value(said) for said in found]


def persons_seen(engine: Engine) -> Sequence[tuple[str, str, str]]:
    """User, client and purpose: one for each person that was shown."""
    return [(look["userId"], client, look["words"]) for look in looks(engine) for client in look["clientIds"]]


def forget_looks(connection: Connection) -> None:
    """Back to the tables of before looks were told; without those that a later version makes, too."""
    for statement in (
        "DROP TABLE look_outbox",
        "DROP TABLE look_head",
        "DROP TABLE IF EXISTS look_reason",
        "DROP TABLE IF EXISTS kept_promise",
        "DROP TABLE IF EXISTS kept_total",
        "DROP TABLE IF EXISTS invitation_left",
        """CREATE TABLE read_log (number INTEGER PRIMARY KEY, user_id VARCHAR(60), role VARCHAR(30),
           subject VARCHAR(36), purpose VARCHAR(200), read_at DATETIME)""",
        "CREATE INDEX ix_read_log_subject ON read_log (subject)",
    ):
        connection.execute(text(statement))
    if inspect(connection).has_table("route_step"):
        for column in ("municipality", "written_again_on"):
            connection.execute(text(f"ALTER TABLE route_step DROP COLUMN {column}"))
