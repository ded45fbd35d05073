"""Every macro of the look in a real browser: accessible at three widths, usable without mouse and without script."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from waitress.server import create_server

from tests.browser.look import WIDTHS, faults_at_widths, follow, keep_picture, violations, width_of
from tests.support.gallery import CASEWORKER, CLIENT, SUNNY, gallery

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCREENS = {
    "work": "/werk",
    "year": "/jaar",
    "file": "/dossier",
    "list": "/lijst",
    "list-filtered": "/lijst?state=planned&municipality=0321&sort=-born&page=12",
    "list-empty": "/lijst?page=40",
    "search-gone": "/lijst?search=made-up-token",
    "form": "/formulier",
    "refused": "/lijst?sort=salary",
}


@dataclass
class Gallery:
    browser: Browser
    addresses: dict[str, str]
    pages: list[Page] = field(default_factory=list)

    def open(self, path: str, *, of: str = "office", width: int = 1280, **options: object) -> Page:
        page = self.browser.new_page(viewport={"width": width, "height": 900}, locale="nl-NL", **options)  # type: ignore[arg-type]
        self.pages.append(page)
        page.goto(self.addresses[of] + path)
        return page


@pytest.fixture(scope="module")
def addresses() -> Iterator[dict[str, str]]:
    made = {"office": gallery(), "client": gallery(CLIENT), "sunny": gallery(CASEWORKER, SUNNY)}
    served = {name: serve(app) for name, app in made.items()}
    yield {name: f"http://127.0.0.1:{server.effective_port}" for name, server in served.items()}
    for server in served.values():
        server.close()


def serve(app: Flask):  # type: ignore[no-untyped-def]
    server = create_server(app, host="127.0.0.1", port=0, threads=8)
    threading.Thread(target=server.run, daemon=True).start()
    return server


@pytest.fixture
def looking(browser: Browser, addresses: dict[str, str]) -> Iterator[Gallery]:
    found = Gallery(browser, addresses)
    yield found
    for page in found.pages:
        page.close()


@pytest.mark.parametrize("name", SCREENS)
def test_every_macro_is_accessible_and_fits(looking: Gallery, name: str) -> None:
    assert faults_at_widths(looking.open(SCREENS[name]), f"gallery-{name}", WIDTHS) == {}


@pytest.mark.parametrize(("of", "path"), [("client", "/portaal"), ("sunny", "/werk"), ("sunny", "/dossier")])
def test_the_client_sees_the_own_town_and_a_light_colour_is_readable(looking: Gallery, of: str, path: str) -> None:
    name = f"gallery-{of}{path.replace('/', '-')}"
    assert faults_at_widths(looking.open(path, of=of), name, (1280, 320)) == {}


@pytest.mark.parametrize("width", [1280, 320])
def test_a_form_that_comes_back_tells_it_first_and_leads_to_its_fields(looking: Gallery, width: int) -> None:
    page = looking.open("/formulier", width=width, java_script_enabled=False)
    follow(page, page.get_by_role("button", name="Besluit vastleggen"))
    keep_picture(page, f"gallery-form-wrong-{width}")
    assert page.title().startswith("Fout: ")
    told = page.get_by_role("alert")
    assert told.evaluate("element => element === document.activeElement")
    told.get_by_role("link", name="Schrijf waarom u dit besluit").click()
    assert page.locator("#reason").evaluate("field => field === document.activeElement")
    described = page.locator("#reason").get_attribute("aria-describedby")
    assert described == "reason-uitleg reason-fout"


def test_a_form_that_comes_back_is_accessible(looking: Gallery) -> None:
    page = looking.open("/formulier", width=320)
    follow(page, page.get_by_role("button", name="Besluit vastleggen"))
    assert violations(page) == []
    assert width_of(page) <= 320


def test_a_name_is_searched_for_without_standing_in_the_address_and_back_works(looking: Gallery) -> None:
    page = looking.open("/lijst?state=planned", java_script_enabled=False)
    page.get_by_role("searchbox", name="Zoek een cliënt").fill("Kuiper")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Kuiper" not in page.url
    assert "state=planned&search=" in page.url
    assert page.get_by_role("searchbox", name="Zoek een cliënt").input_value() == "Kuiper"
    assert page.locator("tbody th").all_inner_texts() == ["G.J. Kuiper-van den Heuvel"]
    follow(page, page.locator("tbody th a"))
    page.go_back()
    assert page.locator("tbody th").all_inner_texts() == ["G.J. Kuiper-van den Heuvel"]
    follow(page, page.get_by_role("link", name="Kuiper").first)
    assert page.url.endswith("/lijst?state=planned")


def test_a_head_sorts_and_keeps_the_filters(looking: Gallery) -> None:
    page = looking.open("/lijst?state=planned&page=3", java_script_enabled=False)
    follow(page, page.get_by_role("columnheader").get_by_role("link", name="Geboren op"))
    assert page.url.endswith("/lijst?state=planned&sort=born")
    assert page.get_by_role("columnheader", name="Geboren op").get_attribute("aria-sort") == "ascending"


def test_on_a_telephone_the_menu_folds_out_without_a_script(looking: Gallery) -> None:
    page = looking.open("/werk", width=360, java_script_enabled=False)
    link = page.get_by_role("link", name="Aanleveringen")
    assert not link.is_visible()
    page.get_by_role("button", name="Menu").click()
    keep_picture(page, "gallery-menu-360")
    assert link.is_visible()


def test_the_filters_stand_open_beside_a_list_and_fold_out_on_a_telephone(looking: Gallery) -> None:
    assert looking.open("/lijst").get_by_label("Stand").is_visible()
    page = looking.open("/lijst", width=360, java_script_enabled=False)
    assert not page.get_by_label("Stand").is_visible()
    page.locator("summary", has_text="Filteren").click()
    page.get_by_label("Stand").select_option("planned")
    with page.expect_navigation():
        page.get_by_role("button", name="Toon").click()
    assert page.url.endswith("state=planned")


@pytest.mark.parametrize("path", ["/lijst", "/dossier", "/formulier"])
def test_one_sees_where_the_keyboard_is_on_every_stop(looking: Gallery, path: str) -> None:
    page = looking.open(path)
    page.keyboard.press("Tab")
    seen = 0
    while page.evaluate("document.activeElement !== document.body") and seen < 60:
        marked = "style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2"
        assert page.evaluate(f"({marked})(getComputedStyle(document.activeElement))"), page.evaluate(
            "document.activeElement.outerHTML.slice(0, 200)"
        )
        page.keyboard.press("Tab")
        seen += 1
    assert seen > 10


def test_what_one_presses_is_large_enough(looking: Gallery) -> None:
    small = """() => [...document.querySelectorAll(
        'main :is(button, input:not([type=hidden]), select, textarea, summary)')]
        .filter(each => each.checkVisibility())
        .filter(each => { const box = each.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
        .map(each => each.outerHTML.slice(0, 120))"""
    for path in ("/lijst?page=12", "/formulier", "/dossier"):
        for width in (1280, 320):
            assert looking.open(path, width=width).evaluate(small) == []


def test_text_is_at_most_seventy_characters_wide(looking: Gallery) -> None:
    page = looking.open("/dossier")
    wide = """() => [...document.querySelectorAll('main p')].filter(p => {
        const ruler = document.createElement('span'); ruler.textContent = '0'.repeat(70); ruler.className = 'zl-nowrap';
        p.append(ruler); const most = ruler.offsetWidth + 1; ruler.remove();
        return p.offsetWidth > most; }).map(p => p.textContent)"""
    assert page.evaluate(wide) == []


def test_on_paper_there_is_only_what_the_page_says(looking: Gallery) -> None:
    page = looking.open("/lijst?state=planned&page=3")
    only_on_screen = (".zl-nav", ".zl-demo-bar", ".zl-pages", ".zl-fields", ".zl-chosen")
    for gone in only_on_screen:
        assert page.locator(gone).first.is_visible(), f"{gone} is on the screen"
    page.emulate_media(media="print")
    keep_picture(page, "gallery-print")
    assert page.locator(".zl-band").is_visible(), "it says for whom"
    for gone in only_on_screen:
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator("table").is_visible()
    assert page.locator("tbody a").first.evaluate("a => getComputedStyle(a).color") == "rgb(0, 0, 0)"


def test_the_colours_of_the_system_are_taken_over(looking: Gallery) -> None:
    for path in ("/werk", "/dossier", "/formulier"):
        page = looking.open(path, forced_colors="active")
        keep_picture(page, f"gallery-forced{path.replace('/', '-')}")
        assert page.locator("h1").is_visible()


def test_lists_have_no_default_bullets(looking: Gallery) -> None:
    items = looking.open("/lijst?sort=salary&page=0").locator("main li")
    assert items.count() == 2
    marks = items.evaluate_all("items => items.map(item => getComputedStyle(item, '::marker').content)")
    assert set(marks) == {'""'}


def test_the_font_of_the_page_is_ours(looking: Gallery) -> None:
    page = looking.open("/lijst")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').length") == 2, (
        "Latin and extended"
    )
