"""The versions of the tables make exactly what the code uses, and PostgreSQL gives the outcome of SQLite."""

import uuid
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine

from services.intake.adapters.database import metadata
from services.intake.main import migrate
from shared.database import open_engine, sqlite_url
from tests.integration.intake_files import content_of_outbox, deliver, open_intake, totals, write_bytes, write_rows
from tests.support.postgres_server import fresh_database
from tests.unit.intake.delivered import as_csv, client

pytest_plugins = ["tests.support.fixtures"]


LONG = {"geslachtsnaam": "".join(map(chr, range(0x10000, 0x10000 + 500))), "clientnummer": "é" * 500}
"""More than PostgreSQL puts in an index."""


def unlike_the_code(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))


def test_the_versions_make_exactly_the_tables_of_the_code(tmp_path: Path) -> None:
    engine = open_engine(sqlite_url(tmp_path / "intake.sqlite"))
    migrate(engine)
    migrate(engine)
    assert unlike_the_code(engine) == []
    engine.dispose()


@pytest.mark.postgres
def test_postgres_gets_the_same_tables_and_the_same_outcome(tmp_path: Path, postgres_url: str) -> None:
    outcomes = []
    for name, url in (("sqlite", ""), ("postgres", fresh_database(postgres_url, f"intake_{uuid.uuid4().hex[:8]}"))):
        (folder := tmp_path / name).mkdir()
        intake = open_intake(folder, database_url=url)
        assert unlike_the_code(intake.database.engine) == []
        first = [client(n, clientnummer=key) for n, key in enumerate(("b", "A", "a", "Ä", "B 1", "B1"))]
        deliver(intake, write_rows(folder, [*first, client(9, clientnummer="é", bsn=first[0]["bsn"])], name="eerste"))
        deliver(intake, write_bytes(folder, b"onzin", name="geweigerd"))
        deliver(intake, write_bytes(folder, as_csv([client(8, straat="a\0b", clientnummer="B\0")]), name="nulteken"))
        deliver(intake, write_rows(folder, [client(1, clientnummer="A", huisnummer="14"), client(7)], name="tweede"))
        moved = [client(7, gemeentecode="0331"), client(8, gemeentecode="0331", bsn=first[1]["bsn"])]
        deliver(intake, write_rows(folder, moved, name="lopik", gemeentecode="0331", aangemaakt="2014-11-04"))
        deliver(intake, write_rows(folder, [client(7), client(9)], name="ander", leverancier="5524"))
        deliver(intake, write_rows(folder, [client(10, **LONG)], name="lang"))
        before = (intake.digest(), totals(intake), content_of_outbox(intake))
        intake.rebuild()
        assert (intake.digest(), totals(intake), content_of_outbox(intake)) == before
        outcomes.append(before)
        intake.database.engine.dispose()
    assert outcomes[0] == outcomes[1]
