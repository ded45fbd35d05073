"""Two processes of one service that show pages and send at the same time make one chain."""

import multiprocessing
import uuid
from pathlib import Path

import pytest
from sqlalchemy import MetaData

from shared.access import Role, User
from shared.clock import SystemClock
from shared.database import open_engine, sqlite_url
from shared.looks.purpose import opening
from shared.looks.read import verdict_of
from shared.looks.written import LookRelay, ReadLog
from shared.messaging.tables import messaging_tables
from shared.messaging.unit import Database
from shared.transport.embedded import EmbeddedLog
from tests.support.postgres_server import fresh_database

pytest_plugins = ["tests.support.fixtures"]

NOOR = User("noor", "Noor Bakker", Role.CASEWORKER, frozenset({"0321"}))
OPENED = opening("client-file", "inzien van het dossier")
EACH = 30


def open_database(url: str) -> Database:
    metadata = MetaData()
    messaging = messaging_tables(metadata)
    engine = open_engine(url)
    metadata.create_all(engine)
    return Database(service="migration", organisation="0" * 20, engine=engine, messaging=messaging, clock=SystemClock())


def look_and_send(url: str, log: Path, name: str) -> None:
    database = open_database(url)
    relay = LookRelay(database, EmbeddedLog(log))
    for number in range(EACH):
        ReadLog(database).write(NOOR, [f"{name}-{number}"], OPENED)
        relay.send_all()


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.slow])])
def test_two_processes_make_one_chain(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    url = sqlite_url(tmp_path / "service.sqlite")
    if kind == "postgres":
        url = fresh_database(request.getfixturevalue("postgres_url"), f"chain_{uuid.uuid4().hex[:8]}")
    log = tmp_path / "log.sqlite"
    database, transport = open_database(url), EmbeddedLog(log)
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=look_and_send, args=(url, log, name)) for name in ("one", "two")]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    relay = LookRelay(database, transport)
    relay.send_all()
    verdict = verdict_of(transport, "migration", relay.told())
    assert (verdict.looks, verdict.broken_at) == (2 * EACH, None)
    database.engine.dispose()
