"""What was deleted cannot be read in the files of a database that was written anew."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, text

from shared.database import open_engine, sqlite_url, write_anew
from tests.support import postgres_server
from tests.support.requirement import require

pytestmark = [pytest.mark.slow]
SECRET, OTHERS = "de naam van wie vergeten is", "de naam van een ander"


def test_a_sqlite_file_does_not_hold_it(tmp_path: Path) -> None:
    engine = open_engine(sqlite_url(tmp_path / "files" / "service.sqlite"))
    delete_the_secret(engine)
    write_anew(engine)
    assert (lies_in(tmp_path, SECRET), lies_in(tmp_path, OTHERS)) == (False, True)
    engine.dispose()


@pytest.mark.postgres
def test_the_tables_of_postgresql_do_not_hold_it() -> None:
    """The space of what was deleted kept its bytes until somebody else wrote there."""
    require(*postgres_server.available())
    with postgres_server.killable_server() as (url, _):
        database = postgres_server.fresh_database(url, "service")
        folder = Path(str(make_url(database).query["host"])) / "data" / "base"
        engine = open_engine(database)
        delete_the_secret(engine)
        write_down(engine)
        assert lies_in(folder, SECRET)
        write_anew(engine)
        write_down(engine)
        assert (lies_in(folder, SECRET), lies_in(folder, OTHERS)) == (False, True)
        engine.dispose()


def delete_the_secret(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE person (name TEXT)"))
        names = [{"name": name} for name in (SECRET, OTHERS)]
        connection.execute(text("INSERT INTO person (name) VALUES (:name)"), names)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM person WHERE name = :name"), {"name": SECRET})


def write_down(engine: Engine) -> None:
    """What PostgreSQL holds in memory goes to its files."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))


def lies_in(folder: Path, secret: str) -> bool:
    return any(secret.encode() in file.read_bytes() for file in folder.rglob("*") if file.is_file())
