"""What is committed waits for the disk, except a note that may be made again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from shared.database import open_engine, reading, repeatable, sqlite_url

pytest_plugins = ["tests.support.fixtures"]

NORMAL, FULL = 1, 2
SYNCHRONOUS = text("PRAGMA synchronous")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(sqlite_url(tmp_path / "service.sqlite"))
    yield engine
    engine.dispose()


def test_only_a_repeatable_transaction_does_not_wait_for_the_disk(engine: Engine) -> None:
    """Also on a connection that was used for the other kind before: the pool has one here."""
    found = []
    for _ in range(2):
        with engine.begin() as connection:
            found.append(connection.execute(SYNCHRONOUS).scalar())
        with repeatable(engine) as connection:
            found.append(connection.execute(SYNCHRONOUS).scalar())
        with reading(engine) as connection:
            connection.execute(SYNCHRONOUS)
    assert found == [FULL, NORMAL, FULL, NORMAL]


def test_a_repeatable_transaction_commits_whole_or_not_at_all(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (id INTEGER UNIQUE)"))
    with repeatable(engine) as connection:
        connection.execute(text("INSERT INTO note VALUES (1)"))
    with pytest.raises(IntegrityError), repeatable(engine) as connection:
        connection.execute(text("INSERT INTO note VALUES (2), (1)"))
    with reading(engine) as connection:
        assert connection.execute(text("SELECT id FROM note")).scalars().all() == [1]


@pytest.mark.postgres
def test_postgresql_waits_in_the_same_cases(postgres_url: str) -> None:
    engine = open_engine(postgres_url)
    show = text("SHOW synchronous_commit")
    with repeatable(engine) as connection:
        inside = connection.execute(show).scalar()
    with engine.begin() as connection:
        after = connection.execute(show).scalar()
    engine.dispose()
    assert (inside, after) == ("off", "on")
