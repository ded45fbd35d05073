"""A page of a list that is read along several indexes is the same on both databases, and neither reads past it."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, Date, Engine, Index, Integer, MetaData, String, Table, select, text

from shared.database import open_engine, sqlite_url
from shared.storing import insert_rows, merged_page
from tests.support.postgres_server import fresh_database

pytest_plugins = ["tests.support.fixtures"]

LISTED = Table(
    "listed",
    MetaData(),
    Column("number", Integer, primary_key=True),
    Column("town", String(4), nullable=False),
    Column("day", Date, nullable=False),
)
Index("listed_by_day", LISTED.c.town, LISTED.c.day, LISTED.c.number)
TOWNS = ("0321", "0353", "0331")
ROWS = 6000
ORDERS = [{"day": False, "number": False}, {"day": True, "number": True}]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "sqlite":
        url = sqlite_url(tmp_path / "merged.sqlite")
    else:
        url = fresh_database(request.getfixturevalue("postgres_url"), "merged")
    opened = open_engine(url)
    LISTED.metadata.create_all(opened)
    with opened.begin() as connection:
        insert_rows(connection, LISTED, rows())
    with opened.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    yield opened
    opened.dispose()


def rows() -> list[dict[str, object]]:
    first = date(2015, 1, 1)
    return [
        {"number": number, "town": TOWNS[number % len(TOWNS)], "day": first + timedelta(days=number * 7 % 365)}
        for number in range(ROWS)
    ]


def page(connection: Connection, order: dict[str, bool], skip: int, most: int | None) -> list[int]:
    columns = LISTED.c
    branches = [select(columns.day, columns.number).where(columns.town == town) for town in TOWNS]
    query = merged_page(connection.dialect.name, branches, order, skip, most)
    return [row.number for row in connection.execute(query)]


@pytest.mark.parametrize("order", ORDERS, ids=["up", "down"])
def test_a_page_is_a_part_of_the_whole_list(engine: Engine, order: dict[str, bool]) -> None:
    in_order = sorted(rows(), key=lambda row: (row["day"], row["number"]), reverse=order["day"])
    whole = [row["number"] for row in in_order]
    with engine.connect() as connection:
        assert page(connection, order, 0, None) == whole
        for skip, most in ((0, 50), (50, 50), (ROWS - 20, 50), (ROWS, 50), (7, 0)):
            assert page(connection, order, skip, most) == whole[skip : skip + most]


@pytest.mark.postgres
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
@pytest.mark.parametrize("order", ORDERS, ids=["up", "down"])
def test_postgres_merges_along_the_index_and_sorts_nothing(engine: Engine, order: dict[str, bool]) -> None:
    columns = LISTED.c
    branches = [select(columns.day, columns.number).where(columns.town == town) for town in TOWNS]
    query = merged_page("postgresql", branches, order, 50, 50)
    statement = str(query.compile(engine, compile_kwargs={"literal_binds": True}))
    with engine.connect() as connection:
        plan = "\n".join(connection.execute(text(f"EXPLAIN {statement}")).scalars())
    assert "Merge Append" in plan, plan
    assert plan.count("listed_by_day") == len(TOWNS), plan
    assert "Sort  (" not in plan, plan
