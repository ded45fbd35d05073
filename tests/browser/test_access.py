"""Access on the screen, by keyboard alone: one proposes, what was wrong comes back, another confirms, one withdraws."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site, Visitor
from tests.browser.look import WIDTHS, faults_at_widths, follow, follow_menu
from tests.browser.test_routes import enter, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def press(page: Page, name: str) -> None:
    enter(page, page.get_by_role("button", name=name))


def write(page: Page, label: str, text: str) -> None:
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(text)


def test_two_people_grant_access_and_one_withdraws_it(visit: Visitor, site: Site) -> None:
    first = visit.page("/intake/deliveries", user="beheerder")
    follow_menu(first, "Toegang")
    assert faults_at_widths(first, "access", WIDTHS) == {}
    first.set_viewport_size({"width": 1280, "height": 900})
    follow(first, first.get_by_role("link", name="Stel toegang voor"))
    write(first, "Naam", "N. de Vries")
    write(first, "Account", "noor@houten.example")
    press(first, "Stel deze toegang voor")
    assert "Kies een rol." in first.get_by_role("alert").inner_text()
    assert faults_at_widths(first, "access-form-wrong", WIDTHS) == {}
    first.set_viewport_size({"width": 1280, "height": 900})
    first.get_by_label("consulent", exact=True).check()
    first.get_by_label("Houten", exact=True).check()
    assert first.get_by_label("Eerste dag").input_value() == site.region.clock.today().isoformat()
    press(first, "Stel deze toegang voor")
    assert "U stelde dit zelf voor." in first.inner_text("main")
    assert first.get_by_role("button", name="Bevestig deze toegang").count() == 0
    assert faults_at_widths(first, "access-proposed", WIDTHS) == {}

    second = visit.page("/intake/access?state=proposed", user="beheerder-2")
    assert faults_at_widths(second, "access-open", WIDTHS) == {}
    second.set_viewport_size({"width": 1280, "height": 900})
    enter(second, second.get_by_role("link", name="N. de Vries"))
    assert faults_at_widths(second, "access-to-confirm", WIDTHS) == {}
    second.set_viewport_size({"width": 1280, "height": 900})
    press(second, "Bevestig deze toegang")
    assert "kan zich nu zo aanmelden" in second.get_by_role("status").inner_text()
    write(second, "Waarom trekt u dit in?", "Uit dienst.")
    press(second, "Trek deze toegang in")
    assert "Deze toegang is ingetrokken." in second.get_by_role("status").inner_text()

    reader = visit.page(second.url.removeprefix(site.address).partition("?")[0], user="auditor")
    assert "Uit dienst." in reader.inner_text("main")
    assert reader.locator("main form").count() == 0
    assert faults_at_widths(reader, "access-withdrawn", WIDTHS) == {}
