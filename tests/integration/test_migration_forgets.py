"""Migration erases a client: lists and totals follow, and who is left in the household and the delivery goes on."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import select, text

from services.migration.adapters.control.tables import day_total, list_total, standing
from services.migration.adapters.database import OF_CLIENT, metadata
from services.migration.adapters.planning.tables import plan
from services.migration.application.route.views import UnknownClient
from services.migration.domain.route.conversation import ConversationNotes, Subject
from services.migration.main import build, open_works
from shared.clock import TurnedClock
from shared.region.files import read_region
from shared.service import Service
from shared.transport.embedded import EmbeddedLog
from tests.support import migration as support
from tests.support.migration import checked, client_forgotten, feed, function, id_of, transferred
from tests.support.postgres_server import fresh_database
from tests.support.regions import DEMO_REGION

pytest_plugins = ["tests.support.fixtures"]

ANNA, BEN, CARLA = "anna", "ben", "carla"
EVENTS = [transferred(name, householdId="together", functions=[function(endsOn=None)]) for name in (ANNA, BEN, CARLA)]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.slow])])
def service(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Service]:
    if request.param == "sqlite":
        opened = support.open_service(tmp_path)
    else:
        opened = open_on_postgres(tmp_path, request.getfixturevalue("postgres_url"))
    yield opened
    support.close(opened)


def open_on_postgres(folder: Path, server: str) -> Service:
    url = fresh_database(server, f"migration_forgets_{uuid.uuid4().hex[:8]}")
    environment = {"ZL_DATABASE_URL": url, "ZL_REGION": str(DEMO_REGION)}
    log = EmbeddedLog(folder / "log" / "events.sqlite")
    opened = build(environment, transport=log, clock=TurnedClock(support.TODAY))
    opened.migrate()
    return opened


def totals_of(service: Service) -> list[list[tuple[object, ...]]]:
    with service.database.reading() as connection:
        return [sorted(map(tuple, connection.execute(select(table)))) for table in (list_total, day_total)]


def left_of(service: Service, name: str) -> list[str]:
    found = []
    with service.database.reading() as connection:
        for table, column in OF_CLIENT.items():
            of_client = metadata.tables[table].c[str(column)]
            if connection.execute(select(of_client).where(of_client == id_of(name))).first() is not None:
                found.append(table)
    return found


def test_lists_and_totals_are_as_if_the_client_had_never_been_there(service: Service, tmp_path: Path) -> None:
    never = support.open_service(tmp_path / "never")
    feed(never, [EVENTS[0], EVENTS[2]])
    feed(service, [*EVENTS, client_forgotten(BEN)])
    assert left_of(service, BEN) == []
    assert totals_of(service) == totals_of(never)
    support.close(never)


def test_a_rebuild_gives_the_same(service: Service) -> None:
    feed(service, [*EVENTS, checked(3), client_forgotten(BEN)])
    digest = service.digest()
    service.rebuild()
    assert service.digest() == digest
    assert left_of(service, BEN) == []


def test_a_delivery_is_planned_though_not_everybody_comes(service: Service) -> None:
    """What was told of who is forgotten cannot be read any more."""
    feed(service, [EVENTS[0], EVENTS[2], client_forgotten(BEN), checked(3)])
    with service.database.reading() as connection:
        planned = set(connection.execute(select(plan.c.client_id)).scalars())
    assert planned == {id_of(ANNA), id_of(CARLA)}


def test_what_comes_after_brings_nobody_back(service: Service) -> None:
    feed(service, [*EVENTS, client_forgotten(BEN)])
    feed(service, [transferred(BEN, revision=2), support.held_back(BEN)])
    with service.database.reading() as connection:
        known = set(connection.execute(select(standing.c.client_id)).scalars())
    assert known == {id_of(ANNA), id_of(CARLA)}
    assert service.events().parked == 0


@pytest.mark.postgres
@pytest.mark.slow
def test_what_somebody_is_writing_about_a_client_is_erased_too(tmp_path: Path, postgres_url: str) -> None:
    """They read the client before the erasure, and wrote after it: what they wrote stayed."""
    service = open_on_postgres(tmp_path, postgres_url)
    feed(service, EVENTS)
    works = open_works(service.database, read_region(DEMO_REGION))
    erasing = Thread(target=feed, args=(service, [client_forgotten(BEN)]))
    with works.begin() as work:
        client = work.route_clients.client(id_of(BEN))
        erasing.start()
        while erasing.is_alive() and not waits_for_a_lock(service):
            pass
        work.conversations.save(client.client_id, 1, ConversationNotes({Subject.NEEDS: "Valt vaak."}))
    erasing.join()
    assert left_of(service, BEN) == []
    with works.begin() as work, pytest.raises(UnknownClient):
        work.route_clients.client(id_of(BEN))
    support.close(service)


def waits_for_a_lock(service: Service) -> bool:
    waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    with service.database.reading() as connection:
        return bool(connection.execute(waiting).scalar_one())
