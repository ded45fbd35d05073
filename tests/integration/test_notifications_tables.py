"""The versions of the tables make exactly what the code uses, and PostgreSQL gives the outcome of SQLite."""

import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine

from services.notifications.adapters.database import (
    business_tables,
    compared_tables,
    kept_search,
    messaging,
    metadata,
    read_log,
)
from services.notifications.application.mailing.hand_over_print_run import HandOverPrintRun, hand_over_print_run
from services.notifications.application.mailing.take_out_letter import TakeOutLetter, take_out_letter
from shared.access import Role, User
from tests.support.notifications import DAY, Bench, Person, everything, make_notices, open_bench, works_of
from tests.support.postgres_server import fresh_database

pytest_plugins = ["tests.support.fixtures"]

TOLD = [
    Person(1),
    Person(2, pgb=True),
    Person(3, municipality="0356", died_on="2014-10-01", state="deceased"),
    Person(1, revision=2, right_until="2015-07-31", surname="Ähnlich"),
]


def unlike_the_code(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))


def test_the_versions_make_exactly_the_tables_of_the_code(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    bench.service.migrate()
    assert unlike_the_code(bench.service.database.engine) == []


def test_every_table_of_a_column_counts_when_two_runs_are_compared() -> None:
    kept_apart = {messaging.outbox, messaging.relay, messaging.inbox, messaging.parked, read_log, kept_search}
    kept_apart |= {metadata.tables["notice_round"]}
    assert {each.table for each in compared_tables()} == set(metadata.tables.values()) - kept_apart


def test_a_rebuild_leaves_what_people_typed() -> None:
    typed = {metadata.tables["provider_answer"]}
    assert {each.table for each in compared_tables()} - set(business_tables()) == typed


def take_out_and_hand_over(bench: Bench, person: Person) -> None:
    """What is done with the pile of a run in which the letter of somebody lies who dies now."""
    bench.tell(everything(replace(person, revision=2, died_on="2014-11-04", state="deceased")))
    manager = User("beheerder", "Sam", Role.FUNCTIONAL_MANAGER, frozenset({person.municipality}))
    with works_of(bench).begin() as work:
        (letter,) = [one for one in work.queries.letters_of_client(person.id) if one.to_take_out]
        run = str(letter.printed_in)
        take_out_letter(work, TakeOutLetter(manager, run, letter.id))
        hand_over_print_run(work, HandOverPrintRun(manager, run))


@pytest.mark.postgres
@pytest.mark.slow
def test_postgres_gets_the_same_tables_and_the_same_outcome(tmp_path: Path, postgres_url: str) -> None:
    outcomes = []
    for name, url in (("sqlite", ""), ("postgres", fresh_database(postgres_url, f"letters_{uuid.uuid4().hex[:8]}"))):
        bench = open_bench(tmp_path / name, database_url=url)
        assert unlike_the_code(bench.service.database.engine) == []
        bench.tell([event for person in TOLD for event in everything(person)])
        make_notices(bench)
        bench.service.tick(DAY)
        take_out_and_hand_over(bench, TOLD[1])
        outcomes.append((bench.service.digest(), bench.service.totals()))
        bench.service.rebuild()
        assert bench.service.digest() == outcomes[-1][0]
        bench.service.database.engine.dispose()
    assert outcomes[0] == outcomes[1]
