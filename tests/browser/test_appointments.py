"""An appointment is made, moved and cancelled on screen, by keyboard, on a telephone, and without JavaScript."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from services.migration.adapters.planning.tables import plan
from shared.dutch import MONTHS
from tests.browser.conftest import Site, Visitor
from tests.browser.look import faults_at_widths, follow, keep_picture, width_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDTHS = (1280, 360, 320)


def planned(site: Site) -> str:
    """A client with a plan, of whom no other test makes an appointment."""
    others = list(site.ids.values())
    with site.region.services["migration"].database.reading() as connection:
        there = select(plan.c.client_id).where(plan.c.municipality == "0321", plan.c.client_id.not_in(others))
        return str(connection.execute(there.order_by(plan.c.week, plan.c.client_id)).scalars().first())


def looks_right(page: Page, name: str) -> None:
    assert faults_at_widths(page, name, WIDTHS) == {}
    page.set_viewport_size({"width": 1280, "height": 900})


def fits(page: Page, name: str) -> None:
    """Without JavaScript axe cannot look."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        keep_picture(page, f"{name}-{width}")
        assert width_of(page) <= width
    page.set_viewport_size({"width": 1280, "height": 900})


def in_figures(words: str) -> str:
    """The day in `maandag 1 december 2014, 9.00 tot 10.00 uur`, as a date box takes it."""
    found = re.search(r"(\d+) (\w+) (\d{4})", words)
    assert found is not None
    return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1])).isoformat()


def test_an_appointment_is_made_moved_and_cancelled(visit: Visitor, site: Site) -> None:
    client = planned(site)
    page = visit.page(f"/migration/clients/{client}")
    looks_right(page, "file-without-appointment")
    follow(page, page.get_by_role("link", name="Maak een afspraak"))
    looks_right(page, "appointment-to-choose")
    with page.expect_navigation():
        page.get_by_role("button", name="Maak de afspraak").click()
    assert page.title().startswith("Fout: ")
    looks_right(page, "appointment-not-chosen")
    page.get_by_role("link", name="Kies een moment.").click()
    first = page.get_by_role("radio").first
    assert first.evaluate("element => element === document.activeElement")
    page.keyboard.press("Space")
    words = page.locator(f"label[for={first.get_attribute('id')}]").inner_text()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    section = page.locator("#afspraak")
    assert "De afspraak is gemaakt." in section.get_by_role("status").inner_text()
    day = words.split(",")[0]
    assert day in section.inner_text()
    looks_right(page, "file-with-appointment")
    with page.expect_navigation():
        page.get_by_role("button", name="Het komt de cliënt uit").click()
    assert "ja, dat hoorden wij op" in section.inner_text()
    follow(page, page.get_by_role("link", name="Verplaats de afspraak"))
    page.get_by_label("de cliënt vroeg om een ander moment").check()
    page.get_by_role("group", name=re.compile("Kies een moment")).get_by_role("radio").nth(4).check()
    looks_right(page, "appointment-to-move")
    with page.expect_navigation():
        page.get_by_role("button", name="Verplaats de afspraak").click()
    assert "De afspraak is verplaatst." in section.get_by_role("status").inner_text()
    assert "De laatste dag blijft" in section.inner_text()
    looks_right(page, "file-with-moved-appointment")
    follow(page, page.get_by_role("link", name="Zeg de afspraak af"))
    looks_right(page, "appointment-to-cancel")
    page.get_by_label("de cliënt zegt af").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Zeg de afspraak af").click()
    assert "Er is nog geen afspraak" in section.inner_text()
    assert "Eerdere afspraken: 2" in section.inner_text()


def test_a_week_is_planned_at_once_and_an_ill_caseworker_gives_it_back(visit: Visitor, site: Site) -> None:
    page = visit.page("/migration/agenda?municipality=0353", user="beheerder", javascript=False)
    follow(page, page.get_by_role("link", name="Naar de eerste week daarna met gesprekken"))
    fits(page, "agenda-to-plan")
    with page.expect_navigation():
        page.get_by_role("button", name="Maak de afspraken van deze week").click()
    assert re.search(r"Er (is|zijn) \d+ afspra", page.get_by_role("status").inner_text())
    fits(page, "agenda-planned")
    row = page.locator("tbody tr", has=page.locator("td li")).first
    follow(page, row.get_by_role("link").first)
    fits(page, "caseworker-with-appointments")
    when = page.locator("main tbody td").first.inner_text()
    page.get_by_label("Eerste dag").fill(in_figures(when))
    with page.expect_navigation():
        page.get_by_role("button", name="Meld ziek").click()
    assert "is ziek gemeld" in page.locator("[role=status]").inner_text()
    fits(page, "caseworker-ill")
