"""A reassessment by hand: from the planned week to a decision in force, and through an objection.

What people do, they do on screens, by what a screen offers; only the clock is turned for them. The two tests have a
region of their own, because their days go by.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import func, select

from deploy.region import Region
from deploy.users import write_outsiders
from services.migration.adapters.planning.tables import plan
from services.migration.adapters.rights.tables import client
from shared.dutch import MONTHS
from tests.browser.conftest import served
from tests.browser.look import faults_at_widths, follow, follow_menu, keep_picture, violations, width_of
from tests.support.regions_to_open import open_with_caseworkers

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDTHS = (1280, 360)
FIRST_DAY = date(2015, 4, 20)
SUBJECTS = 7
LOOKED_AT: set[str] = set()
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
FOR_THE_POST = WEEK + DAY
"""Until a report comes back signed; no Monday, which may be a holiday."""


@dataclass(frozen=True, slots=True)
class Town:
    """`pair`: two people of one household, of whom the first one signs in as the demo's client. `alone`: somebody with
    a household without others."""

    address: str
    region: Region
    name: str
    pair: tuple[str, str]
    alone: str

    def turn(self, day: date) -> None:
        """A later morning: what is due is done, and everybody hears of it."""
        self.region.clock.turn(day)
        self.region.work()
        self.region.tick(day)

    def hear(self) -> None:
        """The services hear of each other what was done on a screen."""
        self.region.work()


@pytest.fixture
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    region, outsiders = open_with_caseworkers(tmp_path_factory.mktemp("walk"))
    code, pair = two_in_one_household(region)
    write_outsiders(region.data.users_file, client=pair[0], provider=outsiders[1])
    name = next(one.name for one in region.data.region.municipalities if one.code == code)
    with served(region) as address:
        town = Town(address, region, name, pair, alone_there(region, code))
        town.turn(FIRST_DAY)
        yield town
    region.close()


def two_in_one_household(region: Region) -> tuple[str, tuple[str, str]]:
    """A municipality, and two people there with whom one conversation is planned after the first day."""
    planned = select(client.c.municipality, client.c.household_id, client.c.client_id)
    planned = planned.join(plan, plan.c.client_id == client.c.client_id).where(plan.c.week > FIRST_DAY)
    with region.services["migration"].database.reading() as connection:
        rows = connection.execute(planned.order_by(client.c.municipality, client.c.client_id)).all()
    households: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        households.setdefault((row.municipality, row.household_id), []).append(row.client_id)
    (code, _), ids = next(each for each in households.items() if len(each[1]) == 2)
    return code, (ids[0], ids[1])


def alone_there(region: Region, code: str) -> str:
    housemates = select(client.c.household_id).group_by(client.c.household_id).having(func.count() > 1)
    found = select(plan.c.client_id).join(client, client.c.client_id == plan.c.client_id)
    found = found.where(
        plan.c.municipality == code, plan.c.week > FIRST_DAY, client.c.household_id.not_in(housemates)
    ).order_by(plan.c.week, plan.c.client_id)
    with region.services["migration"].database.reading() as connection:
        return str(connection.execute(found).scalars().first())


@pytest.fixture
def sit_down(browser: Browser, town: Town) -> Iterator[Callable[..., "Desk"]]:
    """Signs somebody in by the first screen, at a width."""
    desks: list[Desk] = []

    def sit(user: str, width: int = 1280) -> Desk:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="nl-NL")
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.goto(f"{town.address}/aanmelden")
        page.check(f"input[name=user][value={user}]")
        desk = Desk(page)
        desk.press("Verder met deze rol")
        desks.append(desk)
        return desk

    yield sit
    for desk in desks:
        with suppress(Exception):
            desk.page.context.close()


class Desk:
    """Somebody behind a screen, who reads what it says and presses what it offers."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, name: str) -> None:
        follow(self.page, self.page.locator("main").get_by_role("button", name=name, exact=True))

    def go(self, name: str) -> None:
        """By a link of the page."""
        follow(self.page, self.page.locator("main").get_by_role("link", name=name, exact=True).first)

    def menu(self, name: str) -> None:
        follow_menu(self.page, name)

    def reads(self) -> str:
        return self.page.inner_text("main")

    def is_told(self, text: str) -> None:
        said = self.page.locator("main [role=status]").all_inner_texts()
        assert any(text in each for each in said), said

    def looks_right(self, name: str) -> None:
        """A screen that no other test opens in this state; once, when both walks come by."""
        if name in LOOKED_AT:
            return
        LOOKED_AT.add(name)
        size = self.page.viewport_size
        assert size is not None
        assert faults_at_widths(self.page, f"walk-{name}", WIDTHS) == {}
        self.page.set_viewport_size(size)

    def fits(self, name: str) -> None:
        """A screen that another test looks at more closely."""
        if name in LOOKED_AT:
            return
        LOOKED_AT.add(name)
        size = self.page.viewport_size
        assert size is not None
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            keep_picture(self.page, f"walk-{name}-{width}")
            assert width_of(self.page) <= width
        self.page.set_viewport_size(size)

    def find(self, client_id: str, name: str) -> None:
        """By the search box of every page."""
        self.page.get_by_role("searchbox").first.fill(name)
        follow(self.page, self.page.get_by_role("button", name="Zoek", exact=True).first)
        follow(self.page, self.page.locator(f'main table a[href*="/clients/{client_id}"]'))
        self.says_why()

    def reload(self) -> None:
        self.page.reload()
        self.says_why()

    def says_why(self) -> None:
        """Where a file asks it that a search found: once a day."""
        if self.page.get_by_role("heading", name="Waarom opent u dit dossier?").count():
            self.fits("reason")
            assert violations(self.page) == []
            self.page.get_by_label("Ik controleer iets voor mijn werk").check()
            follow(self.page, self.page.get_by_role("button", name="Open het dossier"))


def name_of(town: Town, client_id: str) -> str:
    found = select(client.c.surname).where(client.c.client_id == client_id)
    with town.region.services["migration"].database.reading() as connection:
        return str(connection.execute(found).scalar_one())


def in_figures(words: str) -> date:
    """The first day in some words."""
    found = re.search(r"(\d{1,2}) (\w+) (\d{4})", words)
    assert found is not None, words
    return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))


def make_appointment(noor: Desk) -> date:
    """On a client's file, at the first moment that is offered."""
    noor.go("Maak een afspraak")
    noor.fits("appointment")
    noor.page.get_by_role("group", name=re.compile("Kies een moment")).get_by_role("radio").first.check()
    noor.press("Maak de afspraak")
    noor.is_told("De afspraak is gemaakt. De uitnodiging volgt per brief.")
    noor.fits("file-with-appointment")
    return in_figures(noor.page.locator("#afspraak dl").inner_text())


def leave_out_what_is_over(noor: Desk) -> None:
    """A letter that asks something for a day that is over holds its mailing up until somebody leaves it out."""
    gone = noor.page.get_by_role("link", name="Laat die eerst weg")
    if not gone.count():
        return
    follow(noor.page, gone)
    noor.fits("letters-of-a-day-that-is-over")
    while (button := noor.page.locator("main").get_by_role("button", name="Laat weg")).count():
        follow(noor.page, button.first)
        noor.is_told("De brief is uit de mailing. Bel de cliënt.")
    follow(noor.page, noor.page.get_by_role("link", name="Terug naar de mailing"))


def say_why_so_late(noor: Desk) -> None:
    """Only where it is asked."""
    why = noor.page.get_by_label("Waarom horen mensen zo laat dat een recht eindigt?")
    if why.count():
        why.fill("De aanlevering kwam laat binnen.")


def send_letters(town: Town, noor: Desk) -> None:
    """From the mailing that gathers to a print run that left the house."""
    noor.menu("Mailings")
    noor.go(town.name)
    noor.fits("mailing")
    leave_out_what_is_over(noor)
    say_why_so_late(noor)
    noor.press("Geef deze mailing vrij")
    noor.is_told("Deze mailing is vrijgegeven.")
    town.turn(town.region.clock.today())
    noor.go("Naar de afdrukken")
    waiting = noor.page.locator("main tbody tr", has_text="nog niet").get_by_role("link")
    while waiting.count():
        waiting.first.click()
        enclosed = noor.page.get_by_label("Bij elke brief zit het verslag van het gesprek")
        if enclosed.count():
            noor.fits("print-run-with-reports")
            enclosed.check()
        say_why_so_late(noor)
        noor.press("Afdruk overgedragen")
        noor.is_told("Wij hebben bewaard dat de afdruk is overgedragen.")
        noor.fits("print-run")
        noor.go("Alle afdrukken")
    town.hear()


def record_conversation(noor: Desk) -> None:
    """First what is missing is named, then all is filled in."""
    noor.go("Gesprek invullen")
    noor.press("Gesprek afronden")
    said = noor.page.get_by_role("alert").inner_text()
    assert "Vul dit nog in: Wat moet de cliënt zelf betalen?" in said
    noor.fits("conversation-not-finished")
    noor.page.get_by_label("Wie waren erbij?").fill("De cliënt en een dochter")
    for box in noor.page.locator("main textarea").all():
        box.fill("Daar spraken wij over.\nDe dagbesteding helpt.")
    for tick in ("Ik zag een identiteitsbewijs.", "Ik vertelde dat", "Ik legde uit wat een pgb is"):
        noor.page.get_by_label(tick).check()
    need = noor.page.get_by_role("group", name="Behoefte 1")
    need.get_by_label("Wat is er nodig?").fill("Overdag iets om handen")
    need.get_by_label("Waarmee?").select_option("een voorziening voor deze cliënt")
    noor.press("Bewaren")
    noor.is_told("Wat u typte, is bewaard.")
    noor.press("Gesprek afronden")
    noor.is_told("Bewaard: gesprek gehouden.")
    noor.looks_right("conversation-held")


def report_apply_and_decide(town: Town, noor: Desk) -> None:
    """The report, a week later the application that came with it, and at once the decision."""
    noor.go("Bekijk het verslag en druk het af")
    assert noor.page.locator("h2").count() >= SUBJECTS
    assert "Overdag iets om handen: een voorziening voor deze cliënt" in noor.reads()
    noor.looks_right("report")
    noor.go("Naar de herbeoordeling")
    noor.press("Verslag is klaar")
    noor.is_told("Bewaard: verslag gemaakt.")
    noor.fits("reported")
    town.turn(town.region.clock.today() + FOR_THE_POST)
    noor.reload()
    noor.page.get_by_label("Op welke dag kwam de aanvraag binnen?").fill(town.region.clock.today().isoformat())
    noor.press("Aanvraag vastleggen")
    noor.is_told("Bewaard: aanvraag ontvangen.")
    noor.go("Besluit invullen")
    noor.looks_right("decision")
    noor.page.get_by_label("zorg van een zorgaanbieder").check()
    noor.page.get_by_label("Waarom?").fill("U gaat graag naar de dagbesteding. Thuis kan niemand dit overnemen.")
    rows = noor.page.locator("main fieldset", has=noor.page.get_by_label("De cliënt krijgt dit.", exact=True)).all()
    given = [each for each in rows if each.get_by_label("De cliënt krijgt dit.").is_checked()]
    counted = [each for each in given if each.get_by_label("Waarvan?").input_value()]
    assert counted, "care is counted in its own unit"
    for each in counted:
        each.get_by_label("Hoeveel?").fill("4")
    noor.press("Besluit vastleggen")
    noor.is_told("Bewaard: besluit genomen.")
    noor.fits("decided")
    town.hear()


def test_a_household_goes_from_the_planned_week_to_a_decision_in_force(
    town: Town, sit_down: Callable[..., Desk]
) -> None:
    one, _ = town.pair
    noor = sit_down("consulent")
    noor.fits("my-work")
    noor.go("Stappen van de consulenten die nog niemand op naam heeft")
    noor.fits("steps-of-nobody")
    whole = "table => table.scrollWidth <= table.clientWidth"
    assert noor.page.locator("main .zl-scroll").evaluate(whole), "no column of the list is hidden"
    noor.find(one, name_of(town, one))
    noor.fits("file-to-begin")
    day = make_appointment(noor)
    noor.go(name_of_housemate(noor))
    assert "De planning is de week" not in noor.page.locator("#afspraak").inner_text(), "they are invited together"
    noor.page.go_back()
    town.hear()
    noor.go("Brieven aan deze cliënt")
    noor.fits("letters-of-client")
    noor.page.locator("main tbody tr", has_text="uitnodiging voor het gesprek").get_by_role("link").first.click()
    assert "Deze brief gaat pas weg als iemand de mailing vrijgeeft." in noor.reads()
    noor.fits("invitation")
    send_letters(town, noor)

    mine = sit_down("client", 360)
    assert "laat ons weten of deze afspraak u uitkomt" in mine.reads()
    mine.fits("own-page-invited")
    mine.press("Ja, deze afspraak komt uit")
    mine.is_told("Wij weten nu dat deze afspraak u uitkomt.")
    town.hear()

    town.turn(day)
    noor = sit_down("consulent")
    noor.fits("my-work-on-the-day")
    assert re.search(r"\b9\.\d\d tot 10\.\d\d uur", noor.page.inner_text("main")), "a time as everywhere"
    noor.page.locator(f'main table a[href*="/clients/{one}"]').first.click()
    assert "ja, dat hoorden wij op" in noor.page.locator("#afspraak").inner_text()
    noor.fits("file-on-the-day")
    record_conversation(noor)
    report_apply_and_decide(town, noor)
    noor.go("Naar de mailings")
    send_letters(town, noor)

    noor.find(one, name_of(town, one))
    noor.fits("file-sent")
    assert "besluit verstuurd, bezwaar kan nog" in noor.reads()
    last_day = in_figures(noor.page.locator("main li", has_text="Laatste dag voor bezwaar").inner_text())
    mine.reload()
    assert "u kunt bezwaar maken" in mine.reads()
    mine.fits("own-page-decided")
    town.turn(last_day)
    noor.reload()
    assert "besluit staat vast" not in noor.reads(), "the last day counts"

    town.turn(last_day + DAY)
    noor.reload()
    noor.looks_right("file-in-force")
    assert "Het besluit staat vast." in noor.reads()
    assert "De termijn voor bezwaar ging voorbij: het besluit staat vast." in noor.page.locator(".zl-line").inner_text()
    noor.go("Herbeoordeling")
    noor.fits("route-in-force")
    mine.reload()
    mine.looks_right("own-page-in-force")
    assert "Ons besluit staat nu vast" in mine.page.locator(".zl-line").inner_text()


def name_of_housemate(noor: Desk) -> str:
    return noor.page.locator("#afspraak p", has_text="In hetzelfde gesprek").get_by_role("link").inner_text()


def test_an_objection_is_heard_and_decided_on_by_somebody_else(town: Town, sit_down: Callable[..., Desk]) -> None:
    name = name_of(town, town.alone)
    noor = sit_down("consulent")
    noor.find(town.alone, name)
    day = make_appointment(noor)
    town.turn(day)
    noor.reload()
    record_conversation(noor)
    report_apply_and_decide(town, noor)
    noor.go("Naar de mailings")
    send_letters(town, noor)

    sent = town.region.clock.today()
    town.turn(sent + WEEK)
    noor.find(town.alone, name)
    noor.go("Herbeoordeling")
    noor.fits("route-sent")
    correct_the_day_of_sending(noor, sent + DAY)
    noor.go("Bezwaar vastleggen")
    noor.looks_right("objection")
    noor.press("Bezwaar vastleggen")
    noor.is_told("Bewaard: bezwaar ontvangen.")
    noor.fits("objection-taken")
    have_it_repaired(noor, town.region.clock.today() + 2 * WEEK)
    hearing = town.region.clock.today() + 3 * WEEK
    noor.page.get_by_label("Dag van de hoorzitting").fill(hearing.isoformat())
    noor.page.get_by_label("Hoe laat?").fill("10:00")
    noor.page.get_by_label("Waar?").fill("Stadhuis, kamer 2")
    noor.press("Uitnodigen voor de hoorzitting")
    noor.is_told("Bewaard: uitgenodigd voor de hoorzitting.")
    noor.fits("hearing-planned")
    town.hear()
    noor.go("Brieven aan deze cliënt")
    letters = noor.page.locator("main table").inner_text()
    assert "bezwaar ontvangen" in letters
    assert "gesprek over het bezwaar" in letters
    send_letters(town, noor)

    town.turn(hearing)
    noor.find(town.alone, name)
    noor.fits("file-on-the-hearing")
    noor.go("Herbeoordeling")
    assert noor.page.get_by_role("button", name="Hoorzitting vastleggen", exact=True).count() == 0

    sam = sit_down("beheerder")
    sam.find(town.alone, name)
    sam.go("Herbeoordeling")
    sam.press("Hoorzitting vastleggen")
    sam.is_told("Bewaard: hoorzitting gehouden.")
    sam.looks_right("heard")
    noor.reload()
    assert "U nam zelf het besluit. Iemand anders beslist op het bezwaar" in noor.reads()
    assert noor.page.get_by_role("link", name="Beslissing op bezwaar invullen").count() == 0
    decide_on_objection(sam)
    sam.is_told("Bewaard: beslist op het bezwaar.")
    sam.looks_right("objection-decided")
    town.hear()
    send_letters(town, sam)
    sam.find(town.alone, name)
    sam.fits("file-after-objection")
    assert "Het besluit staat vast." in sam.reads()
    assert "Beslissing op bezwaar verstuurd." in sam.page.locator(".zl-line").inner_text()


def correct_the_day_of_sending(desk: Desk, day: date) -> None:
    """The letter left a day later than was recorded; what moves is shown first."""
    desk.go("Alle termijnen van deze cliënt")
    desk.looks_right("deadlines-of-client")
    desk.go("Verbeter de begindag van: bezwaar maken")
    desk.press("Laat zien wat er verandert")
    assert "Vul een dag in." in desk.page.get_by_role("alert").inner_text()
    desk.looks_right("correct-day-without-a-day")
    desk.page.get_by_label("Welke dag is het echt?").fill(day.isoformat())
    desk.page.get_by_label("Waarom klopt de oude dag niet?").fill("De postkamer bracht de brief een dag later weg.")
    desk.press("Laat zien wat er verandert")
    assert "U hebt nog niets bewaard." in desk.reads()
    desk.looks_right("correct-day-weighed")
    desk.press("Verbeter deze dag")
    assert "De postkamer bracht de brief een dag later weg." in desk.reads()
    desk.looks_right("corrected-day")
    desk.page.get_by_role("link", name="Naar de herbeoordeling").click()
    assert "Verbeterd: was" in desk.reads()
    desk.looks_right("route-with-a-corrected-day")


def have_it_repaired(desk: Desk, until: date) -> None:
    """Something is missing in the objection, and comes the same day."""
    desk.go("Vragen om het bezwaar aan te vullen")
    desk.looks_right("ask-repair")
    desk.page.get_by_label("Wat ontbreekt er?").fill("Uw handtekening")
    desk.page.get_by_label("Tot en met welke dag kan de cliënt antwoorden?").fill(until.isoformat())
    desk.press("Vragen om het bezwaar aan te vullen")
    desk.is_told("Bewaard: gevraagd om het bezwaar aan te vullen.")
    desk.looks_right("objection-being-repaired")
    desk.press("Aanvulling van het bezwaar vastleggen")
    desk.is_told("Bewaard: bezwaar is aangevuld.")


def decide_on_objection(desk: Desk) -> None:
    desk.go("Beslissing op bezwaar invullen")
    assert desk.page.get_by_label("beslissing op bezwaar").is_checked()
    assert desk.page.get_by_label("Hoeveel?").first.input_value() == "4", "what was decided stands there"
    desk.page.get_by_label("het besluit blijft zoals het is").check()
    desk.page.get_by_label("Waarom?").fill("Wij hebben opnieuw gekeken. De zorg past bij wat u nodig hebt.")
    desk.looks_right("objection-to-decide")
    desk.press("Besluit vastleggen")
