"""A morning whose work was not done shows a minute after it should have begun."""

import uuid
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData

from shared.clock import AMSTERDAM
from shared.database import open_engine, sqlite_url
from shared.ticks import Ticks, tick_table
from tests.support.postgres_server import fresh_database

pytest_plugins = ["tests.support.fixtures"]

DAY = date(2015, 3, 2)
METADATA = MetaData()
TABLE = tick_table(METADATA)


class At:
    """A clock that stands at an hour in the Netherlands."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(sqlite_url(tmp_path / "ticks.sqlite"))
    METADATA.create_all(opened)
    yield opened
    opened.dispose()


def late_at(engine: Engine, day: int, hour: int, minute: int) -> date | None:
    return Ticks(engine, TABLE, At(datetime(2015, 3, day, hour, minute, tzinfo=AMSTERDAM))).late_since()


def test_a_morning_is_late_a_minute_after_six(engine: Engine) -> None:
    Ticks(engine, TABLE, At(datetime(2015, 3, 2, 6, 0, tzinfo=AMSTERDAM))).noting(lambda _day: 0)(DAY)
    assert late_at(engine, 2, 23, 59) is None
    assert late_at(engine, 3, 6, 0) is None
    assert late_at(engine, 3, 6, 1) == date(2015, 3, 3)
    assert late_at(engine, 5, 12, 0) == date(2015, 3, 3)


def test_a_service_that_never_did_its_work_is_late_too(engine: Engine) -> None:
    assert late_at(engine, 2, 5, 0) == date(2015, 3, 1)
    assert late_at(engine, 2, 6, 1) == DAY


def test_a_morning_that_failed_is_not_noted(engine: Engine) -> None:
    def fails(_day: date) -> int:
        raise RuntimeError("no disk")

    ticks = Ticks(engine, TABLE, At(datetime(2015, 3, 2, 6, 5, tzinfo=AMSTERDAM)))
    with pytest.raises(RuntimeError):
        ticks.noting(fails)(DAY)
    assert ticks.late_since() == DAY


def test_a_day_that_is_done_twice_is_noted_once(engine: Engine) -> None:
    ticks = Ticks(engine, TABLE, At(datetime(2015, 3, 2, 7, 0, tzinfo=AMSTERDAM)))
    assert [ticks.noting(lambda _day: 3)(DAY) for _ in range(2)] == [3, 3]
    assert ticks.late_since() is None


def test_of_two_ticks_at_once_one_does_the_work_and_the_other_says_so(engine: Engine) -> None:
    assert both_ticks(engine) == [0, 7]


@pytest.mark.postgres
def test_on_postgresql_too_one_does_the_work(postgres_url: str) -> None:
    opened = open_engine(fresh_database(postgres_url, f"ticks_{uuid.uuid4().hex[:8]}"))
    METADATA.create_all(opened)
    assert both_ticks(opened) == [0, 7]
    assert tick_of(opened, lambda _day: 3)(DAY) == 3
    opened.dispose()


def test_work_that_failed_is_done_by_the_next(engine: Engine) -> None:
    assert after_a_failure(engine) == 3


@pytest.mark.postgres
def test_on_postgresql_too_work_that_failed_is_done_by_the_next(postgres_url: str) -> None:
    """Also while the connection that failed is kept in its pool, and another one is asked."""
    opened = open_engine(fresh_database(postgres_url, f"ticks_{uuid.uuid4().hex[:8]}"))
    METADATA.create_all(opened)
    assert after_a_failure(opened) == 3
    opened.dispose()


def after_a_failure(engine: Engine) -> int:
    def fails(_day: date) -> int:
        raise RuntimeError("the work failed")

    with pytest.raises(RuntimeError, match="failed"):
        tick_of(engine, fails)(DAY)
    with engine.connect():
        return tick_of(engine, lambda _day: 3)(DAY)


def tick_of(engine: Engine, due: Callable[[date], int]) -> Callable[[date], int]:
    return Ticks(engine, TABLE, At(datetime(2015, 3, 2, 6, 0, tzinfo=AMSTERDAM))).noting(due)


def both_ticks(engine: Engine) -> list[int]:
    """The second one begins while the first is at work."""
    found: list[int] = []

    def due(day: date) -> int:
        found.append(tick_of(engine, lambda _day: 5)(day))
        return 7

    done = tick_of(engine, due)(DAY)
    return [*found, done]
