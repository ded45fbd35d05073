"""The door of all services: each page in the look of a town, with whom to call there, and the choice of a demo user."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from deploy.data_dir import DEMO_REGION
from deploy.front import front_application
from deploy.houses import houses
from deploy.users import demo_users
from shared.clock import TurnedClock
from shared.region.files import read_region
from shared.region.values import ServedRegion
from shared.web.app import WebContext
from shared.web.identity import DemoIdentity
from tests.support.web import DAY, PACKAGES

REGION = read_region(DEMO_REGION)
CLOCK = TurnedClock(DAY)


def front(region: ServedRegion = REGION) -> FlaskClient:
    identity = DemoIdentity(demo_users(region, None), "k" * 32)
    context = WebContext(identity, (), PACKAGES, CLOCK, demo=True, house_of=houses(region, CLOCK))
    return front_application(context, identity, region, lambda: None).test_client()


def with_logo(folder: Path) -> ServedRegion:
    file = folder / "houten.svg"
    file.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    first, *others = REGION.municipalities
    named = replace(first, letterhead=replace(first.letterhead, logo=file))
    return replace(REGION, municipalities=(named, *others))


def test_a_house_has_the_name_colours_and_contact_data_of_its_town() -> None:
    house = houses(REGION, CLOCK)("0321")
    assert (house.name, house.phone, house.email) == ("Gemeente Houten", "000 - 000 03 21", "zorg@houten.example")
    assert house.colour == REGION.municipality("0321").house_style.colour


@pytest.mark.parametrize("code", ["", "0344", "no-code"])
def test_the_region_of_several_and_who_is_not_served_have_the_colours_of_the_host_and_no_phone(code: str) -> None:
    house = houses(REGION, CLOCK)(code)
    assert (house.name, house.phone, house.code) == ("Zachte Landing", "", "")
    assert house.colour == REGION.municipality(REGION.host).house_style.colour


def test_a_region_of_one_municipality_is_that_municipality() -> None:
    alone = replace(REGION, host="0321", municipalities=REGION.municipalities[:1], cooperations=())
    assert houses(alone, CLOCK)("").name == "Gemeente Houten"


def test_before_its_contact_data_hold_a_house_names_no_phone() -> None:
    assert houses(REGION, TurnedClock(date(2013, 12, 31)))("0321").phone == ""


def test_a_logo_stands_in_the_band_and_can_be_fetched(tmp_path: Path) -> None:
    region = with_logo(tmp_path)
    web = front(region)
    page = web.get("/toegankelijkheid?municipality=0321").get_data(as_text=True)
    assert '<img class="zl-band__logo" src="/logo/0321" alt="Gemeente Houten">' in page
    answer = web.get("/logo/0321")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")


@pytest.mark.parametrize("code", ["0321", "0344", "9999"])
def test_who_has_no_logo_answers_not_found(code: str) -> None:
    assert front().get(f"/logo/{code}").status_code == 404


def test_the_accessibility_statement_names_whom_to_call_in_the_town_that_one_came_from() -> None:
    page = front().get("/toegankelijkheid?municipality=0321").get_data(as_text=True)
    assert "Bel Gemeente Houten" in page
    assert 'href="/toegankelijkheid?municipality=0321"' in page
    assert "Bel of mail uw gemeente" in front().get("/toegankelijkheid?municipality=nowhere").get_data(as_text=True)


def test_choosing_nobody_gives_the_form_back_with_what_to_do() -> None:
    answer = front().post("/aanmelden", data={})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert '<a class="utrecht-link utrecht-link--html-a" href="#user">Kies wie u wilt zijn.</a>' in page


def test_choosing_somebody_leads_to_their_first_page() -> None:
    answer = front().post("/aanmelden", data={"user": "financien"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/migration/year")
