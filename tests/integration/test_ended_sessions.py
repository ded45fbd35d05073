"""What intake keeps of sessions that were ended, on both databases."""

import uuid
from pathlib import Path

import pytest
from sqlalchemy import Engine

from services.intake.adapters.sign_in.stores import EndedSessionTable, ended_in
from services.intake.main import migrate
from shared.database import open_engine, sqlite_url
from tests.support.postgres_server import fresh_database

pytest_plugins = ["tests.support.fixtures"]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.slow])])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    url = sqlite_url(tmp_path / "intake.sqlite")
    if request.param == "postgres":
        url = fresh_database(request.getfixturevalue("postgres_url"), f"ended_{uuid.uuid4().hex[:8]}")
    opened = open_engine(url)
    migrate(opened)
    return opened


def test_what_began_before_it_was_ended_is_over_and_what_came_later_is_not(engine: Engine) -> None:
    is_ended = ended_in(engine)
    with engine.begin() as connection:
        EndedSessionTable(connection).end(["noor", "office"], 1_000, 2_000)
    assert [is_ended(["noor"], began) for began in (0, 999.9, 1_000.5, 1_001)] == [True, True, True, False]
    assert is_ended(["home", "office"], 1)
    assert not is_ended(["home"], 1)
    with engine.begin() as connection:
        EndedSessionTable(connection).end(["noor"], 1_500, 2_500)
        EndedSessionTable(connection).end(["office"], 500, 600)
    assert is_ended(["noor"], 1_200)
    assert is_ended(["office"], 999), "an earlier word does not take a later one away"


def test_a_word_is_used_once_and_what_is_over_is_swept(engine: Engine) -> None:
    with engine.begin() as connection:
        table = EndedSessionTable(connection)
        assert [table.use_once("word", 1_000, 1_100), table.use_once("word", 1_001, 1_100)] == [True, False]
        table.end(["noor"], 1_000, 2_000)
        assert [table.sweep(now) for now in (1_100, 1_101, 2_000, 2_001)] == [0, 1, 0, 1]
    assert not ended_in(engine)(["noor"], 1)
