"""A lawyer moves one value and one sentence in one file, and the file, the portal, the letter and the notice follow."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from werkzeug.test import Client

from deploy.all_in_one import web_application
from deploy.region import Region
from services.migration.adapters.rights.tables import function_right
from services.migration.main import LAW, build
from services.notifications.adapters.letters.tables import WITH_BODY, letter, letter_body
from services.notifications.adapters.notices.tables import provider_notice
from tests.simulation.deliveries import make_delivery, open_region, take_in

VALUE = "value = 2015-12-31\nsince = 2014-07-19"
SENTENCE = "U houdt uw oude recht tot en met {last_day}."
MOVED_DAY, MOVED_WORDS = "2015-11-30", "30 november 2015"
MOVED_SENTENCE = "Op {last_day} is het oude recht voorbij, zegt de jurist."
READ = "Op 30 november 2015 is het oude recht voorbij, zegt de jurist."


def moved_law(folder: Path) -> Path:
    """The last day of the general right a month earlier, and another sentence about it."""
    shutil.copytree(LAW, folder)
    file = folder / "transition.toml"
    before, key, after = file.read_text(encoding="utf-8").partition('key = "transition.last-day"')
    assert VALUE in after
    after = after.replace(VALUE, VALUE.replace("2015-12-31", MOVED_DAY), 1).replace(SENTENCE, MOVED_SENTENCE, 2)
    file.write_text(before + key + after, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Region]:
    folder = tmp_path_factory.mktemp("moved")
    opened = open_region(folder / "data")
    law = moved_law(folder / "law")
    environment = opened.data.environment("migration")
    migration = build(environment, transport=opened.transport, clock=opened.clock, law=law)
    found = replace(opened, services={**opened.services, "migration": migration})
    take_in(found, make_delivery(folder / "files", scale="0.03", defects=False))
    yield found
    found.close()


@pytest.fixture(scope="module")
def client_id(region: Region) -> str:
    """Somebody whose care in kind runs until the moved day, with a provider."""
    query = select(function_right.c.client_id).where(
        function_right.c.right_until.is_not(None),
        function_right.c.reasons.contains(READ),
        function_right.c.provider_agb != "",
    )
    with region.services["migration"].database.reading() as connection:
        return str(connection.execute(query.limit(1)).scalar_one())


@pytest.fixture(scope="module")
def caseworker(region: Region) -> Client:
    client = Client(web_application(region))
    people = client.get("/aanmelden").get_data(as_text=True)
    assert 'value="consulent"' in people
    client.post("/aanmelden", data={"user": "consulent"})
    return client


def test_the_file_shows_day_and_sentence(caseworker: Client, client_id: str) -> None:
    page = caseworker.get(f"/migration/clients/{client_id}").get_data(as_text=True)
    assert MOVED_WORDS in page
    assert READ in page


def test_the_portal_shows_day_and_sentence(caseworker: Client, client_id: str) -> None:
    page = caseworker.get(f"/notifications/portal?client={client_id}").get_data(as_text=True)
    assert MOVED_WORDS in page
    assert READ in page


def test_the_letter_says_day_and_sentence(region: Region, client_id: str) -> None:
    with region.services["notifications"].database.reading() as connection:
        body = connection.execute(
            select(letter_body.c.body).select_from(WITH_BODY).where(letter.c.client_id == client_id)
        ).scalar_one()
    assert MOVED_WORDS in body
    assert READ in body


def test_a_provider_hears_the_day(region: Region) -> None:
    with region.services["notifications"].database.reading() as connection:
        said = connection.execute(select(provider_notice)).mappings().all()
    assert any(MOVED_DAY in str(notice) or "2015, 11, 30" in str(notice) for notice in said)
    assert said
