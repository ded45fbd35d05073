"""Migration on PostgreSQL: the same outcome as on SQLite, also with two workers side by side."""

import threading
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from deploy.demo.caseworkers import employ_caseworkers
from services.migration.adapters.database import metadata
from services.migration.adapters.work import Works
from services.migration.application.deadlines.views import DeadlineFilter, Due, SortBy
from services.migration.application.planning.make_appointment import MakeAppointment, make_appointment
from services.migration.application.planning.propose_slots import ProposeSlots, propose_slots
from services.migration.domain.deadlines.changes import Change, Why
from services.migration.domain.deadlines.open_deadlines import Deadline, RouteId, ask, start_deadline
from services.migration.domain.deadlines.terms import TermKind
from services.migration.main import build, open_works
from shared.access import Role, User
from shared.clock import TurnedClock
from shared.messaging.failures import Refused
from shared.service import Service
from shared.transport.embedded import EmbeddedLog
from shared.transport.topics import TOPICS
from tests.support import migration as support
from tests.support.migration import checked, feed, function, transferred
from tests.support.migration_in_memory import books
from tests.support.postgres_server import fresh_database
from tests.support.regions import DEMO_REGION, demo_region

pytest_plugins = ["tests.support.fixtures"]
pytestmark = pytest.mark.postgres

EVENTS = [
    *(transferred(f"c{n}", householdId=f"h{n // 2}", functions=[function(endsOn=None)]) for n in range(600)),
    checked(600),
    *(transferred(f"c{n}", revision=2, householdId=f"h{n // 2}", functions=[function(endsOn=None)]) for n in range(9)),
]


@pytest.fixture
def service(postgres_url: str, tmp_path: Path) -> Iterator[Service]:
    environment = {
        "ZL_DATABASE_URL": fresh_database(postgres_url, f"migration_{uuid.uuid4().hex[:8]}"),
        "ZL_REGION": str(DEMO_REGION),
    }
    log = EmbeddedLog(tmp_path / "log" / "events.sqlite")
    built = build(environment, transport=log, clock=TurnedClock(support.TODAY))
    built.migrate()
    yield built
    support.close(built)


@pytest.fixture
def expected(tmp_path: Path) -> str:
    on_sqlite = support.open_service(tmp_path / "sqlite")
    feed(on_sqlite, EVENTS)
    digest = on_sqlite.digest()
    support.close(on_sqlite)
    return digest


def test_postgresql_and_sqlite_give_the_same_outcome(service: Service, expected: str) -> None:
    feed(service, EVENTS)
    assert service.digest() == expected
    service.rebuild()
    assert service.digest() == expected


def test_two_workers_side_by_side_give_the_same_outcome(service: Service, expected: str) -> None:
    service.transport.append(TOPICS["intake"], EVENTS)
    workers = [threading.Thread(target=support.work, args=(service,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    support.work(service)
    assert service.digest() == expected
    determined = support.of_type(support.recorded(service), "right-determined")
    # Two relays may send one event twice, under one id, which the readers' inbox drops.
    assert len({event.id for event in determined}) == 609


def deadlines() -> list[Deadline]:
    """Of seven clients a decision that stood still, and an objection; of some of them in another municipality."""
    known = books()
    found = []
    for number in range(7):
        of = RouteId(support.id_of(f"c{number}"), "0331" if number % 3 else "0321")
        first = date(2015, 3, 2 + number)
        decision = start_deadline(TermKind.DECISION, first, known.law, known.calendar, of=of)
        asked = ask(decision, date(2015, 3, 10), date(2015, 3, 20), known.law, known.calendar)
        found += [asked, start_deadline(TermKind.OBJECTION, first, known.law, known.calendar, of=of)]
    return found


def test_postgresql_keeps_and_lists_deadlines_as_sqlite_does(service: Service, tmp_path: Path) -> None:
    on_sqlite = support.open_service(tmp_path / "sqlite")
    found = []
    for opened in (service, on_sqlite):
        with Works(opened.database, books()).begin() as work:
            work.deadlines.save(deadlines())
            work.deadlines.save(deadlines()[:5])
            of, day, later = deadlines()[0].of, date(2015, 4, 2), date(2015, 4, 3)
            work.deadlines.note([Change(of, TermKind.DECISION, 1, day, Why.BASIS, was=day, becomes=later)])
            work.deadlines.keep_basis("a")
        with Works(opened.database, books()).read() as work:
            queries, both = work.deadline_queries, frozenset({"0321", "0331"})
            lists = [
                queries.lines(both, DeadlineFilter(sort=sort, descending=down), date(2015, 3, 25), skip=2, take=9)
                for sort in SortBy
                for down in (False, True)
            ]
            soon = queries.count(both, DeadlineFilter(due=Due.IN_4), date(2015, 3, 25), 100)
            whole = [one for batch in work.deadlines.with_open() for one in batch]
            found.append((lists, soon, whole, queries.changes(both, skip=0, take=9), work.deadlines.basis()))
    assert found[0] == found[1]
    assert service.digest() == on_sqlite.digest()
    with service.database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    support.close(on_sqlite)


def test_two_people_who_choose_one_moment_at_once_do_not_both_get_it(service: Service) -> None:
    feed(service, EVENTS)
    works = open_works(service.database, demo_region())
    employ_caseworkers(service, demo_region())
    noor = User("consulent", "Noor", Role.CASEWORKER, demo_region().codes)
    with works.read() as work:
        slot = propose_slots(work, ProposeSlots(noor, support.id_of("c0"))).offers[0].slot
    together, outcomes = threading.Barrier(2), list[str]()

    def choose(client: str) -> None:
        wanted = MakeAppointment(noor, support.id_of(client), slot.day, slot.start, slot.caseworker_id)
        together.wait(30)
        try:
            with works.begin() as work:
                make_appointment(work, wanted)
            outcomes.append("made")
        except Refused as refused:
            outcomes.append(str(refused))

    people = [threading.Thread(target=choose, args=(client,)) for client in ("c0", "c2")]
    for each in people:
        each.start()
    for each in people:
        each.join(60)
    made, refused = sorted(outcomes, key=lambda outcome: outcome != "made")
    assert (made, "ander gesprek" in refused) == ("made", True)
