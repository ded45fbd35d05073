"""A provider's planner sees what happens to its clients next month and answers; our staff sees the answer."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visitor
from tests.browser.look import faults_at_widths, keep_picture

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def unfold(page: Page) -> None:
    """On a telephone the filters are folded away."""
    fold = page.locator("details.zl-fold")
    if fold.get_attribute("open") is None and not page.get_by_label("Wanneer").is_visible():
        fold.locator("summary").click()


@pytest.mark.parametrize(
    ("width", "javascript"), [(1280, True), (360, False)], ids=["desk", "telephone-without-script"]
)
def test_a_planner_sees_next_month_and_answers(visit: Visitor, site: Site, width: int, javascript: bool) -> None:
    page = visit.page("/", user="aanbieder", width=width, javascript=javascript)
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw cliënten")
    unfold(page)
    page.get_by_label("Wanneer").select_option("volgende maand")
    page.get_by_role("button", name="Toon").click()
    expect(page.get_by_text("Wanneer: volgende maand")).to_be_visible()
    rows = page.get_by_role("row").filter(has_text="gesprek gepland")
    expect(rows.first).to_contain_text("Het gesprek met de cliënt staat gepland in week")
    number = rows.first.get_by_role("rowheader").inner_text().split()[0]
    rows.first.get_by_role("link", name=f"Antwoord over besluit {number}").click()

    page.get_by_role("button", name="Verstuur het antwoord").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies wat u wilt melden.")
    page.get_by_label("De zorg kan niet wachten").check()
    page.get_by_label("Wat moeten wij weten?").fill("De mantelzorger valt uit.")
    keep_picture(page, f"provider-answers-filled-{width}")
    page.get_by_role("button", name="Verstuur het antwoord").click()
    expect(page.get_by_text("Uw antwoord is binnen.")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text=number).first).to_contain_text("kan niet wachten")
    if javascript:  # axe needs it
        assert faults_at_widths(page, f"provider-answered-{width}", [width]) == {}

    office = visit.page("/notifications/provider-answers", user="consulent", width=width, javascript=javascript)
    row = office.get_by_role("row").filter(has_text="De mantelzorger valt uit.").first
    expect(row).to_contain_text("kan niet wachten")
    if javascript:
        assert faults_at_widths(office, f"provider-answers-{width}", [width]) == {}
    row.get_by_role("button", name="Ik pak dit op").click()
    expect(office.get_by_text("Dit antwoord is nu van u.")).to_be_visible()
    office.get_by_role("row").filter(has_text="De mantelzorger valt uit.").first.get_by_role(
        "button", name="Klaar"
    ).click()
    expect(office.get_by_text("Dit antwoord is klaar.")).to_be_visible()
    assert [error for error in visit.console_errors if "400 (BAD REQUEST)" not in error] == []
