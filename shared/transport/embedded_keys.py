"""The keys of clients in a SQLite file of their own, beside the embedded log: a copy of the log alone says nothing."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from shared.database import open_engine, reading, sqlite_url
from shared.json_text import json_text
from shared.transport.contract import TransportUnavailable

SCHEMA = "CREATE TABLE IF NOT EXISTS client_key (subject TEXT PRIMARY KEY, sealed BLOB) WITHOUT ROWID"
FIND = text("SELECT subject, sealed FROM client_key WHERE subject IN (SELECT value FROM json_each(:subjects))")
ADD = text("INSERT INTO client_key (subject, sealed) VALUES (:subject, :sealed) ON CONFLICT (subject) DO NOTHING")
DESTROY = text(
    "INSERT INTO client_key (subject, sealed) VALUES (:subject, NULL) ON CONFLICT (subject) DO UPDATE SET sealed = NULL"
)

FAULTS = (OperationalError, sqlite3.OperationalError)


class EmbeddedKeys:
    """A KeyStore in one file, for any number of threads and processes. A destroyed key is overwritten in the file."""

    def __init__(self, path: Path) -> None:
        self._engine = open_engine(sqlite_url(path))
        event.listen(self._engine, "connect", _overwrite_what_goes)
        with self._engine.begin() as connection:
            connection.execute(text(SCHEMA))

    def find(self, subjects: Collection[str]) -> Mapping[str, bytes | None]:
        with _unavailable("read"), reading(self._engine) as connection:
            rows = connection.execute(FIND, {"subjects": json_text(list(subjects))})
            return {row.subject: row.sealed for row in rows}

    def add(self, keys: Mapping[str, bytes]) -> None:
        with _unavailable("written"), self._engine.begin() as connection:
            connection.execute(ADD, [{"subject": subject, "sealed": sealed} for subject, sealed in keys.items()])

    def destroy(self, subject: str) -> None:
        with _unavailable("written"), self._engine.begin() as connection:
            connection.execute(DESTROY, {"subject": subject})
        with _unavailable("written"), closing(self._engine.raw_connection()) as connection:
            # What was written ahead still holds the key; it is put in its place and begun anew.
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def sweep(self) -> None:
        """A destroyed key was overwritten at once."""

    def refresh(self) -> None:
        """The file is asked each time."""

    def close(self) -> None:
        self._engine.dispose()


def _overwrite_what_goes(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()


@contextmanager
def _unavailable(done: str) -> Iterator[None]:
    try:
        yield
    except FAULTS as error:
        raise TransportUnavailable(f"the keys of clients cannot be {done}: {getattr(error, 'orig', error)}") from error
