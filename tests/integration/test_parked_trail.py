"""From a message that cannot be worked back to where it began, cause by cause, through all services."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from sqlalchemy import select
from werkzeug.test import Client

from deploy.all_in_one import web_application
from deploy.parked import DoesNotAnswer
from deploy.parked_trail import Link, follow
from deploy.region import Region
from services.intake.main import deliver_file
from shared.access import Role, User
from shared.messaging.steps import MOST_STEPS, Step
from shared.transport.topics import TOPICS
from shared.web.identity import COOKIE
from shared.web.steps import StepsOf
from tests.integration.intake_files import write_rows
from tests.simulation.deliveries import open_region
from tests.support.read_looks import looks
from tests.unit.intake.delivered import client

SAM = User("beheerder", "Sam Demo", Role.FUNCTIONAL_MANAGER, frozenset({"0321"}))


def step(number: int, cause: int = 0) -> Step:
    return Step(id_of(number), f"type {number}", "2014-11-03T09:00:00+00:00", id_of(cause) if cause else "")


def id_of(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


@dataclass
class Told:
    """A service that recorded these."""

    steps: tuple[Step, ...]
    asked: list[str] = field(default_factory=list)

    def steps_to(self, user: User, event_id: str) -> list[Step]:
        self.asked.append(event_id)
        found: list[Step] = []
        while (known := next((each for each in self.steps if each.event_id == event_id), None)) and known not in found:
            found.append(known)
            event_id = known.cause_id
        return found


class Away:
    def __init__(self) -> None:
        self.asked = 0

    def steps_to(self, user: User, event_id: str) -> list[Step]:
        self.asked += 1
        raise DoesNotAnswer


def trail(last: Step, **services: StepsOf) -> tuple[list[tuple[str, str]], str]:
    found = follow(Link("billing", last), services, SAM)
    return [(link.service, link.step.event_id[-2:].lstrip("0")) for link in found.links], found.lost[-2:].lstrip("0")


@pytest.mark.parametrize(
    "time", ["9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+14:00", "2014-11-03T09:00:00", "yesterday", ""]
)
def test_a_moment_that_no_time_zone_tells_is_none(time: str) -> None:
    link = Link("billing", Step(id_of(1), "type 1", time, ""))
    assert (link.moment, link.hour) == (None, "")


def test_it_goes_from_service_to_service_up_to_the_first() -> None:
    intake, migration = Told((step(1),)), Told((step(2, 1), step(3, 2)))
    found = trail(step(4, 3), intake=intake, migration=migration, billing=Told(()))
    assert found == ([("billing", "4"), ("migration", "3"), ("migration", "2"), ("intake", "1")], "")


def test_where_nobody_knows_the_cause_it_names_it() -> None:
    assert trail(step(4, 3), intake=Told(())) == ([("billing", "4")], "3")
    assert trail(step(4), intake=Told((step(1),))) == ([("billing", "4")], "")


@pytest.mark.parametrize("cause", ["", "x", "../../forgettings", "00000000-0000-4000-8000-0000000000aZ", "é" * 36])
def test_what_is_no_id_is_asked_of_nobody(cause: str) -> None:
    intake = Told(())
    found = follow(Link("billing", replace(step(4), cause_id=cause)), {"intake": intake}, SAM)
    assert (len(found.links), found.lost, intake.asked) == (1, cause, [])


def test_a_circle_and_an_endless_row_end() -> None:
    assert trail(step(1, 2), migration=Told((step(2, 3), step(3, 2)))) == (
        [("billing", "1"), ("migration", "2"), ("migration", "3")],
        "2",
    )
    one_by_one: Mapping[str, StepsOf] = {f"{n}": Told((step(n, n + 1),)) for n in range(2, 60)}
    assert len(follow(Link("billing", step(1, 2)), one_by_one, SAM).links) == MOST_STEPS + 1


def test_who_does_not_answer_is_named_and_asked_once() -> None:
    away = Away()
    found = follow(Link("billing", step(4, 3)), {"intake": away, "migration": Told((step(3, 2),))}, SAM)
    assert (list(found.away), away.asked, found.lost) == (["intake"], 1, id_of(2))


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    region = open_region(tmp_path / "data")
    assert deliver_file(region.services["intake"], write_rows(tmp_path, [client(1)]))["reason"] == ""
    region.work()
    yield region
    region.close()


def park_what_migration_told(region: Region) -> str:
    """What migration told after a delivery comes to the others once more, broken; its id."""
    tables = region.services["migration"].database.messaging.outbox.c
    planned = tables.type == "nl.zachte-landing.migration.right-determined.v1"
    with region.services["migration"].database.reading() as connection:
        told = connection.execute(select(tables.id).where(planned)).scalars().first()
    log = region.transport.reader("a test", [TOPICS["migration"]])
    event = next(each.event for each in log.read(1000, 0.1) if each.event.id == told)  # type: ignore[union-attr]
    broken = replace(event, id=id_of(9), causationid=event.id, data={"municipality": event.data["municipality"]})
    region.transport.append(TOPICS["migration"], [broken])
    region.work()
    return broken.id


def manager(region: Region, user_id: str = "beheerder") -> Client:
    web = Client(web_application(region, None, None, {}))
    page = web.get("/aanmelden").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    web.post("/aanmelden", data={"user": user_id, "csrf_token": token})
    assert web.get_cookie(COOKIE) is not None
    return web


def test_the_page_shows_it_back_to_the_delivery_and_each_service_writes_who_looked(region: Region) -> None:
    event = park_what_migration_told(region)
    web = manager(region)
    assert f"/parked/billing/{event}/trail" in web.get(f"/billing/parked/{event}").text
    page = web.get(f"/parked/billing/{event}/trail")
    assert page.status_code == 200
    words = (
        "recht van de cliënt",
        "gegevens van de cliënt",
        "herbeoordelingen",
        "aanleveringen",
        "Onderaan staat het begin",
    )
    assert [each for each in words if each not in page.text] == []
    for name in ("billing", "migration", "intake"):
        last = looks(region.services[name].database.engine)[-1]
        assert (last["purpose"], last["userId"]) == ("parked-trace", "beheerder"), name
    assert manager(region, "consulent").get(f"/parked/billing/{event}/trail").status_code == 403
    for path in (f"/parked/intake/{event}/trail", f"/parked/nowhere/{event}/trail"):
        assert web.get(path).status_code == 404
    assert web.get(f"/parked/billing/{id_of(8)}/trail").status_code == 403


def test_of_another_municipality_a_service_tells_nothing(region: Region) -> None:
    steps = region.services["intake"].steps
    tables = region.services["intake"].database.messaging.outbox.c
    transferred = tables.type == "nl.zachte-landing.intake.client-transferred.v1"
    with region.services["intake"].database.reading() as connection:
        told = connection.execute(select(tables.id).where(transferred)).scalars().first()
    assert told is not None
    before = len(looks(region.services["intake"].database.engine))
    assert steps.steps_to(replace(SAM, municipalities=frozenset({"0331"})), told) == []
    assert len(looks(region.services["intake"].database.engine)) == before
    assert steps.steps_to(SAM, told)[0].event_id == told
