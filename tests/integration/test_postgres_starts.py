"""A real PostgreSQL starts without Docker, gives empty databases, and is gone at the end."""

import secrets
import subprocess
import uuid
from itertools import product
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Column, MetaData, Table, Text, insert, make_url, text
from sqlalchemy.exc import DataError, DBAPIError, OperationalError

from shared.database import open_engine
from tests.support.postgres_server import LOG, available, find_programs, fresh_database, postgres_server
from tests.support.requirement import require

pytest_plugins = ["tests.support.fixtures"]
INIT_SCRIPT = Path(__file__).resolve().parent.parent.parent / "deploy" / "postgres-init.sql"
SERVICES = ("intake", "migration", "billing", "notifications")


@pytest.mark.postgres
def test_a_server_is_gone_with_its_folder_afterwards() -> None:
    require(*available())
    with postgres_server() as url:
        folder = Path(str(make_url(url).query["host"]))
        assert folder.is_dir()
    assert not folder.exists()
    with pytest.raises(OperationalError), open_engine(url).connect():
        pass


@pytest.mark.postgres
def test_a_fresh_database_holds_nothing_of_the_one_before(postgres_url: str) -> None:
    engine = open_engine(fresh_database(postgres_url, "again"))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE left_over (id int)"))
    # The connection stays open on purpose: a forgotten one must not stop the next test from starting clean.
    engine = open_engine(fresh_database(postgres_url, "again"))
    with engine.connect() as connection:
        tables = connection.execute(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")).scalar_one()
    engine.dispose()
    assert tables == 0


SECRET = "Tjitske Wiersma"


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO person VALUES (:name, 1), (:name, 2)",
        "INSERT INTO person VALUES (:name, NULL)",
        "INSERT INTO person VALUES (:name, 0)",
        "INSERT INTO person VALUES (:name || :name, 1)",
        "SELECT CAST(:name AS integer)",
        "SELECT * FROM person WHERE nam = 'Tjitske Wiersma'",
    ],
)
def test_the_servers_log_holds_no_value_of_a_row_that_it_refused(postgres_url: str, statement: str) -> None:
    engine = open_engine(fresh_database(postgres_url, "refusing"))
    with engine.begin() as connection:
        connection.execute(
            text("CREATE TABLE person (name varchar(20) UNIQUE, number int NOT NULL CHECK (number > 0))")
        )
    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.execute(text(statement), {"name": SECRET} if ":name" in statement else {})
    engine.dispose()
    written = (Path(str(make_url(postgres_url).query["host"])) / LOG).read_text(encoding="utf-8")
    assert "database system is ready" in written
    assert SECRET not in written


@pytest.mark.postgres
def test_text_sorts_by_its_bytes_as_on_sqlite(postgres_url: str) -> None:
    engine = open_engine(fresh_database(postgres_url, "sorting"))
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT word FROM (VALUES ('a'), ('B'), ('é'), ('z')) AS w(word) ORDER BY word")
        )
        words = [row.word for row in found]
    engine.dispose()
    assert words == ["B", "a", "z", "é"]


@pytest.mark.postgres
def test_the_production_script_keeps_services_out_of_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a server of its own: the script makes roles, which belong to a whole server and not to a database."""
    require(*available())
    for service in SERVICES:
        monkeypatch.setenv(f"ZL_{service.upper()}_DATABASE_PASSWORD", "quo'ted")
    with postgres_server() as url:
        host = str(make_url(url).query["host"])
        psql = find_programs().folder / "psql"
        subprocess.run([psql, "-q", "-h", host, "-U", "postgres", "-f", INIT_SCRIPT], check=True)
        for role, database in product(SERVICES, SERVICES):
            assert _refusal(host, role, database) == ("" if role == database else "permission denied")


def _refusal(host: str, role: str, database: str) -> str:
    """What the server says when the role is not let in; nothing when it is."""
    try:
        psycopg.connect(host=host, user=role, dbname=database).close()
    except psycopg.OperationalError as error:
        return "permission denied" if "permission denied" in str(error) else str(error)
    return ""


@pytest.mark.postgres
def test_a_value_that_no_index_holds_is_no_fault_that_passes(postgres_url: str) -> None:
    """A worker would wait for ever until it fits."""
    engine = open_engine(fresh_database(postgres_url, f"limits_{uuid.uuid4().hex[:8]}"))
    thing = Table("thing", MetaData(), Column("name", Text, index=True))
    thing.metadata.create_all(engine)
    too_long = secrets.token_hex(20_000)
    with pytest.raises(DataError) as refused, engine.begin() as connection:
        connection.execute(insert(thing).values(name=too_long))
    assert too_long not in str(refused.value)
    engine.dispose()
