"""How a municipality shows itself: what its pages are given, and where its logo comes from."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from deploy.front import front_application
from deploy.houses import house_of, houses
from deploy.new_region import new_region
from deploy.users import demo_users
from shared.clock import TurnedClock
from shared.region.values import ServedRegion
from shared.web.house import NEUTRAL, House
from shared.web.identity import DemoIdentity
from tests.support.regions import demo_region, filled_in, region_from
from tests.support.web import web_context

DAY = date(2014, 11, 3)
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def with_logo(folder: Path, *codes: str) -> ServedRegion:
    (folder / "wapen.svg").write_text(SVG, encoding="utf-8")
    (folder / "secrets.json").write_text("{}", encoding="utf-8")
    text = new_region(codes).replace('# logo = "logo.svg" ', 'logo = "wapen.svg"', 1)
    return region_from(folder, filled_in(text).replace("#154273", "#7a1f3d", 2))


def browser(region: ServedRegion) -> FlaskClient:
    """Nobody is signed in: the page where that is done has a logo too."""
    identity = DemoIdentity(demo_users(region, None), "k" * 32)
    context = replace(web_context(None), house_of=houses(region, TurnedClock(DAY)))
    return front_application(context, identity, region, lambda: None).test_client()


@pytest.mark.parametrize("code", ["0273", ""])
def test_a_municipality_shows_its_own_name_colour_logo_and_contact_data(tmp_path: Path, code: str) -> None:
    house = house_of(with_logo(tmp_path, "0273"), code, DAY)
    assert house == House(
        "Gemeente Putten",
        "#7a1f3d",
        "#ffffff",
        "/assets/logo/0273",
        "0341 - 12 34 56",
        "op werkdagen van 9.00 tot 17.00 uur",
        "zorg@gemeente.nl",
        "0273",
    )


def test_without_a_logo_the_name_is_shown(tmp_path: Path) -> None:
    assert house_of(with_logo(tmp_path, "0273", "0267"), "0267", DAY).logo == ""


@pytest.mark.parametrize("code", ["", "0356", "9999"])
def test_several_together_and_who_is_not_served_have_no_house_of_their_own(tmp_path: Path, code: str) -> None:
    assert house_of(with_logo(tmp_path, "0273", "0267"), code, DAY) == NEUTRAL


@pytest.mark.parametrize("day", [DAY, date(2013, 12, 31)])
def test_nobody_is_sent_to_an_example(tmp_path: Path, day: date) -> None:
    house = house_of(region_from(tmp_path, new_region(["0273"])), "0273", day)
    assert house == House("Gemeente Putten", "#154273", code="0273")


def test_in_a_demo_the_examples_are_shown() -> None:
    assert house_of(demo_region(), "0356", DAY).phone == "000 - 000 03 56"


def test_a_logo_is_served_to_everybody_and_runs_nothing(tmp_path: Path) -> None:
    answer = browser(with_logo(tmp_path, "0273", "0267")).get("/assets/logo/0273")
    assert (answer.status_code, answer.mimetype, answer.text) == (200, "image/svg+xml", SVG)
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "address",
    ["0267", "9999", "secrets.json", "../secrets.json", "%2e%2e%2fsecrets.json", "region.toml", "wapen.svg", ""],
)
def test_no_other_file_is_served(tmp_path: Path, address: str) -> None:
    answer = browser(with_logo(tmp_path, "0273", "0267")).get(f"/assets/logo/{address}")
    assert answer.status_code == 404


def test_a_logo_that_was_taken_away_is_not_found(tmp_path: Path) -> None:
    region = with_logo(tmp_path, "0273")
    (tmp_path / "wapen.svg").unlink()
    assert browser(region).get("/assets/logo/0273").status_code == 404


def test_the_first_page_wears_the_colours_and_logo_of_the_only_municipality(tmp_path: Path) -> None:
    page = browser(with_logo(tmp_path, "0273")).get("/aanmelden").text
    assert '<img class="zl-band__logo" src="/assets/logo/0273" alt="Gemeente Putten">' in page
    assert "/assets/house/7a1f3d-ffffff.css" in page
