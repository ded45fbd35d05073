"""The tables of a service on a new SQLite file: made once per process, and copied after that.

What makes them is run for real where it is the matter: in the tests of the tables, on PostgreSQL, and by whatever opens
a region.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

_MADE: dict[str, bytes] = {}
"""By the name of the tables, an empty database as it stands in its file."""


def migrate_once(tables: str, engine: Engine, migrate: Callable[[], None]) -> None:
    """As `migrate` would; a database that is there already, and one that is no SQLite file, are left to it."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or Path(name).exists():
        migrate()
    elif tables in _MADE:
        Path(name).write_bytes(_MADE[tables])
    else:
        migrate()
        with closing(sqlite3.connect(name)) as connection:
            _MADE[tables] = connection.serialize()
