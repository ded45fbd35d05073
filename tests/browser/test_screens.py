"""Every screen in a real browser: accessible, readable on a telephone, usable by keyboard and without JavaScript."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from shared.web.dates import MONTHS
from tests.browser.conftest import AXE, Site, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

SCREENS = {
    "sign-in": ("/aanmelden", "consulent"),
    "year": ("/migration/year", "consulent"),
    "year-one-municipality": ("/migration/year?municipality=0321", "consulent"),
    "clients": ("/migration/clients", "consulent"),
    "client": ("/migration/clients/{client}", "consulent"),
    "parked": ("/migration/parked", "beheerder"),
    "deliveries": ("/intake/deliveries", "consulent"),
    "delivery": ("/intake/deliveries/{delivery}", "consulent"),
    "letters": ("/notifications/letters", "consulent"),
    "letters-of-client": ("/notifications/letters?client={client}", "consulent"),
    "letter": ("/notifications/letters/{letter}", "consulent"),
    "print-runs": ("/notifications/print-runs", "consulent"),
    "print-run": ("/notifications/print-runs/{run}", "consulent"),
    "provider-notices": ("/notifications/provider-notices", "consulent"),
    "provider-notices-of-provider": ("/notifications/provider-notices", "aanbieder"),
    "provider-notice": ("/notifications/provider-notices/{notice}", "consulent"),
    "portal": ("/notifications/portal", "client"),
    "budgets": ("/billing/budgets", "financien"),
    "budget": ("/billing/budgets/{client}", "financien"),
    "contributions": ("/billing/contributions", "financien"),
}
DAYS = re.compile(r"\d{1,2} [a-z]+ 201[56]")
PICTURES = os.environ.get("ZL_SCREENSHOTS")
"""A folder to keep a picture of every screen in; for looking at, not for comparing."""


def keep_picture(page: Page, name: str) -> None:
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def violations(page: Page) -> list[str]:
    """What axe finds, as `rule: first place`."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found["violations"]]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", SCREENS)
def test_the_screen_has_no_accessibility_violation_and_fits(visit: Visitor, name: str, width: int) -> None:
    path, user = SCREENS[name]
    page = visit.page(path, user=user, width=width)
    keep_picture(page, f"{name}-{width}")
    assert violations(page) == []
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", SCREENS)
def test_the_browser_finds_nothing_wrong_with_the_screen(visit: Visitor, name: str) -> None:
    path, user = SCREENS[name]
    visit.page(path, user=user).wait_for_load_state("networkidle")
    assert visit.console_errors == []


@pytest.mark.parametrize("name", SCREENS)
def test_the_screen_says_the_same_without_javascript(visit: Visitor, name: str) -> None:
    path, user = SCREENS[name]
    with_script = visit.page(path, user=user).inner_text("main")
    without = visit.page(path, user=user, javascript=False).inner_text("main")
    assert without == with_script


@pytest.mark.parametrize("name", SCREENS)
def test_the_screen_is_in_dutch_and_has_a_title_of_its_own(visit: Visitor, name: str) -> None:
    path, user = SCREENS[name]
    page = visit.page(path, user=user)
    assert page.get_attribute("html", "lang") == "nl"
    assert page.title().endswith("Zachte Landing")
    assert page.title() != "Zachte Landing"


def test_the_first_tab_goes_to_the_content(visit: Visitor) -> None:
    page = visit.page("/migration/year")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#inhoud"


def test_a_caseworker_can_go_from_the_year_to_a_letter_by_links_only(visit: Visitor, site: Site) -> None:
    page = visit.page(f"/migration/clients/{site.client}")
    page.get_by_role("link", name="rieven").last.click()
    page.wait_for_load_state()
    assert "/notifications/letters" in page.url


def _sortable(day: str) -> tuple[int, int, int]:
    number, month, year = day.split()
    return int(year), MONTHS.index(month), int(number)


def test_the_client_sees_the_same_days_as_the_letter_says(visit: Visitor) -> None:
    letter = set(DAYS.findall(visit.page("/notifications/letters/{letter}").inner_text("main")))
    portal = set(DAYS.findall(visit.page("/notifications/portal", user="client").inner_text("main")))
    assert letter & portal
    assert max(letter, key=_sortable) in portal, "the last day in the letter stands in the portal too"


def test_the_client_sees_the_same_last_days_as_the_caseworker(visit: Visitor) -> None:
    file = set(DAYS.findall(visit.page("/migration/clients/{client}").inner_text("main")))
    portal = set(DAYS.findall(visit.page("/notifications/portal", user="client").inner_text("main")))
    assert portal & file


def test_no_script_or_request_goes_anywhere_else(visit: Visitor, site: Site) -> None:
    page = visit.page("/migration/year")
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.reload()
    assert hosts == {site.address.removeprefix("http://")}
