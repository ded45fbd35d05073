"""What somebody opens in any service, the client reads on the own page after one round of the workers."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from deploy.region import Region
from services.notifications.adapters.looks.tables import look, look_client
from services.notifications.adapters.notices.tables import provider_client
from shared.access import Role, User
from tests.simulation.deliveries import make_delivery, open_region, take_in
from tests.support.web import web_context


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Region]:
    region = open_region(tmp_path_factory.mktemp("looks") / "data")
    take_in(region, make_delivery(tmp_path_factory.mktemp("files"), scale="0.02"))
    yield region
    region.close()


def app(region: Region, service: str, user: User) -> Flask:
    return region.services[service].make_web(web_context(user, clock=region.clock))


def somebody(region: Region) -> tuple[str, str]:
    """A client with a provider, and the municipality."""
    with region.services["notifications"].database.reading() as connection:
        query = select(provider_client.c.client_id, provider_client.c.municipality)
        row = connection.execute(query.order_by(provider_client.c.client_id)).first()
    assert row is not None
    return row.client_id, row.municipality


def test_the_client_reads_within_a_round_of_the_workers_who_looked_in_each_service(region: Region) -> None:
    client, town = somebody(region)
    noor = User("noor", "Noor Bakker", Role.CASEWORKER, frozenset({town}))
    assert app(region, "migration", noor).test_client().get(f"/clients/{client}").status_code == 200
    assert app(region, "notifications", noor).test_client().get(f"/letters?client={client}").status_code == 200
    assert app(region, "billing", noor).test_client().get("/budgets").status_code == 200
    assert app(region, "intake", noor).test_client().get("/held-back").status_code == 200
    region.work()
    page = app(region, "notifications", User("zelf", "Zelf", Role.CLIENT, client=client)).test_client()
    shown = page.get("/portal/looks").text
    assert "Een consulent van de gemeente" in shown
    assert "om uw dossier te bekijken" in shown
    assert "<strong>1 keer</strong> in een lijst" in shown
    assert "om de lijst met brieven te bekijken" in shown


def test_every_look_of_every_service_is_kept_with_each_person_once(region: Region) -> None:
    with region.services["notifications"].database.reading() as connection:
        services = set(connection.execute(select(look.c.service)).scalars())
        seen = connection.execute(select(look_client.c.look_id, look_client.c.client_id)).all()
        told = {row.look_id: row.clients for row in connection.execute(select(look.c.look_id, look.c.clients))}
    assert {"migration", "notifications"} <= services
    assert len(seen) == len(set(seen)) == sum(told.values())


def test_a_rebuild_leaves_the_digests_as_they_are(region: Region) -> None:
    before = region.digests()
    for service in ("migration", "billing", "notifications"):
        region.services[service].rebuild()
    region.work()
    assert region.digests() == before
