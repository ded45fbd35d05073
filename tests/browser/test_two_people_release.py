"""A mailing on the screen: one person looks it over and releases it, a second one too, and a letter comes back."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from deploy.data_dir import FileClock
from services.notifications.adapters.letters.tables import letter
from shared.transport.topics import TOPICS
from tests.browser.conftest import Site, Visitor
from tests.browser.look import faults_at_widths, follow, follow_menu, keep_picture, violations, width_of
from tests.support.notifications import Person, appointed, transferred

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TOWN, NAME = "0331", "Lopik"
WIDTHS = (1280, 360, 320)
RELEASE = "Geef deze mailing vrij"


def gather(site: Site, letters: int = 101, begin: int = 1000) -> None:
    """So many new clients of one town get a letter. Their care goes to the insurer, so nobody waits for a plan."""
    people = [Person(begin + number, municipality=TOWN, surname="Wachtend", function="VP") for number in range(letters)]
    site.region.transport.append(TOPICS["intake"], [transferred(person) for person in people])
    site.region.work()


def open_the_mailing(visit: Visitor, user: str) -> Page:
    page = visit.page("/notifications/letters", user=user, javascript=False)
    follow_menu(page, "Mailings")
    follow(page, page.locator("main table").first.get_by_role("link", name=NAME, exact=True))
    return page


def test_two_people_release_a_mailing_and_only_then_it_is_printed(visit: Visitor, site: Site) -> None:
    gather(site)
    page = open_the_mailing(visit, "consulent")
    assert "Daarom geven twee mensen deze mailing vrij." in page.inner_text("main")
    looked_at = visit.page(page.url.removeprefix(site.address), user="consulent")
    assert faults_at_widths(looked_at, "mailing-to-release", WIDTHS) == {}
    follow(page, page.locator("#voorbeelden ~ div table").get_by_role("link").first)
    assert page.locator(".zl-sheet").count() == 1
    page.go_back()
    follow(page, page.get_by_role("button", name=RELEASE))
    said = "U hebt deze mailing vrijgegeven. Iemand anders moet dat ook nog doen."
    assert page.get_by_role("status").inner_text() == said
    assert page.get_by_role("button", name=RELEASE).count() == 0
    site.region.tick(site.region.clock.today())
    assert waiting(site) == 101

    page = open_second(visit)
    assert violations(page) == []
    keep_picture(page, "mailing-second-1280")
    follow(page, page.get_by_role("button", name=RELEASE))
    assert "Deze mailing is vrijgegeven." in page.get_by_role("status").inner_text()
    site.region.tick(site.region.clock.today())
    assert waiting(site) == 0
    page.reload()
    assert "101 afgedrukt" in page.inner_text("main")
    assert re.search("Noor Demo, op .* 2014", page.inner_text("main"))
    assert re.search("Sam Demo, op .* 2014", page.inner_text("main"))
    done = visit.page("/notifications/mailings", user="consulent")
    assert faults_at_widths(done, "mailings-after-release", WIDTHS) == {}


def open_second(visit: Visitor) -> Page:
    page = visit.page("/notifications/mailings", user="beheerder")
    follow(page, page.locator("main tr", has_text="wacht op een tweede persoon").get_by_role("link", name=NAME))
    return page


def waiting(site: Site) -> int:
    query = select(letter.c.id).where(letter.c.municipality == TOWN, letter.c.state == "ready")
    with site.region.services["notifications"].database.reading() as connection:
        return len(connection.execute(query).all())


def test_a_letter_that_came_back_is_recorded_on_its_page(visit: Visitor, site: Site) -> None:
    run, letter_id, name = printed(site)
    page = visit.page(f"/notifications/print-runs/{run}", user="beheerder", javascript=False)
    follow(page, page.get_by_role("button", name="Afdruk overgedragen"))
    page = visit.page(f"/notifications/letters/{letter_id}", user="consulent", width=360, javascript=False)
    follow(page, page.get_by_role("button", name="Deze brief kwam terug"))
    assert "Schrijf een datum als" in page.get_by_role("alert").inner_text()
    page = visit.page(f"/notifications/letters/{letter_id}", user="consulent")
    page.get_by_label("Op welke dag?").fill(site.region.clock.today().isoformat())
    follow(page, page.get_by_role("button", name="Deze brief kwam terug"))
    assert page.get_by_role("heading", name="Nu: zoek uit waarom deze brief terugkwam").is_visible()
    assert faults_at_widths(page, "letter-came-back", WIDTHS) == {}
    page = visit.page("/notifications/letters", user="consulent")
    follow(page, page.get_by_role("link", name=re.compile("teruggekomen: iets doen")))
    assert name in page.inner_text("main table")
    assert width_of(page) <= 1280


def printed(site: Site) -> tuple[str, str, str]:
    """A run of the town, and a letter in it to somebody whom no other test opens."""
    columns = letter.c
    found = select(columns.print_run_id, columns.id, columns.client_name).where(
        columns.municipality == TOWN,
        columns.state == "printed",
        columns.handed_over_on.is_(None),
        columns.client_id.not_in(site.ids.values()),
    )
    with site.region.services["notifications"].database.reading() as connection:
        row = connection.execute(found.order_by(columns.search_name, columns.client_id)).first()
    assert row is not None
    return (row.print_run_id, row.id, row.client_name)


@pytest.fixture
def a_week_later(site: Site) -> Iterator[date]:
    """From this day on a right that ends with the old law is told of too late."""
    clock = site.region.clock
    assert isinstance(clock, FileClock)
    before = clock.today()
    clock.turn(date(2014, 11, 10))
    yield clock.today()
    clock.turn(before)


def test_a_mailing_is_sent_back_and_what_comes_late_is_named(visit: Visitor, site: Site, a_week_later: date) -> None:
    """The right of a child ends in weeks, and the conversation about it is tomorrow."""
    soon = Person(1500, municipality=TOWN, surname="Kort", right_until="2015-01-01", minor=True)
    tomorrow = (a_week_later + timedelta(days=1)).isoformat()
    delivered = transferred(soon)
    delivered.data["person"]["birthDate"] = "2005-05-05"
    gather(site, 101, begin=1600)
    site.region.transport.append(TOPICS["intake"], [delivered])
    site.region.work()
    talk = appointed(soon, 1500, day=tomorrow, madeOn=a_week_later.isoformat())
    site.region.transport.append(TOPICS["migration"], [talk])
    site.region.work()
    page = open_the_mailing(visit, "consulent")
    looked_at = visit.page(page.url.removeprefix(site.address), user="consulent")
    assert faults_at_widths(looked_at, "mailing-with-late-letters", WIDTHS) == {}
    for odd in ("late-end", "day-near"):
        listed = visit.page(f"{page.url.removeprefix(site.address)}/letters?odd={odd}", user="consulent")
        assert "Kort" in listed.inner_text("main table")
        assert faults_at_widths(listed, f"mailing-{odd}", WIDTHS) == {}
    follow(page, page.get_by_role("button", name=RELEASE))
    assert "Schrijf in één zin waarom" in page.get_by_role("alert").inner_text()
    page.get_by_label("Waarom horen mensen zo laat").fill("De gegevens kwamen pas deze week.")
    follow(page, page.get_by_role("button", name=RELEASE))
    assert "De gegevens kwamen pas deze week." in page.inner_text("main")

    page = open_second(visit)
    page.locator("summary", has_text="Klopt er iets niet?").click()
    follow(page, page.get_by_role("button", name="Stuur de mailing terug"))
    assert "Schrijf in één zin wat er niet klopt." in page.get_by_role("alert").inner_text()
    page.get_by_label("Wat klopt er niet?").fill("In de brieven staat een oud telefoonnummer.")
    follow(page, page.get_by_role("button", name="Stuur de mailing terug"))
    assert "U hebt deze mailing teruggestuurd." in page.get_by_role("status").inner_text()
    assert faults_at_widths(page, "mailing-sent-back", WIDTHS) == {}
    page = open_the_mailing(visit, "consulent")
    assert "In de brieven staat een oud telefoonnummer." in page.inner_text("main")
    follow(page, page.locator("#opvallend + ul a", has_text="Alle brieven op een rij").first)
    follow(page, page.get_by_role("button", name="Laat weg").first)
    assert "De brief is uit de mailing." in page.get_by_role("status").inner_text()
