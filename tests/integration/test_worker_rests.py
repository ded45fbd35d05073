"""A worker without work looks no more at its database until that changes, and wakes when another thread changes it."""

import threading
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert

from shared.clock import TurnedClock
from shared.database import data_version, open_engine, sqlite_url
from shared.events.contracts import example
from shared.messaging.tables import messaging_tables
from shared.messaging.unit import Database
from shared.messaging.worker import Rest, Worker
from shared.transport.contract import Transport
from shared.transport.embedded import EmbeddedLog
from shared.transport.topics import TOPICS, Topic

SECONDS = 20.0
RIGHT_DETERMINED = "nl.zachte-landing.migration.right-determined.v1"


@pytest.fixture
def metadata() -> MetaData:
    return MetaData()


@pytest.fixture
def database(tmp_path: Path, metadata: MetaData) -> Iterator[Database]:
    engine = open_engine(sqlite_url(tmp_path / "service.sqlite"))
    Table("thing", metadata, Column("id", Integer, primary_key=True))
    messaging = messaging_tables(metadata)
    metadata.create_all(engine)
    yield Database(
        service="migration",
        organisation="0" * 20,
        engine=engine,
        messaging=messaging,
        clock=TurnedClock(date(2014, 11, 3)),
    )
    engine.dispose()


@pytest.fixture
def transport(tmp_path: Path) -> Transport:
    return EmbeddedLog(tmp_path / "log.sqlite")


@pytest.mark.parametrize("subscriptions", [(), (TOPICS["intake"],)], ids=["without a reader", "with a reader"])
def test_what_another_thread_records_is_sent_at_once(
    database: Database, transport: Transport, subscriptions: Sequence[Topic]
) -> None:
    worker = Worker(database=database, transport=transport, subscriptions=subscriptions, handlers={})
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop, SECONDS))
    thread.start()
    outcome = transport.reader("test", [TOPICS["migration"]])
    for number in range(3):
        with database.unit() as unit:
            unit.record("right-determined", f"client-{number}", example(RIGHT_DETERMINED))
        assert len(outcome.read(10, SECONDS / 2)) == 1
        outcome.acknowledge()
    stop.set()
    worker.wake()
    thread.join(SECONDS / 2)
    assert not thread.is_alive()


def test_rest_ends_with_any_change_of_the_database(tmp_path: Path, database: Database, metadata: MetaData) -> None:
    rest = Rest(lambda: data_version(database.engine))
    assert [rest.goes_on(), rest.goes_on()] == [False, True]
    elsewhere = open_engine(sqlite_url(tmp_path / "service.sqlite"))
    with elsewhere.begin() as connection:
        connection.execute(insert(metadata.tables["thing"]).values(id=1))
    elsewhere.dispose()
    assert [rest.goes_on(), rest.goes_on()] == [False, True]
    rest.ends()
    assert [rest.goes_on(), rest.goes_on()] == [False, True]
    rest.close()


def test_without_a_version_nobody_rests() -> None:
    rest = Rest(lambda: None)
    assert [rest.goes_on(), rest.goes_on()] == [False, False]
    rest.close()
