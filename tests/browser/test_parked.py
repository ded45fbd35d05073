"""A message that cannot be worked, put aside by two people and brought back, by keyboard alone."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visitor
from tests.browser.look import faults_at_widths
from tests.browser.test_routes import enter, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MESSAGE = "/migration/parked/{parked}"
WIDTHS = (1280, 320)


def press(page: Page, name: str) -> None:
    enter(page, page.get_by_role("button", name=name))


def test_two_people_put_a_message_aside_and_bring_it_back(visit: Visitor) -> None:
    first = visit.page(MESSAGE, user="beheerder")
    tab_to(first, first.get_by_label("Waarom kijkt u in dit bericht?"))
    first.keyboard.type("De leverancier vraagt ernaar.")
    press(first, "Kijk in het bericht")
    assert '"municipality": "0321"' in first.inner_text("main")
    assert faults_at_widths(first, "parked-content", WIDTHS) == {}
    press(first, "Stel voor om het weg te leggen")
    assert "Schrijf in 5 tot 120 tekens waarom." in first.inner_text("main")
    assert faults_at_widths(first, "parked-no-reason", WIDTHS) == {}
    tab_to(first, first.get_by_label("Waarom mag het weg?"))
    first.keyboard.type("Dit bericht kwam twee keer.")
    press(first, "Stel voor om het weg te leggen")
    assert "Een andere functioneel beheerder moet het bevestigen." in first.inner_text("main")
    assert first.get_by_role("button", name="Ja, leg het weg").count() == 0
    second = visit.page(MESSAGE, user="beheerder-2")
    assert faults_at_widths(second, "parked-proposed", WIDTHS) == {}
    press(second, "Ja, leg het weg")
    assert second.get_by_role("status").first.inner_text() == "0 berichten zijn verwerkt. Niets bleef staan."
    aside = visit.page("/parked", user="beheerder")
    assert faults_at_widths(aside, "parked-with-aside", WIDTHS) == {}
    enter(aside, aside.get_by_role("link", name="1 bericht bij rechten en herbeoordelingen"))
    enter(aside, aside.locator("tbody th a"))
    assert "beheerder stelde dit voor en beheerder-2 bevestigde het" in aside.inner_text("main")
    press(aside, "Haal het bericht terug")
    assert "Het bericht is terug." in aside.inner_text("main")
