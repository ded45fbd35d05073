"""From the start to a letter, with nothing but what the screens offer: by links, and by keyboard alone."""

import re

import pytest
from playwright.sync_api import Locator, Page
from sqlalchemy import select

from services.notifications.adapters.letters.tables import letter
from tests.browser.conftest import Site, Visitor, let_die
from tests.browser.look import follow, keep_picture, violations, width_of
from tests.support.pdf_text import text_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CLIENT_LINK = re.compile(r"/migration/clients/([0-9a-f-]{36})(?:\?|$)")
MOST_TABS = 150
FOCUS = """() => {
    const style = getComputedStyle(document.activeElement), box = document.activeElement.getBoundingClientRect();
    const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
    const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return marked && seen ? '' : document.activeElement.outerHTML.slice(0, 160);
}"""
"""Empty when one sees where the keyboard is, and else the element on which one does not."""


def first_with_a_letter(page: Page, site: Site) -> Locator:
    """The first client in the list of whom there is a letter to read."""
    for link in page.locator("main table a").all():
        found = CLIENT_LINK.search(link.get_attribute("href") or "")
        if found and found[1] in site.lettered:
            return link
    raise AssertionError("nobody on this page has a letter")


def tab_to(page: Page, target: Locator) -> None:
    """Presses Tab until `target` has the focus. Fails on a stop that one does not see, and when it is never reached."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS) == "", "the focus can be seen on every stop"
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"not reached in {MOST_TABS} tabs: {target}")


def enter(page: Page, target: Locator) -> None:
    tab_to(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_caseworker_goes_from_the_year_to_a_letter_by_links_only(visit: Visitor, site: Site) -> None:
    page = visit.page("/")
    assert page.locator("h1").inner_text() == "Mijn werk"
    follow(page, page.get_by_role("link", name="Jaaroverzicht"))
    assert page.locator("h1").inner_text() == "Het jaar in één oogopslag"
    follow(page, page.get_by_role("link", name="herbeoordelen", exact=True))
    chosen = first_with_a_letter(page, site)
    name = chosen.inner_text()
    follow(page, chosen)
    assert page.locator("h1").inner_text() == name
    follow(page, page.get_by_role("link", name="Brieven aan deze cliënt"))
    follow(page, page.get_by_role("link", name=name))
    link = page.get_by_role("link", name="Open de brief als PDF").get_attribute("href")
    answer = page.request.get(f"{site.address}{link}")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert name in text_of(answer.body())


def test_a_client_opens_the_own_letter_as_pdf_from_the_portal(visit: Visitor, site: Site) -> None:
    page = visit.page("/", user="client")
    follow(page, page.get_by_role("link", name="Lees de brief van"))
    addressee = page.locator(".zl-sheet p").first.inner_text().splitlines()[0]
    link = page.get_by_role("link", name="Open de brief als PDF").get_attribute("href")
    assert addressee in text_of(page.request.get(f"{site.address}{link}").body())
    follow(page, page.get_by_role("link", name="Terug naar uw overzicht"))
    assert page.locator("h1").inner_text() == "Uw zorg in 2015"


def test_the_way_from_a_letter_leads_back_to_the_file_and_on_to_the_portal(visit: Visitor) -> None:
    page = visit.page("/notifications/letters?client={client}")
    follow(page, page.get_by_role("link", name="Terug naar het dossier"))
    name = page.locator("h1").inner_text()
    follow(page, page.get_by_role("link", name="Zo ziet de cliënt het zelf"))
    assert f"Zo ziet {name} het eigen overzicht." in page.inner_text("main")
    follow(page, page.get_by_role("link", name="Terug naar het dossier"))
    assert page.locator("h1").inner_text() == name


def test_the_functional_manager_finds_every_parked_message_by_links(visit: Visitor) -> None:
    page = visit.page("/", user="beheerder")
    assert "berichten zijn niet verwerkt" in page.get_by_text("Voortgang").first.inner_text()
    follow(page, page.get_by_role("link", name="Kijk per oorzaak wat er niet verwerkt is"))
    assert page.get_by_role("button", name="Probeer opnieuw").count() == 3
    for place in range(3):
        page = visit.page("/parked", user="beheerder")
        follow(page, page.locator("tbody th a").nth(place))
        follow(page, page.locator("tbody th a").first)
        assert page.get_by_role("button", name="Probeer opnieuw").count() == 1
        page.get_by_label("Waarom kijkt u in dit bericht?").fill("De leverancier vraagt ernaar.")
        with page.expect_navigation():
            page.get_by_role("button", name="Kijk in het bericht").click()
        assert '"municipality"' in page.inner_text("main")


def test_the_first_tab_goes_to_the_content(visit: Visitor) -> None:
    page = visit.page("/migration/year")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#inhoud"


def test_the_main_route_is_walked_by_tab_and_enter_with_visible_focus(visit: Visitor, site: Site) -> None:
    page = visit.page("/")
    enter(page, page.get_by_role("link", name="Jaaroverzicht"))
    enter(page, page.get_by_role("link", name="herbeoordelen", exact=True))
    enter(page, first_with_a_letter(page, site))
    name = page.locator("h1").inner_text()
    enter(page, page.get_by_role("link", name="Brieven aan deze cliënt"))
    enter(page, page.get_by_role("link", name=name))
    tab_to(page, page.get_by_role("link", name="Open de brief als PDF"))
    assert name in page.inner_text(".zl-sheet")


def test_a_file_leads_back_to_the_list_as_it_was(visit: Visitor) -> None:
    page = visit.page("/migration/clients?municipality=0321&sort=-born", javascript=False)
    left = page.url
    follow(page, page.locator("main tbody th a").first)
    follow(page, page.locator("main").get_by_role("link", name="Herbeoordeling", exact=True))
    follow(page, page.get_by_role("link", name="Naar het dossier"))
    follow(page, page.get_by_role("link", name="Brieven aan deze cliënt"))
    follow(page, page.get_by_role("link", name="Terug naar het dossier"))
    follow(page, page.get_by_role("link", name="Naar de lijst met cliënten"))
    assert page.url == left


@pytest.mark.parametrize(
    ("path", "back"),
    [
        ("/notifications/letters?state=printed&sort=-date", "Alle brieven"),
        ("/notifications/print-runs?municipality=0321", "Alle afdrukken"),
        ("/intake/deliveries?sort=created", "Alle aanleveringen"),
    ],
)
def test_a_page_leads_back_to_the_list_as_it_was(visit: Visitor, path: str, back: str) -> None:
    page = visit.page(path, javascript=False)
    left = page.url
    follow(page, page.locator("main tbody th a").first)
    follow(page, page.get_by_role("link", name=back, exact=True))
    assert page.url == left


def test_a_long_menu_stands_on_one_line_and_its_groups_open_by_keyboard(visit: Visitor) -> None:
    page = visit.page("/notifications/mailings")
    menu = page.get_by_role("navigation", name="Hoofdmenu")
    tops = {round(box["y"]) for item in menu.locator("> ul > li").all() if (box := item.bounding_box())}
    assert len(tops) == 1
    assert menu.locator("summary[aria-current]").inner_text() == "Post"
    tab_to(page, menu.locator("summary", has_text="Post"))
    page.keyboard.press("Enter")
    keep_picture(page, "menu-open-1280")
    assert violations(page) == []
    page.keyboard.press("Tab")
    enter(page, menu.get_by_role("link", name="Afdrukken"))
    assert page.locator("h1").inner_text() == "Afdrukken"


@pytest.mark.parametrize("width", [360, 320])
def test_on_a_telephone_a_group_of_the_menu_opens_without_a_script(visit: Visitor, width: int) -> None:
    page = visit.page("/notifications/mailings", width=width, javascript=False)
    page.get_by_role("button", name="Menu").click()
    page.locator(".zl-nav summary", has_text="Voortgang").click()
    keep_picture(page, f"menu-open-{width}")
    assert width_of(page) == width
    follow(page, page.locator(".zl-nav").get_by_role("link", name="Termijnen"))
    assert page.locator("h1").inner_text().startswith("Termijnen")


def test_a_name_is_searched_for_by_keyboard_and_the_filter_too(visit: Visitor) -> None:
    page = visit.page("/migration/clients")
    found = page.locator("main tbody a").first.inner_text()
    tab_to(page, page.locator("main").get_by_role("searchbox"))
    page.keyboard.type(found.split()[-1])
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert found in page.locator("main table").inner_text()


def test_a_held_back_person_is_found_and_leads_to_the_row(visit: Visitor) -> None:
    page = visit.page("/intake/deliveries")
    follow(page, page.get_by_role("link", name="vastgehouden").first)
    assert page.locator(".zl-nav [aria-current=page]").text_content() == "Aanleveringen"
    name = page.locator("main tbody th").first.inner_text().splitlines()[0]
    page.locator("main").get_by_role("searchbox").fill(name)
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Zoek", exact=True).click()
    assert name.split()[-1] not in page.url
    assert page.locator("main tbody th").first.inner_text().startswith(name)
    follow(page, page.get_by_role("link", name="Regel").first)
    row = page.locator("tr:target")
    assert row.is_visible()
    assert name.split()[-1] in row.inner_text()
    page.go_back()
    assert page.locator("main tbody th").first.inner_text().startswith(name)


def test_a_search_for_a_letter_survives_a_filter_and_back(visit: Visitor) -> None:
    page = visit.page("/notifications/letters")
    before = page.locator(".zl-found").inner_text()
    page.locator("main").get_by_role("searchbox").fill("van")
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Zoek", exact=True).click()
    found = page.locator(".zl-found").inner_text()
    assert found != before
    page.get_by_label("Stand").select_option("printed")
    with page.expect_navigation():
        page.get_by_role("button", name="Toon").click()
    assert "“van”" in page.inner_text(".zl-chosen")
    page.go_back()
    page.go_back()
    assert page.locator(".zl-found").inner_text() == before


def test_a_manager_takes_a_letter_out_and_hands_the_run_over(visit: Visitor, site: Site) -> None:
    run, client, name = last_printed(site)
    let_die(site.region, client)
    for width in (360, 1280):
        page = visit.page(f"/notifications/print-runs/{run}", user="beheerder", width=width, javascript=False)
        keep_picture(page, f"print-run-to-take-out-{width}")
        assert width_of(page) <= width
    page = visit.page("/notifications/print-runs", user="beheerder")
    follow(page, page.get_by_role("link", name=re.compile("uit de stapel halen")))
    follow(page, page.get_by_role("link", name=name, exact=True))
    follow(page, page.get_by_role("link", name="Naar de afdruk"))
    assert page.get_by_role("button", name="Afdruk overgedragen").count() == 0
    assert violations(page) == []
    enter(page, page.get_by_role("button", name=re.compile(f"Uit de stapel gehaald brief aan {re.escape(name)}")))
    assert name not in page.url
    assert page.get_by_role("status").inner_text() == "Wij hebben bewaard dat de brief uit de stapel is."
    assert violations(page) == []
    keep_picture(page, "print-run-taken-out-1280")
    follow(page, page.get_by_role("button", name="Afdruk overgedragen"))
    assert "is overgedragen op" in page.inner_text("main")
    assert page.get_by_role("button", name=re.compile("stapel|overgedragen")).count() == 0
    assert violations(page) == []
    keep_picture(page, "print-run-handed-over-1280")
    page = visit.page(f"/notifications/print-runs/{run}", user="beheerder", width=360)
    keep_picture(page, "print-run-handed-over-360")
    assert width_of(page) <= 360
    assert violations(page) == []


def last_printed(site: Site) -> tuple[str, str, str]:
    """The run, the client and the name of the last printed letter by name, to somebody whom no other test opens."""
    columns = letter.c
    printed = select(columns.print_run_id, columns.client_id, columns.client_name).where(
        columns.state == "printed", columns.client_id.not_in(site.ids.values())
    )
    with site.region.services["notifications"].database.reading() as connection:
        row = connection.execute(printed.order_by(columns.search_name.desc(), columns.client_id)).first()
    assert row is not None
    return (row.print_run_id, row.client_id, row.client_name)
