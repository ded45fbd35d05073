"""Migration erases a client: lists and totals follow, and who is left in the household and the delivery goes on."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from services.migration.adapters.control.tables import day_total, list_total, standing
from services.migration.adapters.database import OF_CLIENT, metadata
from services.migration.adapters.planning.tables import plan
from services.migration.main import build
from shared.clock import TurnedClock
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
        server = request.getfixturevalue("postgres_url")
        url = fresh_database(server, f"migration_forgets_{uuid.uuid4().hex[:8]}")
        environment = {"ZL_DATABASE_URL": url, "ZL_REGION": str(DEMO_REGION)}
        log = EmbeddedLog(tmp_path / "log" / "events.sqlite")
        opened = build(environment, transport=log, clock=TurnedClock(support.TODAY))
        opened.migrate()
    yield opened
    support.close(opened)


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
