"""Screens and API: who sees which letter, notice and page, what it says, and the line that reading leaves."""

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from services.notifications.adapters.letters.tables import letter
from services.notifications.adapters.notices.tables import provider_notice
from services.notifications.main import example_outsiders
from shared.access import Role, User
from shared.clock import TurnedClock
from shared.dutch import date_in_words
from shared.web.house import House
from tests.support.notifications import (
    DAY,
    REASON,
    Bench,
    Person,
    decided,
    determined,
    everything,
    make_notices,
    make_runs_without_paper,
    open_bench,
    planned,
    stepped,
    transferred,
)
from tests.support.read_looks import persons_seen
from tests.support.web import web_context

HOUTEN = Person(1, pgb=True)
NIEUWEGEIN = Person(2, municipality="0356")
DIED = Person(3, died_on="2014-10-01", state="deceased")
NEIGHBOUR = Person(4)

CASEWORKER = User("consulent", "Noor", Role.CASEWORKER, frozenset({"0321"}))
EVERYWHERE = User("beheerder", "Sam", Role.FUNCTIONAL_MANAGER, frozenset({"0321", "0356"}))
PROVIDER = User("aanbieder", "Aan", Role.PROVIDER, provider="98990123")
OTHER_PROVIDER = User("ander", "Ander", Role.PROVIDER, provider="98990124")
CLIENT = User("client", "Cliënt", Role.CLIENT, client=HOUTEN.id)
FINANCE = User("financien", "Priya", Role.FINANCE, frozenset({"0321"}))


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    bench = open_bench(tmp_path_factory.mktemp("notifications"))
    bench.tell([event for person in (HOUTEN, NIEUWEGEIN, DIED, NEIGHBOUR) for event in everything(person)])
    make_notices(bench)
    return bench


def site(bench: Bench, user: User, day: date = DAY) -> FlaskClient:
    return bench.service.make_web(web_context(user, clock=TurnedClock(day))).test_client()


def letter_of(bench: Bench, person: Person) -> str:
    with bench.service.database.reading() as connection:
        return str(connection.execute(select(letter.c.id).where(letter.c.client_id == person.id)).scalar_one())


def notice_of(bench: Bench, municipality: str) -> str:
    query = select(provider_notice.c.id).where(provider_notice.c.municipality == municipality)
    with bench.service.database.reading() as connection:
        return str(connection.execute(query).scalar_one())


def lines_read(bench: Bench) -> list[tuple[str, str, str]]:
    return list(persons_seen(bench.service.database.engine))


def newly_read(bench: Bench, site: FlaskClient, url: str) -> Sequence[tuple[str, str, str]]:
    before = len(lines_read(bench))
    assert site.get(url).status_code == 200
    return lines_read(bench)[before:]


def dates_in(page: str) -> set[str]:
    return set(re.findall(r"\d{1,2} [a-z]+ 2015", page))


def test_the_list_holds_only_letters_of_your_own_municipalities(bench: Bench) -> None:
    answer = site(bench, CASEWORKER).get("/api/v1/letters").get_json()
    assert answer["total"] == 3
    assert {each["municipality"] for each in answer["letters"]} == {"0321"}
    assert site(bench, EVERYWHERE).get("/api/v1/letters").get_json()["total"] == 4


@pytest.mark.parametrize(
    ("query", "total"),
    [("state=withheld", 1), ("state=printed", 0), ("municipality=0356", 1), (f"client={HOUTEN.id}", 1), ("page=2", 4)],
)
def test_the_list_can_be_filtered(bench: Bench, query: str, total: int) -> None:
    assert site(bench, EVERYWHERE).get(f"/api/v1/letters?{query}").get_json()["total"] == total


def test_asking_for_another_municipality_gives_nothing(bench: Bench) -> None:
    assert site(bench, CASEWORKER).get("/api/v1/letters?municipality=0356").get_json()["total"] == 0


@pytest.mark.parametrize("query", ["state=lost", "municipality=Houten", "client=1", "page=0", "colour=red"])
def test_a_question_that_is_wrong_is_told_what_is_wrong(bench: Bench, query: str) -> None:
    answer = site(bench, CASEWORKER).get(f"/api/v1/letters?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert answer.get_json()["errors"][0]["in"] == query.partition("=")[0]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("page=nul", "Geef voor de bladzijde een getal vanaf 1."),
        ("municipality=Houten", "Geef voor de gemeente een code van 4 cijfers."),
        ("state=lost", "Kies voor de stand uit: ready (klaar om af te drukken), withheld"),
        ("client=1", "Geef voor de cliënt een nummer"),
    ],
)
def test_the_api_names_field_and_choices_in_dutch(bench: Bench, query: str, told: str) -> None:
    error = site(bench, CASEWORKER).get(f"/api/v1/letters?{query}").get_json()["errors"][0]
    assert error["detail"].startswith(told)


@pytest.mark.parametrize("query", ["state=lost", "page=nul", "sort=bsn", "client=1", "municipality=Houten"])
def test_a_screen_refuses_what_somebody_made_up_in_its_own_words(bench: Bench, query: str) -> None:
    answer = site(bench, CASEWORKER).get(f"/letters?{query}")
    assert answer.status_code == 400
    assert "printed" not in answer.text


NAMES = ("Zee", "Ähnlich", "Bakker", "Berg")


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Three people with names of their own, and sixty who are all called Voorbeeld."""
    bench = open_bench(tmp_path_factory.mktemp("street"))
    named = [Person(number, surname=name) for number, name in enumerate(NAMES, start=1)]
    others = [Person(number) for number in range(10, 70)]
    bench.tell([event for person in (*named, *others) for event in everything(person)])
    return bench


def searched(mine: FlaskClient, text: str, **kept: str) -> tuple[str, str]:
    """The page that a search leads to, and its address."""
    answer = mine.post("/letters", data={"text": text, **kept})
    assert answer.status_code == 303
    address = answer.headers["Location"]
    return mine.get(address).text, address


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("bakk", ["Bakker"]),
        ("ÄHN", ["Ähnlich"]),
        ("ahnlich", ["Ähnlich"]),
        ("van der Berg", ["Berg"]),
        ("Berg, van der", ["Berg"]),
        ("%", []),
        ("  zee ", ["Zee"]),
        ("A.B. Bakker", ["Bakker"]),
        ("X. Bakker", []),
    ],
)
def test_letters_are_found_by_a_part_of_the_surname(street: Bench, name: str, found: list[str]) -> None:
    page, address = searched(site(street, CASEWORKER), name)
    assert [each for each in NAMES if f"{each}</a>" in page] == found
    assert "Voorbeeld</a>" not in page
    assert re.fullmatch(r"/letters\?search=[\w-]{16}", address)


@pytest.mark.parametrize("shown", ["upper", "lower", "whole"])
def test_a_letter_is_found_by_the_reference_that_it_carries(bench: Bench, shown: str) -> None:
    make_runs_without_paper(bench)
    id_ = letter_of(bench, HOUTEN)
    asked = {"upper": id_[:8].upper(), "lower": id_[:8], "whole": id_}[shown]
    page, _ = searched(site(bench, CASEWORKER), asked)
    assert "<strong>1</strong> brief<" in page
    assert f"/letters/{id_}" in page
    assert id_[:8].upper() in site(bench, CLIENT).get(f"/letters/{id_}").text


def test_a_name_in_the_address_is_not_searched_for(street: Bench) -> None:
    assert "Voorbeeld</a>" in site(street, CASEWORKER).get("/letters?name=bakker").text


def test_letters_stand_in_order_of_surname(street: Bench) -> None:
    letters = site(street, CASEWORKER).get("/api/v1/letters").get_json()["letters"]
    assert [each["clientName"].rpartition(" ")[2] for each in letters[:3]] == ["Ähnlich", "Bakker", "Berg"]


def test_a_search_keeps_its_filters_and_survives_the_next_page(street: Bench) -> None:
    mine = site(street, CASEWORKER)
    assert "<strong>64</strong> brieven<" in mine.get("/letters").text
    first, address = searched(mine, "voorb", state="ready")
    assert "<strong>60</strong> brieven<" in first
    assert "state=ready" in address
    (following,) = re.findall(r'rel="next" href="([^"]+)"', first)
    second = mine.get("/letters" + following.replace("&amp;", "&")).text
    assert second.count("Voorbeeld</a>") == 10
    assert "“voorb”" in second


def test_the_list_as_a_file_holds_all_pages_of_what_was_found_in_its_order(street: Bench) -> None:
    mine = site(street, CASEWORKER)
    _, address = searched(mine, "voorb", state="ready")
    saved = address.replace("/letters?", "/letters.csv?")
    before = len(lines_read(street))
    heads, *rows = csv.reader(io.StringIO(mine.get(saved).get_data().decode("utf-8-sig")), delimiter=";")
    assert heads[:2] == ["Aan", "Gemeente"]
    assert (len(rows), {row[0].rpartition(" ")[2] for row in rows}) == (60, {"Voorbeeld"})
    assert len(lines_read(street)) - before == 60
    _, *turned = csv.reader(io.StringIO(mine.get("/letters.csv?sort=-name").text), delimiter=";")
    assert turned[-1][0].endswith("Ähnlich")
    assert mine.get(saved + "&municipality=0321&kind=decision").text.count("\r\n") == 1
    assert site(street, EVERYWHERE).get(saved).status_code == 404


def test_the_token_of_another_user_finds_nothing(street: Bench) -> None:
    _, address = searched(site(street, CASEWORKER), "bakker")
    page = site(street, EVERYWHERE).get(address).text
    assert "Deze zoekopdracht is verlopen. Zoek opnieuw." in page


def test_a_letter_is_found_by_the_birth_date_of_its_reader(bench: Bench) -> None:
    born = str(transferred(HOUTEN).data["person"]["birthDate"])
    page, _ = searched(site(bench, CASEWORKER), "-".join(reversed(born.split("-"))))
    assert f"/letters/{letter_of(bench, HOUTEN)}" in page
    page, _ = searched(site(bench, CASEWORKER), "01-02-1903")
    assert "Er zijn geen brieven met deze keuze." in page


def test_the_tiles_count_letters_of_your_own_municipalities(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    bench.tell([event for person in (HOUTEN, NIEUWEGEIN, DIED, NEIGHBOUR) for event in everything(person)])
    page = site(bench, CASEWORKER).get("/letters").text
    tiles = {
        words: int(number)
        for number, words in re.findall(r'number">(\d+)</span>\s*<span class="zl-tile__words">([^<]+)<', page)
    }
    assert (tiles["klaar om af te drukken"], tiles["gaat niet uit"], tiles["uit de stapel halen"]) == (2, 1, 0)


def test_a_list_of_letters_leaves_a_line_per_person(bench: Bench) -> None:
    found = newly_read(bench, site(bench, CASEWORKER), "/letters")
    assert {(user, subject) for user, subject, _ in found} == {
        ("consulent", person.id) for person in (HOUTEN, DIED, NEIGHBOUR)
    }


@pytest.mark.slow
def test_one_letter_can_be_opened_as_pdf_at_any_time(bench: Bench) -> None:
    make_runs_without_paper(bench)
    url = f"/api/v1/letters/{letter_of(bench, HOUTEN)}.pdf"
    for user in (CASEWORKER, CLIENT):
        answer = site(bench, user).get(url)
        assert (answer.status_code, answer.mimetype, answer.data[:5]) == (200, "application/pdf", b"%PDF-")
    assert newly_read(bench, site(bench, CLIENT), url) == [("client", HOUTEN.id, "Brief lezen")]


@pytest.mark.parametrize(
    ("user", "person", "status"),
    [
        (CASEWORKER, NIEUWEGEIN, 403),
        (CLIENT, NEIGHBOUR, 403),
        (FINANCE, HOUTEN, 403),
        (PROVIDER, HOUTEN, 403),
        (CASEWORKER, DIED, 422),
    ],
)
def test_a_letter_that_is_not_yours_or_not_written_stays_closed(
    bench: Bench, user: User, person: Person, status: int
) -> None:
    answer = site(bench, user).get(f"/api/v1/letters/{letter_of(bench, person)}.pdf")
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")


def test_a_letter_that_does_not_exist_is_not_found(bench: Bench) -> None:
    answer = site(bench, CASEWORKER).get(f"/api/v1/letters/{HOUTEN.id}.pdf")
    assert (answer.status_code, answer.get_json()["title"]) == (404, "Niet gevonden")


def test_a_withheld_letter_shows_why(bench: Bench) -> None:
    page = site(bench, CASEWORKER).get(f"/letters/{letter_of(bench, DIED)}").text
    assert "Deze persoon is overleden." in page


def test_the_portal_shows_the_dates_of_the_letter_and_of_the_determination(bench: Bench) -> None:
    """The client's file of migration shows the dates of right-determined; so do the letter and the portal."""
    make_runs_without_paper(bench)
    right_until = determined(HOUTEN).data["functions"][0]["rightUntil"]
    portal = site(bench, CLIENT).get("/portal").text
    text = site(bench, CLIENT).get(f"/letters/{letter_of(bench, HOUTEN)}").text
    assert date_in_words(right_until) in dates_in(portal) & dates_in(text)
    assert "9 februari 2015" in portal
    assert "9 februari" in text


def test_the_portal_says_why_and_what_the_budget_is(bench: Bench) -> None:
    portal = site(bench, CLIENT).get("/portal").text
    assert "Wmo 2015, artikel 8.3 lid 1" in portal
    assert "5.098,75" in portal
    assert "regels van de AWBZ" in portal


def test_the_portal_says_how_to_answer_an_offer_and_opens_the_letter_with_it(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    made = decided(HOUTEN, madeOn="2014-11-17", receivedOn="2014-11-17")
    bench.tell([*everything(HOUTEN), made])
    make_runs_without_paper(bench)
    about = {"decisionId": made.data["decisionId"]}
    bench.tell([stepped(HOUTEN, "send", "sent", "2014-11-18", 2, details=about)])
    portal = site(bench, CLIENT).get("/portal").text
    offer = portal[portal.index("Laat ons weten of u ons aanbod aanneemt") :]
    offer = offer[: offer.index("</p>")]
    assert "Bel ons daarvoor" in offer
    assert 'href="tel:' in offer
    (letter,) = re.findall(r'href="(/letters/[^"]+)"', offer)
    assert "Besluit over uw zorg" in site(bench, CLIENT).get(letter).text
    assert "/portal/answers/calls-back" in portal[portal.index(offer) : portal.index("Wat wilt u ons laten weten?")]
    changes = portal[portal.index('id="aanbod"') :]
    assert changes.index("Daarna:") < changes.index("U zegt nee, of niets")


@pytest.mark.parametrize("page", ["/portal", "/letters/{letter}"])
def test_an_article_is_a_link_to_its_text(bench: Bench, page: str) -> None:
    make_runs_without_paper(bench)
    text = site(bench, CLIENT).get(page.format(letter=letter_of(bench, HOUTEN))).text
    address = str(REASON["link"]).replace("&", "&amp;")
    assert f'href="{address}">Wmo 2015, artikel 8.3 lid 1</a>' in text


def test_the_portal_calls_a_planned_day_planned_and_no_term(bench: Bench) -> None:
    plan, portal = planned(HOUTEN).data, site(bench, CLIENT).get("/portal").text
    assert f"Wij plannen het besluit uiterlijk op {date_in_words(plan['decisionDue'])}" in portal
    assert "Uw oude recht loopt tot" not in portal  # Each kind of care says its own last day.
    assert date_in_words(plan["applicationBy"]) not in portal


def test_the_portal_calls_amounts_provisional_while_the_income_is_unknown(bench: Bench) -> None:
    portal = site(bench, CLIENT).get("/portal").text
    assert "Deze bedragen zijn voorlopig: wij weten uw inkomen nog niet." in portal
    assert "Uw eigen bijdrage (voorlopig)" in portal


@pytest.mark.parametrize("person", [replace(HOUTEN, minor=True), replace(HOUTEN, function="KVB")])
def test_amounts_from_which_nothing_is_withheld_are_not_provisional(tmp_path: Path, person: Person) -> None:
    bench = open_bench(tmp_path)
    bench.tell(everything(person))
    portal = site(bench, CLIENT).get("/portal").text
    assert " pgb</h2>" in portal
    assert "voorlopig" not in portal


@pytest.mark.parametrize(
    ("minor", "domain", "heading"),
    [(False, "wmo", "Uw zorg"), (True, "wmo", "De zorg"), (False, "jeugdwet", "De zorg")],
)
def test_portal_and_letter_speak_to_the_same_reader(tmp_path: Path, minor: bool, domain: str, heading: str) -> None:
    person = Person(1, domain=domain, pgb=True, minor=minor)
    bench = open_bench(tmp_path)
    bench.tell(everything(person))
    make_runs_without_paper(bench)
    portal = site(bench, CLIENT).get("/portal").text
    text = site(bench, CLIENT).get(f"/letters/{letter_of(bench, person)}").text
    assert f">{heading} in 2015</h1>" in portal
    assert f">{heading} verandert op 1 januari 2015</h1>" in text
    assert ("Uw eigen bijdrage" in portal) is (heading == "Uw zorg")


def portal_of(folder: Path, person: Person, day: date = DAY) -> str:
    bench = open_bench(folder, day)
    bench.tell(everything(person))
    page = site(bench, replace(CLIENT, client=person.id), day).get("/portal").text
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_title_of_the_own_page_names_the_first_year_until_it_is_over(tmp_path: Path) -> None:
    long = replace(Person(1), right_until="2016-06-30")
    assert "Uw zorg in 2015" in portal_of(tmp_path / "within", long, date(2015, 12, 31))
    assert "Uw zorg in 2015" not in portal_of(tmp_path / "after", long, date(2016, 1, 2))


@pytest.mark.parametrize(
    ("day", "told", "left_out"),
    [
        (date(2015, 2, 8), "Hoort u voor die week niets van ons? Bel ons dan.", "Dat is deze week."),
        (date(2015, 2, 9), "Dat is deze week.", "Hoort u voor die week niets van ons?"),
        (date(2015, 2, 15), "Dat is deze week.", "stond gepland"),
        (
            date(2015, 2, 16),
            "Hebben wij nog niet met u gesproken? Bel ons dan.",
            "Wij nemen daarvoor zelf contact met u op.",
        ),
        (date(2015, 4, 7), "Wij plannen het besluit uiterlijk op 7 april 2015.", "Hebt u nog geen besluit?"),
        (date(2015, 4, 8), "Wij planden het besluit uiterlijk op 7 april 2015. Hebt u nog geen", "Wij plannen"),
        (date(2014, 12, 31), "Op 1 januari 2015 stopt de AWBZ.", "stopte de AWBZ"),
        (date(2015, 1, 1), "Op 1 januari 2015 stopte de AWBZ.", "stopt de AWBZ"),
        (date(2015, 6, 30), "U houdt deze zorg", "U hield deze zorg"),
        (date(2015, 7, 6), "U hield deze zorg", "U houdt deze zorg"),
        (date(2015, 7, 6), "Hebt u nog geen besluit?", "Voordat uw recht stopt"),
    ],
)
def test_the_portal_says_what_is_true_today(tmp_path: Path, day: date, told: str, left_out: str) -> None:
    page = portal_of(tmp_path, Person(1), day)
    assert told in page
    assert left_out not in page


@pytest.mark.parametrize(
    ("person", "told"),
    [
        (Person(1), "Voordat uw recht stopt, moet de gemeente met u praten"),
        (Person(1, domain="zvw", state="elsewhere"), "Bel uw zorgverzekeraar."),
        (Person(1, domain="wlz", state="elsewhere"), "Bel dan het zorgkantoor."),
        (Person(1, domain="none", state="ended", right_until="2014-08-18"), "Vraag het CIZ dan nu"),
        (Person(1, domain="none", state="ended", right_until="2014-08-18"), "Deze zorg stopte na 18 augustus 2014"),
        (Person(1, domain="none", state="ended", right_until="2014-12-15"), "Deze zorg stopt na 15 december 2014"),
        (Person(1, pgb=True), "Stuur voor 1 januari 2015 een zorgovereenkomst"),
        (Person(1, function="BGG", transport=True), "Dagbesteding (begeleiding in een groep) met vervoer"),
        (Person(1, starts_on="2015-01-14", conditional=True), "Uw recht op deze zorg loopt van 14 januari 2015"),
        (
            Person(1, domain="wmo-protected-living", state="protected-living", right_until="2019-12-31"),
            "in ieder geval tot en met 31 december 2019",
        ),
    ],
)
def test_the_portal_says_what_the_letter_says(tmp_path: Path, person: Person, told: str) -> None:
    assert told in portal_of(tmp_path, person)


MOVED = {"newLawFrom": "2017-03-01", "oldLawUntil": "2017-02-28"}
LOOKED_AT = Person(1, domain="wmo-2007", function="DOMESTIC-HELP", state="elsewhere")
OPEN = Person(
    1,
    domain="wmo-protected-living",
    state="protected-living",
    pgb=True,
    pgb_until="2015-12-31",
    right_until="2019-12-31",
    findings=("pgb-reading-open",),
)


@pytest.mark.parametrize(
    ("person", "told", "left_out"),
    [
        (Person(1, days=MOVED), "Op 1 maart 2017 stopt de AWBZ.", "2015 stopt"),
        (Person(1, days=MOVED), "Uw zorg in 2017", "Uw zorg in 2015"),
        (Person(1, days=MOVED), "Wie regelt dit vanaf 1 maart 2017", "Wie regelt dit vanaf 1 januari"),
        (
            LOOKED_AT,
            "Er is een indicatie voor hulp bij het huishouden. Een medewerker kijkt daar eerst naar.",
            "geen recht",
        ),
        (LOOKED_AT, "Dat kijkt een medewerker nog na", "Wat moet u nu doen?"),
        (OPEN, "in ieder geval tot en met 31 december 2015. Of er daarna nog een pgb is, is nog niet", "geen pgb meer"),
        (OPEN, "in ieder geval tot en met 31 december 2019", "niets te doen"),
        (OPEN, "Tot en met deze dag in ieder geval uw pgb voor", "Laatste dag van uw pgb"),
        (replace(OPEN, findings=()), "Laatste dag van uw pgb voor", "in ieder geval uw pgb"),
    ],
)
def test_the_portal_follows_what_migration_found(tmp_path: Path, person: Person, told: str, left_out: str) -> None:
    page = portal_of(tmp_path, person)
    assert told in page
    assert left_out not in page


@pytest.mark.parametrize(("rows", "told"), [(0, False), (2, True)])
def test_the_portal_says_when_a_part_is_still_checked(tmp_path: Path, rows: int, told: bool) -> None:
    page = portal_of(tmp_path, Person(1, held_back_rows=rows))
    assert ("Wij controleren nog een deel van uw gegevens." in page) is told


def test_the_portal_leaves_nothing_to_do_for_who_died(tmp_path: Path) -> None:
    assert "Wat moet u nu doen?" not in portal_of(tmp_path, Person(1, died_on="2014-10-01", state="deceased"))


def test_the_portal_gives_the_telephone_number_of_the_municipality(bench: Bench) -> None:
    assert "000 - 000 03 21" in site(bench, CLIENT).get("/portal").text


def test_a_client_sees_only_its_own_page(bench: Bench) -> None:
    mine = site(bench, CLIENT)
    assert newly_read(bench, mine, "/portal") == [("client", HOUTEN.id, "Overzicht van de cliënt bekijken")]
    assert mine.get(f"/portal?client={NEIGHBOUR.id}").status_code == 403


@pytest.mark.parametrize(
    ("user", "person", "status"),
    [(CASEWORKER, HOUTEN, 200), (CASEWORKER, NIEUWEGEIN, 403), (EVERYWHERE, NIEUWEGEIN, 200), (FINANCE, HOUTEN, 403)],
)
def test_staff_reads_along_within_its_municipalities(bench: Bench, user: User, person: Person, status: int) -> None:
    assert site(bench, user).get(f"/portal?client={person.id}").status_code == status


def test_the_clients_page_and_letter_wear_the_house_of_their_town(bench: Bench) -> None:
    make_runs_without_paper(bench)
    context = replace(web_context(CLIENT), house_of=lambda code: House(f"Gemeente {code}", colour="#1f5c2e"))
    web = bench.service.make_web(context).test_client()
    for page in ("/portal", f"/letters/{letter_of(bench, HOUTEN)}"):
        text = web.get(page).text
        assert "Gemeente 0321" in text
        assert "/assets/house/1f5c2e-ffffff.css" in text


def test_the_clients_year_tells_what_was_planned_and_claims_nothing(tmp_path: Path) -> None:
    for day, told in (
        (DAY, "Week van 9 februari 2015 (komt nog): Gesprek met de gemeente"),
        (date(2015, 2, 16), "Week van 9 februari 2015 (nu): Het gesprek met de gemeente stond gepland"),
    ):
        folder = tmp_path / str(day)
        folder.mkdir()
        page = portal_of(folder, Person(1), day)
        assert told in page
        assert "30 juni 2015 (komt nog): Laatste dag van uw oude recht op begeleiding" in page


def test_staff_that_names_nobody_is_told_to_choose(bench: Bench) -> None:
    answer = site(bench, CASEWORKER).get("/portal")
    assert answer.status_code == 404
    assert "Kies eerst een cliënt" in answer.text


def test_a_client_of_whom_only_the_data_came_is_asked_for_patience(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    bench.tell([transferred(HOUTEN)])
    page = site(bench, CLIENT).get("/portal")
    assert page.status_code == 200
    assert "Kom later terug" in page.text


def test_a_provider_sees_its_own_notices_in_every_municipality(bench: Bench) -> None:
    page = site(bench, PROVIDER).get("/provider-notices").text
    assert page.count("/provider-notices/") == 2
    assert "/provider-notices/" not in site(bench, OTHER_PROVIDER).get("/provider-notices").text


def test_staff_sees_notices_of_its_own_municipalities(bench: Bench) -> None:
    assert site(bench, CASEWORKER).get("/provider-notices").text.count("Zorggroep 98990123") == 1


def test_a_notice_names_transport_and_care_that_is_not_in_use(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    bench.tell(everything(Person(1, function="BGG", transport=True, conditional=True)))
    make_notices(bench)
    page = site(bench, PROVIDER).get(f"/provider-notices/{notice_of(bench, '0321')}").text
    assert "Begeleiding in een groep, met vervoer, nog niet in gebruik" in page


def test_a_notice_shows_initials_and_last_day_and_no_name(bench: Bench) -> None:
    url = f"/provider-notices/{notice_of(bench, '0321')}"
    page = site(bench, PROVIDER).get(url).text
    assert "100000004" in page
    assert "30 juni 2015" in page
    assert "Voorbeeld<" not in page
    assert [subject for _, subject, _ in newly_read(bench, site(bench, PROVIDER), url)] == [NEIGHBOUR.id]


@pytest.mark.slow
def test_a_notice_can_be_opened_as_pdf(bench: Bench) -> None:
    answer = site(bench, PROVIDER).get(f"/provider-notices/{notice_of(bench, '0321')}.pdf")
    assert (answer.mimetype, answer.data[:5]) == ("application/pdf", b"%PDF-")


@pytest.mark.parametrize(
    ("user", "municipality", "status"),
    [(OTHER_PROVIDER, "0321", 403), (CASEWORKER, "0356", 403), (CLIENT, "0321", 403), (EVERYWHERE, "0356", 200)],
)
def test_a_notice_of_others_stays_closed(bench: Bench, user: User, municipality: str, status: int) -> None:
    url = f"/provider-notices/{notice_of(bench, municipality)}"
    assert site(bench, user).get(url).status_code == status


def test_a_provider_without_a_code_sees_nothing(bench: Bench) -> None:
    nobody = User("leeg", "Leeg", Role.PROVIDER)
    assert site(bench, nobody).get("/provider-notices").status_code == 403


@pytest.mark.slow
def test_a_print_run_shows_its_letters_and_its_files(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    bench.tell([event for person in (HOUTEN, NEIGHBOUR) for event in everything(person)])
    bench.tick(DAY)
    mine = site(bench, CASEWORKER)
    (run,) = mine.get("/api/v1/print-runs").get_json()
    assert (run["letters"], run["municipality"], run["madeOn"]) == (2, "0321", "2014-11-03")
    page = mine.get(f"/print-runs/{run['id']}").text
    assert page.count("van der Voorbeeld") == 2
    stem = f"/print-runs/{run['id']}/brieven-houten-2014-11-03-{run['id'][:8]}"
    part = f"{stem}-deel-1-van-1.pdf"
    assert f'href="{part}"' in page
    pdf = mine.get(part)
    assert pdf.data.startswith(b"%PDF")
    assert part.rpartition("/")[2] in pdf.headers["Content-Disposition"]
    assert {subject for _, subject, _ in newly_read(bench, mine, part)} == {HOUTEN.id, NEIGHBOUR.id}
    assert mine.get(f"/print-runs/{run['id']}/part-001.pdf").status_code == 404
    before = lines_read(bench)
    manifest, checksums = mine.get(f"{stem}-manifest.json").get_json(), mine.get(f"{stem}-sha256.txt")
    assert lines_read(bench) == before, "neither names a person"
    assert checksums.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert checksums.text == f"{hashlib.sha256(pdf.data).hexdigest()}  {part.rpartition('/')[2]}\n"
    assert [each["file"] for each in manifest["parts"]] == [part.rpartition("/")[2]]
    assert {each["file"] for each in manifest["contents"]} == {part.rpartition("/")[2]}
    elsewhere = User("ander", "Ander", Role.CASEWORKER, frozenset({"0356"}))
    assert site(bench, elsewhere).get(part).status_code == 403
    assert site(bench, elsewhere).get("/api/v1/print-runs").get_json() == []


@pytest.mark.slow
def test_a_death_after_printing_is_seen_on_run_and_letter(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    bench.tell([event for person in (HOUTEN, NEIGHBOUR) for event in everything(person)])
    bench.tick(DAY)
    mine = site(bench, CASEWORKER)
    (run,) = mine.get("/api/v1/print-runs").get_json()
    assert "uit de stapel</h2>" not in mine.get(f"/print-runs/{run['id']}").text
    bench.tell(everything(replace(NEIGHBOUR, revision=2, died_on="2014-11-05", state="deceased")))
    page = mine.get(f"/print-runs/{run['id']}").text
    assert "Nu: haal deze brief uit de stapel" in page
    assert re.search(r"deel-1-van-1\.pdf, bladzijde \d tot en met \d", page)
    assert page.count(">1 brief</span>") == 1, "the file is marked"
    assert ">1 brief</span>" in mine.get("/print-runs").text, "the run is marked"
    listed = mine.get("/letters?attention=deceased").text
    assert "<strong>1</strong> brief<" in listed
    (run,) = mine.get("/api/v1/print-runs").get_json()
    assert run["toTakeOut"] == 1
    first = next(
        each for each in mine.get(f"/api/v1/letters?client={NEIGHBOUR.id}&state=printed").get_json()["letters"]
    )
    assert (first["state"], first["remark"]) == ("printed", "deceased")
    assert "overleden nadat de brief was afgedrukt" in mine.get(f"/letters/{first['id']}").text


def test_a_letter_is_taken_out_and_the_run_handed_over(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    bench.tell([event for person in (HOUTEN, NEIGHBOUR) for event in everything(person)])
    make_runs_without_paper(bench)
    bench.tell(everything(replace(NEIGHBOUR, revision=2, died_on="2014-11-05", state="deceased")))
    mine, (run,) = site(bench, CASEWORKER), site(bench, CASEWORKER).get("/api/v1/print-runs").get_json()
    assert (run["toTakeOut"], run["handedOverOn"]) == (1, None)
    address = f"/print-runs/{run['id']}"
    page = mine.get(address).text
    (take_out,) = re.findall(r'action="([^"]+/taken-out)"', page)
    assert f"{address}/handed-over" not in page
    assert re.search(r"Uit de stapel gehaald<span[^>]*> brief aan [^<]*van der Voorbeeld, kenmerk", page)
    refused = mine.post(f"{address}/handed-over")
    assert (refused.status_code, "Haal eerst 1 brief uit de stapel" in refused.text) == (422, True)

    answer = mine.post(take_out)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{address}?done=taken-out")
    page = mine.get(answer.headers["Location"]).text
    assert "Wij hebben bewaard dat de brief uit de stapel is." in page
    assert "uit de stapel gehaald op 3 november 2014" in page
    assert "Nu: haal deze brief uit de stapel" not in page
    assert "geen brieven met deze keuze" in mine.get("/letters?attention=deceased").text
    (out,) = mine.get("/api/v1/letters?state=taken-out").get_json()["letters"]
    assert (out["takenOutOn"], out["remark"], out["printRunId"]) == ("2014-11-03", "", run["id"])
    assert "uit de stapel gehaald op 3 november 2014" in mine.get(f"/letters/{out['id']}").text
    assert "Lees de brief van" not in mine.get(f"/portal?client={NEIGHBOUR.id}").text

    answer = mine.post(f"{address}/handed-over")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{address}?done=handed-over")
    assert "Wij hebben bewaard dat de afdruk is overgedragen." in mine.get(answer.headers["Location"]).text
    assert mine.post(f"{address}/handed-over").status_code == 422
    bench.tell(everything(replace(HOUTEN, revision=2, died_on="2014-11-06", state="deceased")))
    (run,) = mine.get("/api/v1/print-runs").get_json()
    assert (run["toTakeOut"], run["handedOverOn"], run["letters"]) == (0, "2014-11-03", 2)
    for found in (address, f"/letters?client={HOUTEN.id}", f"/letters/{run_letter(bench, HOUTEN)}"):
        assert "eze brief was al overgedragen op 3 november 2014" in mine.get(found).text
    assert mine.post(f"{address}/letters/{run_letter(bench, HOUTEN)}/taken-out").status_code == 422


def run_letter(bench: Bench, person: Person) -> str:
    query = select(letter.c.id).where(letter.c.client_id == person.id, letter.c.print_run_id != "")
    with bench.service.database.reading() as connection:
        return str(connection.execute(query).scalar_one())


def test_who_only_looks_or_works_elsewhere_cannot_say_what_was_done_with_a_pile(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    bench.tell(everything(HOUTEN))
    make_runs_without_paper(bench)
    bench.tell(everything(replace(HOUTEN, revision=2, died_on="2014-11-05", state="deceased")))
    (run,) = site(bench, CASEWORKER).get("/api/v1/print-runs").get_json()
    acts = [
        f"/print-runs/{run['id']}/letters/{run_letter(bench, HOUTEN)}/taken-out",
        f"/print-runs/{run['id']}/handed-over",
    ]
    auditor = User("auditor", "Aart", Role.AUDITOR, frozenset({"0321"}))
    elsewhere = User("ander", "Ander", Role.CASEWORKER, frozenset({"0356"}))
    for user in (auditor, elsewhere, CLIENT, PROVIDER, FINANCE):
        assert [site(bench, user).post(act).status_code for act in acts] == [403, 403]
    seen = site(bench, auditor).get(f"/print-runs/{run['id']}").text
    assert "Nu: haal deze brief uit de stapel" in seen
    assert "taken-out" not in seen
    manager = site(bench, EVERYWHERE)
    assert manager.post(acts[0], headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert manager.post(f"/print-runs/{HOUTEN.id}/handed-over").status_code == 404
    assert [manager.post(act).status_code for act in acts] == [303, 303]


@pytest.mark.slow
def test_a_print_run_without_its_files_still_shows_its_letters(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    bench.tell(everything(HOUTEN))
    bench.tick(DAY)
    for file in (tmp_path / "print").rglob("manifest.json"):
        file.unlink()
    mine = site(bench, CASEWORKER)
    (run,) = mine.get("/api/v1/print-runs").get_json()
    page = mine.get(f"/print-runs/{run['id']}").text
    assert "zijn hier niet" in page
    assert "van der Voorbeeld" in page


@pytest.mark.parametrize("url", ["/letters", "/print-runs", "/provider-notices", "/parked"])
def test_every_screen_opens_for_a_manager(bench: Bench, url: str) -> None:
    assert site(bench, EVERYWHERE).get(url).status_code == 200


def test_the_start_leads_to_the_letters(bench: Bench) -> None:
    assert site(bench, CASEWORKER).get("/").headers["Location"].endswith("/letters")


def test_a_parked_message_can_be_tried_again(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    broken = transferred(HOUTEN)
    broken.data["person"]["sex"] = "?"
    bench.tell([broken])
    manager = site(bench, EVERYWHERE)
    assert "person.sex" in manager.get("/parked").text
    answer = manager.post(f"/parked/{broken.id}")
    assert answer.headers["Location"].endswith("done=0-1")
    assert manager.post(f"/parked/{transferred(NEIGHBOUR).id}").status_code == 403
    assert site(bench, CASEWORKER).get("/parked").status_code == 403


def test_health_and_figures_are_there_for_the_one_who_runs_it(bench: Bench) -> None:
    mine = site(bench, CASEWORKER)
    health = mine.get("/healthz").get_json()
    assert (health["status"], health["service"]) == ("ok", "notifications")
    assert "zachte_landing_events_parked" in mine.get("/metrics").text


def test_the_description_names_every_address_of_the_api(bench: Bench) -> None:
    paths = site(bench, CASEWORKER).get("/api/v1/openapi.json").get_json()["paths"]
    of_representatives = {"/clients/{id}/representatives", "/representatives/{id}/end"}
    of_providers = {"/provider-notices", "/provider-notices/{id}"}
    of_parked = {"/parked", "/parked/count", "/parked/again", "/parked/{event}/step", "/steps/{cause}"}
    others = of_parked | {"/letters", "/letters/{id}/document", "/mailings", "/print-runs"}
    assert set(paths) == of_representatives | of_providers | others


def test_the_demo_gets_a_client_with_a_budget_and_the_busiest_provider(bench: Bench) -> None:
    assert example_outsiders(bench.service) == (HOUTEN.id, "98990123")


def test_an_empty_service_has_no_demo_users(tmp_path: Path) -> None:
    assert example_outsiders(open_bench(tmp_path).service) is None
