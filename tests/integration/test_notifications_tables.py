"""The versions of the tables make exactly what the code uses, and PostgreSQL gives the outcome of SQLite."""

import uuid
from dataclasses import fields, replace
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Engine, inspect, select, update

from services.notifications.adapters.database import (
    business_tables,
    compared_tables,
    kept_search,
    messaging,
    metadata,
    tick,
)
from services.notifications.adapters.letters.tables import representative
from services.notifications.adapters.portal.tables import portal_visit
from services.notifications.adapters.replies.tables import answer
from services.notifications.application.letters.end_representative import EndRepresentative, end_representative
from services.notifications.application.letters.record_representative import RecordRepresentative, record_representative
from services.notifications.application.mailing.hand_over_print_run import HandOverPrintRun, hand_over_print_run
from services.notifications.application.mailing.take_out_letter import TakeOutLetter, take_out_letter
from services.notifications.application.replies.take_answer import TakeAnswer, take_answer
from services.notifications.application.replies.views import AnswerCounts, SilentFilter
from shared.access import Role, User
from tests.support.notifications import (
    DAY,
    Bench,
    Person,
    appointed,
    appointment_id,
    cancelled,
    decided,
    everything,
    make_notices,
    moved,
    open_bench,
    right_ended,
    stepped,
    works_of,
)
from tests.support.postgres_server import fresh_database

pytest_plugins = ["tests.support.fixtures"]

TOLD = [
    Person(1),
    Person(2, pgb=True),
    Person(3, municipality="0356", died_on="2014-10-01", state="deceased"),
    Person(1, revision=2, right_until="2015-07-31", surname="Ähnlich"),
]


GUARDIAN_OF = RecordRepresentative(
    user=User("noor", "Noor", Role.CASEWORKER, frozenset()),
    client_id="",
    role="guardian",
    name="J. de Vries",
    street="Postbus 12",
    postcode="3990 AB",
    city="Houten",
    way="instead",
    group="all",
    first_day=date(2015, 6, 1),
)


def unlike_the_code(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        found: list[object] = list(compare_metadata(MigrationContext.configure(connection), metadata))
        there = inspect(connection)
        keys = {name: there.get_pk_constraint(name)["constrained_columns"] for name in metadata.tables}
    return found + [name for name, table in metadata.tables.items() if keys[name] != table.primary_key.columns.keys()]


def test_the_versions_make_exactly_the_tables_of_the_code(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    bench.service.migrate()
    assert unlike_the_code(bench.service.database.engine) == []


def test_every_table_of_a_column_counts_when_two_runs_are_compared() -> None:
    of_messages = {getattr(messaging, field.name) for field in fields(messaging)}
    kept_apart = of_messages | {kept_search, tick}
    kept_apart |= {metadata.tables[name] for name in ("notice_round", "look", "look_client")} | {portal_visit}
    compared = {each.table for each in compared_tables()}
    assert compared == set(metadata.tables.values()) - kept_apart
    typed = {answer, representative, metadata.tables["provider_answer"], metadata.tables["odd_look"]}
    assert compared - set(business_tables()) == typed, "a rebuild leaves alone what people typed"


def take_out_and_hand_over(bench: Bench, person: Person) -> None:
    """What is done with the pile of a run in which the letter of somebody lies who dies now."""
    bench.tell(everything(replace(person, revision=2, died_on="2014-11-04", state="deceased")))
    manager = User("beheerder", "Sam", Role.FUNCTIONAL_MANAGER, frozenset({person.municipality}))
    with works_of(bench).begin() as work:
        (letter,) = [one for one in work.queries.letters_of_client(person.id) if one.to_take_out]
        run = str(letter.printed_in)
        take_out_letter(work, TakeOutLetter(manager, run, letter.id))
        hand_over_print_run(work, HandOverPrintRun(manager, run))


def invite_and_hear(bench: Bench, person: Person) -> None:
    """A route with everything that migration can tell, an answer to it, and a look at the lists."""
    sent = stepped(person, "send", "sent", "2015-01-05", 1, details={"decisionId": decided(person).data["decisionId"]})
    ended = right_ended(person, "2015-01-31")
    bench.tell([appointed(person, 1, madeOn="2014-11-03"), cancelled(person, 1), decided(person), sent, ended])
    bench.tell([moved(person, 2, 1, madeOn="2014-11-03")])
    noor = User("noor", "Noor", Role.CASEWORKER, frozenset({person.municipality}))
    with works_of(bench).begin() as work:
        silent = SilentFilter(DAY, {person.municipality: DAY})
        assert work.queries.count_silent(silent) == len(work.queries.silent(silent)) == 1
        said = TakeAnswer(noor, person.id, "other-day", "telephone", DAY, appointment_id(2), note="na 13.00 uur")
        assert take_answer(work, said).new
        assert not take_answer(work, said).new
        assert work.queries.answer_counts(noor.municipalities, DAY) == AnswerCounts(1, 0, 1)
        said_of = replace(GUARDIAN_OF, user=noor, client_id=person.id)
        one = record_representative(work, said_of)
        assert record_representative(work, said_of) == one
        end_representative(work, EndRepresentative(noor, one.id, date(2015, 6, 30)))
        assert [each.id for each in work.representatives.of_ready()[person.id]] == [one.id]
    bench.work()


CHILD, GROWN_UP = Person(4, domain="jeugdwet"), Person(5)


@pytest.mark.parametrize("url", ["", pytest.param("postgres", marks=(pytest.mark.postgres, pytest.mark.slow))])
def test_who_was_known_before_is_told_of_under_the_youth_law(
    tmp_path: Path, url: str, request: pytest.FixtureRequest
) -> None:
    """An older database knew of nobody that the youth team decides, until a next delivery or a rebuild."""
    if url:
        url = fresh_database(request.getfixturevalue("postgres_url"), f"youth_{uuid.uuid4().hex[:8]}")
    bench = open_bench(tmp_path, database_url=url)
    bench.tell([event for person in (CHILD, GROWN_UP) for event in everything(person)])
    engine, ending, told = bench.service.database.engine, metadata.tables["ending_right"], metadata.tables[CLIENTS]
    known = bench.service.digest()
    with engine.begin() as connection:
        assert {row.stage for row in connection.execute(select(told))} == {"youth", "planned"}
        was = {"stage": "planned", "day": date(2015, 2, 9), "weeks": 8, "next_day": date(2015, 2, 9)}
        connection.execute(update(told).where(told.c.client_id == CHILD.id).values(**was))
        connection.execute(update(ending).values(youth=False))
    assert bench.service.digest() != known
    version = import_module("services.notifications.schema_versions.versions.0028_youth_known")
    with engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
        version.upgrade()
    assert bench.service.digest() == known
    engine.dispose()


CLIENTS = "provider_client"


@pytest.mark.postgres
@pytest.mark.slow
def test_postgres_gets_the_same_tables_and_the_same_outcome(tmp_path: Path, postgres_url: str) -> None:
    outcomes = []
    for name, url in (("sqlite", ""), ("postgres", fresh_database(postgres_url, f"letters_{uuid.uuid4().hex[:8]}"))):
        bench = open_bench(tmp_path / name, database_url=url)
        assert unlike_the_code(bench.service.database.engine) == []
        bench.tell([event for person in TOLD for event in everything(person)])
        make_notices(bench)
        bench.tick(DAY)
        take_out_and_hand_over(bench, TOLD[1])
        invite_and_hear(bench, TOLD[0])
        outcomes.append((bench.service.digest(), bench.service.totals()))
        bench.service.rebuild()
        assert bench.service.digest() == outcomes[-1][0]
        bench.service.database.engine.dispose()
    assert outcomes[0] == outcomes[1]
