"""Every screen in a real browser: accessible, readable on a telephone, usable by keyboard and without JavaScript."""

import pytest

from tests.browser.conftest import Site, Visitor
from tests.browser.look import WIDTHS, faults_at_widths, longest_line

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCREENS = {
    "sign-in": ("/aanmelden", "consulent"),
    "accessibility": ("/toegankelijkheid", "consulent"),
    "accessibility-for-a-client": ("/toegankelijkheid", "client"),
    "year": ("/migration/year", "consulent"),
    "year-one-municipality": ("/migration/year?municipality=0321", "consulent"),
    "clients": ("/migration/clients", "consulent"),
    "clients-on-a-list": ("/migration/clients?list=to-insurer&sort=-born", "consulent"),
    "clients-nobody": ("/migration/clients?list=overdue&state=deceased", "consulent"),
    "client": ("/migration/clients/{client}", "consulent"),
    "client-of-several": ("/migration/clients/{several}", "consulent"),
    "clients-by-step": ("/migration/clients?step=make-appointment&due=any", "consulent"),
    "clients-of-the-team": ("/migration/clients?owner=caseworkers&waiting=no", "consulent-houten"),
    "control": ("/migration/control", "consulent"),
    "control-of-one-town": ("/migration/control?municipality=0321", "financien"),
    "my-work": ("/migration/my-work", "consulent"),
    "team": ("/migration/team", "consulent"),
    "deadlines": ("/migration/deadlines", "consulent"),
    "deadlines-soon-of-one-town": ("/migration/deadlines?due=8&municipality=0321&sort=-due", "consulent"),
    "deadlines-without-any": ("/migration/deadlines?kind=view", "consulent"),
    "late-promises": ("/migration/control/promises", "consulent"),
    "deadlines-counted-again": ("/migration/deadlines/changes", "consulent"),
    "deadlines-of-client": ("/migration/deadlines/{client}", "consulent"),
    "parked": ("/parked", "beheerder"),
    "parked-of-one-service": ("/parked?service=billing&kind=unreadable", "beheerder"),
    "parked-for-rights": ("/migration/parked", "beheerder"),
    "parked-message": ("/migration/parked/{parked}", "beheerder"),
    "parked-trail": ("/parked/migration/{parked}/trail", "beheerder"),
    "parked-put-aside": ("/migration/parked?standing=aside", "beheerder"),
    "parked-for-budgets": ("/billing/parked", "beheerder"),
    "parked-for-letters": ("/notifications/parked", "beheerder"),
    "year-of-the-manager": ("/migration/year", "beheerder"),
    "access": ("/intake/access", "beheerder"),
    "access-for-the-auditor": ("/intake/access?role=finance&state=ended&sort=begins", "auditor"),
    "access-new": ("/intake/access/new", "beheerder"),
    "deliveries": ("/intake/deliveries", "consulent"),
    "delivery": ("/intake/deliveries/{delivery}", "consulent"),
    "held-back": ("/intake/held-back", "consulent"),
    "held-back-of-one-town": ("/intake/held-back?municipality=0321&state=new&sort=-born", "consulent-houten"),
    "forgettings-without-any": ("/intake/forgettings", "beheerder"),
    "forgetting-proposed": ("/intake/forgettings/new?client={client}", "beheerder"),
    "forgetting-due": ("/intake/due", "auditor"),
    "letters": ("/notifications/letters", "consulent"),
    "letters-that-stay": ("/notifications/letters?state=withheld&sort=-date", "consulent"),
    "letters-without-any": ("/notifications/letters?attention=deceased", "consulent"),
    "letter-kinds": ("/notifications/letters/kinds", "consulent"),
    "letters-of-one-kind": ("/notifications/letters?kind=announcement", "consulent"),
    "letter-of-the-client": ("/notifications/letters/{letter}", "client"),
    "letters-of-client": ("/notifications/letters?client={client}", "consulent"),
    "letter-recipients": ("/notifications/letters/recipients/{client}", "consulent"),
    "letter": ("/notifications/letters/{letter}", "consulent"),
    "letters-that-came-back": ("/notifications/letters?attention=returned", "consulent"),
    "who-looked": ("/notifications/looks", "auditor"),
    "who-looked-without-any": ("/notifications/looks?role=finance&since=2014-01-01&until=2014-01-02", "auditor"),
    "odd-looks": ("/notifications/looks/odd", "beheerder"),
    "who-looked-for-the-client": ("/notifications/portal/looks", "client"),
    "mailings": ("/notifications/mailings", "consulent"),
    "mailing-released": ("/notifications/mailings/{mailing}", "consulent"),
    "print-runs": ("/notifications/print-runs", "consulent"),
    "print-run": ("/notifications/print-runs/{run}", "consulent"),
    "provider-notices": ("/notifications/provider-notices", "consulent"),
    "provider-notices-of-provider": ("/notifications/provider-notices", "aanbieder"),
    "provider-notice": ("/notifications/provider-notices/{notice}", "consulent"),
    "provider-notice-of-provider": ("/notifications/provider-notices/{notice}", "aanbieder"),
    "provider-clients": ("/notifications/provider-clients", "consulent"),
    "provider-clients-of-provider": ("/notifications/provider-clients?period=next-month", "aanbieder"),
    "provider-clients-without-any": ("/notifications/provider-clients?stage=ended", "aanbieder"),
    "provider-answer": ("/notifications/provider-clients/{provided}/answer", "aanbieder"),
    "provider-answers": ("/notifications/provider-answers", "consulent"),
    "print-runs-of-one-town": ("/notifications/print-runs", "consulent-houten"),
    "portal": ("/notifications/portal", "client"),
    "budgets": ("/billing/budgets", "financien"),
    "budgets-of-one-state": ("/billing/budgets?state=granted&municipality=0321&sort=-net", "financien"),
    "contribution": (
        "/billing/contributions?regime=awbz-transition&household=single&pensionAge=none&assets=0"
        "&costPriceInPeriod=500&on=2015-03-01&incomeYear=15000",
        "financien",
    ),
    "budget": ("/billing/budgets/{client}", "financien"),
    "contributions": ("/billing/contributions", "financien"),
    "portal-read-by-staff": ("/notifications/portal?client={several}", "consulent"),
    "agenda": ("/migration/agenda?municipality=0321&week={week}", "consulent"),
    "agenda-without-conversations": ("/migration/agenda?municipality=0321", "auditor"),
    "caseworkers": ("/migration/caseworkers", "consulent"),
    "caseworker": ("/migration/caseworkers/{caseworker}", "consulent"),
    "caseworker-change": ("/migration/caseworkers/{caseworker}/change", "beheerder"),
    "appointment": ("/migration/clients/{planned}/appointment", "consulent"),
    "client-without-letter": ("/notifications/letters?client=00000000-0000-4000-8000-000000000000", "consulent"),
}


@pytest.mark.parametrize("name", SCREENS)
def test_the_screen_is_accessible_and_fits_and_says_the_same_without_javascript(visit: Visitor, name: str) -> None:
    """One page for all of it, and one without JavaScript: a browser needs more time to open a screen than to look."""
    path, user = SCREENS[name]
    page = visit.page(path, user=user)
    assert faults_at_widths(page, name, WIDTHS) == {}
    assert page.locator("h1").count() == 1
    assert page.get_attribute("html", "lang") == "nl"
    assert page.title().endswith(" - Zachte Landing")
    page.wait_for_load_state("networkidle")
    assert visit.console_errors == []
    page.set_viewport_size({"width": max(WIDTHS), "height": 900})
    without_script = visit.page(path, user=user, width=max(WIDTHS), javascript=False)
    assert without_script.inner_text("main") == page.inner_text("main")


@pytest.mark.parametrize("name", ["year", "portal", "letter", "delivery", "accessibility-for-a-client"])
def test_no_line_of_text_is_longer_than_one_reads(visit: Visitor, name: str) -> None:
    path, user = SCREENS[name]
    line = longest_line(visit.page(path, user=user))
    assert 40 < len(line) <= 72, line


def test_the_year_on_paper_lies_on_its_side_with_columns_and_says_for_whom_and_when(visit: Visitor) -> None:
    page = visit.page("/migration/year?municipality=0321", width=1000)
    only_on_screen = (".zl-search", ".zl-nav", ".zl-fold")
    for gone in only_on_screen:
        assert page.locator(gone).first.is_visible(), f"{gone} is on the screen"
    page.emulate_media(media="print")
    assert page.locator(".zl-chart__columns").is_visible()
    assert page.locator(".zl-band").inner_text().split("\n")[0] == "Gemeente Houten"
    assert "2014" in page.inner_text(".zl-band__who")
    for gone in only_on_screen:
        assert not page.locator(gone).first.is_visible(), gone
    sheet = page.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 842" in sheet or b"/MediaBox [0 0 841" in sheet, "A4 on its side"


def test_the_first_tab_goes_to_the_content(visit: Visitor) -> None:
    page = visit.page("/migration/year")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#inhoud"


def test_no_script_or_request_goes_anywhere_else(visit: Visitor, site: Site) -> None:
    page = visit.page("/migration/year")
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.reload()
    assert hosts == {site.address.removeprefix("http://")}


@pytest.mark.parametrize(("path", "user"), [SCREENS["letter"], SCREENS["provider-notice"]], ids=["letter", "notice"])
def test_a_telephone_shows_the_whole_table_without_scrolling_or_overlap(visit: Visitor, path: str, user: str) -> None:
    tables = visit.page(path, user=user, width=360).locator(".zl-scroll:has(.zl-stack)")
    assert tables.evaluate_all("sheets => sheets.every(sheet => sheet.scrollWidth <= sheet.clientWidth)")
    cells = tables.locator("tbody th, tbody td")
    assert cells.count() > 2
    assert cells.evaluate_all("cells => cells.filter(cell => cell.scrollHeight > cell.clientHeight).length") == 0


def test_a_proposal_to_forget_somebody_is_accessible_for_who_made_it_and_for_who_confirms(visit: Visitor) -> None:
    page = visit.page("/intake/forgettings/new?client={client}", user="beheerder")
    page.get_by_label("per ongeluk aangeleverd").check()
    page.get_by_label("Uitleg").fill("Verkeerd bestand.")
    page.get_by_role("button", name="Stel voor").click()
    page.wait_for_selector("text=U hebt dit zelf voorgesteld")
    assert faults_at_widths(page, "forgetting", WIDTHS) == {}
    assert page.get_by_role("button", name="Vergeet deze cliënt voorgoed").count() == 0
    listed = visit.page("/intake/forgettings", user="beheerder-2")
    assert faults_at_widths(listed, "forgettings", WIDTHS) == {}
    listed.get_by_role("link", name="Nummer 1").click()
    assert listed.get_by_role("button", name="Vergeet deze cliënt voorgoed").count() == 1
    listed.get_by_role("button", name="Trek het voorstel in").click()
    listed.wait_for_selector("text=Ingetrokken door")
