"""A row that comes in only when nothing stands there yet, and whether it did, on both databases."""

import uuid
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, select

from shared.database import open_engine, sqlite_url
from shared.storing import insert_new_row
from tests.support.postgres_server import fresh_database

pytest_plugins = ["tests.support.fixtures"]


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.slow])])
def test_who_comes_second_hears_that_somebody_was_first(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = sqlite_url(tmp_path / "rows.sqlite")
    if kind == "postgres":
        url = fresh_database(request.getfixturevalue("postgres_url"), f"rows_{uuid.uuid4().hex[:8]}")
    metadata = MetaData()
    table = Table("one", metadata, Column("name", String(5), primary_key=True), Column("number", Integer))
    engine = open_engine(url)
    metadata.create_all(engine)
    with engine.begin() as connection:
        came_in = [insert_new_row(connection, table, {"name": "a", "number": number}) for number in (1, 2)]
        assert (came_in, connection.execute(select(table.c.number)).scalars().all()) == ([True, False], [1])
