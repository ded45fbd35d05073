"""The control page, my work and the team on the screens; what people record on a file; and the daily tick."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.migration.domain.control.steps import Task
from services.migration.entrypoints.control.words import AFTER_PLAN, PROMISES
from shared.access import Role, User
from shared.clock import TurnedClock
from shared.events.contracts import example, violations
from shared.looks.chain import reason_of
from shared.service import Service
from tests.support import migration as support
from tests.support.migration import (
    checked,
    feed,
    function,
    hear,
    id_of,
    of_type,
    recorded,
    told_by_notifications,
    transferred,
)
from tests.support.read_looks import looks, persons_seen
from tests.support.web import web_context

BOTH = frozenset({"0321", "0331"})
NOOR = User("consulent", "Noor Bakker", Role.CASEWORKER, BOTH)
PETRA = User("petra", "Petra de Wit", Role.CASEWORKER, frozenset({"0321"}))
HUGO = User("consulent-lopik", "Hugo", Role.CASEWORKER, frozenset({"0331"}))
PRIYA = User("financien", "Priya", Role.FINANCE, frozenset({"0321"}))
ALEX = User("auditor", "Alex", Role.AUDITOR, frozenset({"0321"}))
PROVIDER = User("aanbieder", "Iemand", Role.PROVIDER, provider="12345678")
CLIENT = User("client", "Een cliënt", Role.CLIENT, client=id_of("anna"))
ANNA, BERT, CHILD = id_of("anna"), id_of("bert"), id_of("child")
CHILDHOOD = {"initials": "C.", "prefix": "", "surname": "Kind", "birthDate": "2005-05-05", "diedOn": None}
DAY = date(2015, 2, 9)
NEVER_TRANSFERRED = example(support.CHECKED)["neverTransferred"]


@pytest.fixture(scope="module")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Anna is to be reassessed, Bert goes to the insurer, a child to the youth team, and thirty more are planned."""
    folder = tmp_path_factory.mktemp("told")
    opened = support.open_service(folder)
    many = [transferred(f"client {number}") for number in range(30)]
    bert = transferred("bert", functions=[function(function="PV", grounds=["SOM"])])
    child = transferred("child", person=CHILDHOOD, functions=[function(endsOn="2015-08-31")])
    feed(opened, [transferred("anna", functions=[function(endsOn="2015-05-31")]), bert, child, *many, checked(33)])
    support.close(opened)
    return folder


@pytest.fixture
def service(told_once: Path, tmp_path: Path) -> Iterator[Service]:
    opened = support.open_copy(told_once, tmp_path)
    turn(opened, DAY)
    yield opened
    support.close(opened)


def turn(service: Service, day: date) -> None:
    clock = service.database.clock
    assert isinstance(clock, TurnedClock)
    clock.day = day


def web(service: Service, user: User = NOOR) -> FlaskClient:
    return service.make_web(web_context(user, clock=service.database.clock)).test_client()


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def lines(service: Service) -> list[tuple[str, str, str]]:
    return list(persons_seen(service.database.engine))


def found(page: str) -> int:
    """How many a list holds."""
    number = re.search(r'role="status"><strong>([\d.]+)</strong>', page)
    return int(number[1].replace(".", "")) if number else 0


def found_none(page: str) -> bool:
    return "Geen enkele belofte is te laat nagekomen." in page


def post(service: Service, path: str, by: User = NOOR, /, **given: str) -> str:
    answer = web(service, by).post(path, data=given)
    assert answer.status_code == 303, text_of(answer.text)
    return str(answer.headers["Location"])


def control_of(service: Service) -> dict[str, int]:
    found = service.totals()["control"]
    assert isinstance(found, dict)
    return found


def test_the_sum_of_the_control_page_is_everybody_and_each_number_leads_to_its_list(service: Service) -> None:
    page = web(service).get("/control").text
    tables = re.findall(
        r'<th [^>]*row-head[^>]*><a [^>]*href="([^"]+)">([^<]+)</a>.*?zl-value">([\d.]+)</span>', page, re.S
    )
    numbers = {unescape(link): int(number) for link, _, number in tables if "/clients?" in link}
    assert len(numbers) >= 6
    lists = {link: found(web(service).get(link.removeprefix("/migration")).text) for link in numbers}
    shown = [link for link in numbers if "step=" not in link]
    assert {link: numbers[link] for link in shown} == {link: lists[link] for link in shown}
    assert control_of(service)["persons"] == 33 + NEVER_TRANSFERRED
    assert control_of(service)["withoutEither"] == 0


def section(page: str, id_: str) -> str:
    return page.split(f'id="{id_}"')[1].split("<h2")[0]


def test_what_became_of_everybody_adds_up_to_everybody_and_each_number_is_a_list(service: Service) -> None:
    page = section(web(service).get("/control").text, "geworden")
    numbers = [int(number) for number in re.findall(r'zl-value">(\d+)</span>', page)]
    assert numbers[-1] == sum(numbers[:-1]) == control_of(service)["persons"]
    links = re.findall(r'href="([^"]+became[^"]+)">[^<]+</a>.*?zl-value">(\d+)</span>', page, re.S)
    assert len(links) == 3
    for link, number in links:
        address = unescape(link).removeprefix("/migration")
        assert found(web(service).get(address).text) == int(number), link
        saved = web(service).get(address.replace("/clients?", "/clients.csv?")).text
        assert len(saved.splitlines()) == int(number) + 1, link


def test_a_promise_that_was_not_kept_is_a_line_that_leads_to_whom_it_was_made(service: Service) -> None:
    post(service, f"/clients/{ANNA}/take-over")
    turn(service, date(2016, 1, 2))
    page = section(web(service).get("/control").text, "beloften")
    assert PROMISES[Task.MAKE_APPOINTMENT] in page
    assert AFTER_PLAN in page
    links = re.findall(r'href="([^"]+(?:broken|overdue)[^"]*)">(\d+)</a>', page)
    assert len(links) >= 2
    for link, number in links:
        address = unescape(link).removeprefix("/migration")
        assert found(web(service).get(address).text) == int(number), link


def test_a_promise_that_was_kept_late_is_a_number_that_leads_to_whom_it_was_made(service: Service) -> None:
    turn(service, date(2014, 11, 3))
    before = section(web(service).get("/control").text, "beloften")
    assert (PROMISES[Task.MAKE_APPOINTMENT] in before, "control/promises?" in before) == (True, False)
    assert "Geen enkele belofte is te laat nagekomen." in web(service).get("/control/promises").text
    day = date(2016, 1, 2)
    turn(service, day)
    post(service, f"/clients/{ANNA}/route/steps/invite", on=day.isoformat())
    page = section(web(service).get("/control").text, "beloften")
    (link,) = re.findall(r'href="([^"]+control/promises[^"]+)">1</a>', page)
    address = unescape(link).removeprefix("/migration")
    listed = web(service).get(address).text
    assert found(listed) == 1
    assert f"/clients/{ANNA}" in listed
    heads, row = csv.reader(web(service).get(address.replace("?", ".csv?")).text.splitlines(), delimiter=";")
    told = dict(zip(heads, row, strict=True))
    assert (told["Wat wij beloofden"], told["Gedaan op"]) == (PROMISES[Task.MAKE_APPOINTMENT], "2016-01-02")
    assert int(told["Dagen te laat"]) == (day - date.fromisoformat(told["Uiterlijk"])).days > 0
    lines_of = web(service).get("/control.csv").text
    assert f"belofte te laat nagekomen;{PROMISES[Task.MAKE_APPOINTMENT]};;;1" in lines_of
    assert web(service, HUGO).get(address).status_code == 200
    assert found_none(web(service, HUGO).get("/control/promises").text)


def test_tiles_lead_to_as_many_people(service: Service) -> None:
    page = web(service).get("/control").text
    tiles = re.findall(r'zl-tile[^"]*" href="([^"]+)">\s*<span class="zl-tile__number">(\d+)</span>', page)
    own = [(link, number) for link, number in tiles if link.startswith(("/migration/", "/clients"))]
    assert (len(own), len(tiles)) == (6, 8), (
        "what was told too late is a list of letters, who is held back one of intake"
    )
    for link, number in own:
        assert found(web(service).get(unescape(link).removeprefix("/migration")).text) == int(number), link


def test_who_is_held_back_too_long_has_a_tile_so_that_tiles_and_sum_agree(service: Service) -> None:
    def late_tiles() -> dict[str, int]:
        page = web(service).get("/control").text
        found = re.findall(r'__number">(\d+)</span>\s*<span class="zl-tile__words">([^<]+)<', page)
        return {words: int(number) for number, words in found}

    turn(service, date(2014, 11, 3))
    assert "te laat te herstellen bij de aanlevering" not in late_tiles()
    turn(service, DAY)
    tiles = late_tiles()
    assert tiles["te laat te herstellen bij de aanlevering"] == NEVER_TRANSFERRED
    late = tiles["eerste stappen te laat"] + tiles["te laat te herstellen bij de aanlevering"]
    assert late == control_of(service)["overdue"]


def test_what_was_told_too_late_stands_on_the_file_and_is_a_number_that_leads_to_its_letters(service: Service) -> None:
    sent = told_by_notifications("letter-sent", ANNA, sentOn="2015-04-20")
    hear(service, [sent, told_by_notifications("letter-sent", BERT, toldLate=None, letterId=ANNA)])
    service.rebuild()
    page = web(service, ALEX).get("/control?municipality=0321").text
    (number,) = re.findall(
        r'href="/notifications/letters\?attention=late&amp;municipality=0321">\s*<span class="zl-tile__number">(\d+)<',
        page,
    )
    assert number == "1"
    assert "/notifications/letters" not in web(service, PRIYA).get("/control").text, "finance opens no letters"
    file = text_of(web(service).get(f"/clients/{ANNA}").text)
    said = "De brief van 20 april 2015 vertelde dat een recht eindigt op 31 mei 2015. K. de Vries liet de brief gaan."
    assert said in file
    assert "Het besluit kwam laat door ziekte." in file
    assert "van tevoren verteld" not in web(service).get(f"/clients/{BERT}").text


def test_the_status_counts_everybody(service: Service) -> None:
    before = control_of(service)
    assert before["persons"] == before["withNextStep"] + before["finished"]
    post(service, f"/clients/{BERT}/hand-overs/insurer", do="confirm")
    after = control_of(service)
    assert (after["finished"], after["withNextStep"]) == (before["finished"] + 1, before["withNextStep"] - 1)
    assert (after["overdueWithoutOwner"], service.totals()["decisions"]) == (0, {})


def test_a_tick_that_did_not_run_shows_on_the_page_and_with_the_health(service: Service) -> None:
    late = "Het dagelijkse werk loopt achter"
    assert late in web(service).get("/control").text
    service.tick(DAY)
    assert late not in web(service).get("/control").text
    assert "lateTicks" not in (web(service).get("/healthz").json or {})
    turn(service, date(2015, 2, 11))
    page = text_of(web(service).get("/control").text)
    assert "Voor rechten en planning is het werk van 10 februari 2015 niet gedaan." in page
    answer = web(service).get("/healthz")
    assert (answer.status_code, (answer.json or {})["lateTicks"]) == (200, {"migration": "2015-02-10"})
    assert 'zachte_landing_daily_work_late{service="migration"} 1.0' in web(service).get("/metrics").text


def test_a_caseworker_takes_a_step_and_finds_it_in_my_work(service: Service) -> None:
    assert "U hebt nu geen stappen op uw naam." in web(service).get("/my-work").text
    location = post(service, f"/clients/{ANNA}/take-over")
    assert "Wie: Noor Bakker . Uiterlijk op" in text_of(web(service).get(location).text)
    page = web(service).get("/my-work").text
    assert f"/clients/{ANNA}" in page
    assert "afspraak maken" in page
    assert f"/clients/{ANNA}/appointment" in page, "the step begins here"
    assert ("consulent", ANNA, "mijn werk") in lines(service)
    post(service, f"/clients/{ANNA}/assign", to="")
    assert f"/clients/{ANNA}" not in web(service).get("/my-work").text


def test_a_step_that_waits_for_somebody_else_stands_apart(service: Service) -> None:
    post(service, f"/clients/{ANNA}/take-over")
    post(service, f"/clients/{ANNA}/route/steps/hold", on=DAY.isoformat(), until="2015-03-02", why="Op reis.")
    page = text_of(web(service).get("/my-work").text)
    mine, _, others = page.partition("Wacht op iemand anders")
    assert "U hebt nu geen stappen op uw naam." in mine
    assert "wachten tot een afgesproken dag" in others


def test_a_colleague_takes_all_of_it_over_on_the_page_of_the_team(service: Service) -> None:
    for client in (ANNA, BERT):
        post(service, f"/clients/{client}/take-over")
    page = text_of(web(service, PETRA).get("/team").text)
    assert "Noor Bakker" in page
    assert post(service, "/team/take-over", PETRA, colleague="consulent").endswith("taken=2")
    assert "U hebt nu geen stappen op uw naam." in web(service).get("/my-work").text
    assert found(web(service, PETRA).get("/clients?owner=petra").text) == 2
    nothing = web(service, PETRA).post("/team/take-over", data={"colleague": "consulent"})
    assert (nothing.status_code, "heeft niets in handen" in nothing.text) == (400, True)


def test_a_hand_over_is_chased_and_confirmed_on_the_file(service: Service) -> None:
    file = f"/clients/{CHILD}"
    assert "Nu: naar het jeugdteam" in web(service).get(file).text
    post(service, f"{file}/hand-overs/youth", do="chase")
    assert "Uiterlijk op 23 februari 2015" in text_of(web(service).get(file).text)
    confirmed = web(service).post(
        f"{file}/hand-overs/youth", data={"do": "confirm", "note-youth": "Sanne nam het over"}
    )
    assert confirmed.status_code == 303
    said = text_of(web(service).get(confirmed.headers["Location"].removeprefix("/migration")).text)
    assert ("Wij hebben dit bewaard." in said, "de afspraak uitkomt" in said) == (True, False)
    assert "Deze cliënt is overgedragen." in web(service).get(file).text
    again = web(service).post(f"{file}/hand-overs/youth", data={"do": "confirm"})
    assert (again.status_code, "hoeft niet (meer)" in again.text) == (400, True)
    assert web(service).post(f"{file}/hand-overs/nobody", data={}).status_code == 404


def test_the_file_of_who_died_says_when_the_care_stopped(service: Service) -> None:
    """A death that a caseworker recorded left the old last day in the file and on the timeline."""
    file = f"/clients/{ANNA}"
    assert "31 mei 2015 (komt nog): Laatste dag van het oude recht" in text_of(web(service).get(file).text)
    post(service, f"{file}/route/steps/invite", on=DAY.isoformat())
    post(service, f"{file}/route/steps/end", on="2015-02-02", reason="died")
    shown = text_of(web(service).get(file).text)
    assert "overleden op 2 februari 2015" in shown
    assert "2 februari 2015 de cliënt is overleden" in shown
    assert "2 februari 2015 (die dag is voorbij): Laatste dag van het oude recht" in shown


@pytest.mark.parametrize(
    ("name", "first", "leads_to"),
    [
        ("child", "Overdracht vastleggen", "#vastleggen"),
        ("bert", "Overdracht vastleggen", "#vastleggen"),
        ("anna", "Maak een afspraak", f"/clients/{ANNA}/appointment"),
    ],
)
def test_the_one_filled_button_of_a_file_is_the_next_step(
    service: Service, name: str, first: str, leads_to: str
) -> None:
    page = web(service).get(f"/clients/{id_of(name)}").text
    filled = re.findall(r'<a class="[^"]*primary-action[^"]*" href="([^"]+)">([^<]+)', page)
    assert [(href, words.strip()) for href, words in filled] == [(leads_to, first)]
    assert leads_to[0] == "/" or f'id="{leads_to[1:]}"' in page


def test_what_was_looked_at_needs_a_note_and_comes_back_with_what_was_typed(service: Service) -> None:
    feed(service, [transferred("eva", functions=[function(function="ADL")])])
    file = f"/clients/{id_of('eva')}"
    empty = web(service).post(f"{file}/looked-at/outside-transition", data={"note-outside-transition": " "})
    assert (empty.status_code, 'href="#note-outside-transition"' in empty.text) == (400, True)
    noted = {"note-outside-transition": "besluit oude Wmo loopt"}
    assert web(service).post(f"{file}/looked-at/outside-transition", data=noted).status_code == 303
    page = web(service).get(file).text
    assert ("Bekeken: Zorg buiten het overgangsrecht" in page, "Nu: naar het zorgkantoor" in page) == (False, True)


def test_the_same_by_api(service: Service) -> None:
    def api(path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = web(service).post(f"/api/v1/clients/{BERT}/{path}", json=body)
        assert answer.status_code == 200, answer.text
        return dict(answer.json or {})

    asked = api("hand-overs", {"receiver": "insurer", "confirmed": False})
    assert asked["nextStep"] == {
        "step": "hand-over-insurer",
        "team": "back-office",
        "owner": "",
        "due": "2015-02-23",
        "finished": None,
    }
    assert api("hand-overs", {"receiver": "insurer", "confirmed": True})["nextStep"]["finished"] == "handed-over"
    refused = web(service).post(f"/api/v1/clients/{BERT}/looked-at", json={"workList": "lapsed", "note": "x"})
    assert (refused.status_code, "staat niet (meer) op deze lijst" in refused.text) == (422, True)


def test_a_list_is_saved_as_a_file_with_everybody_on_it_and_a_line_for_each(service: Service) -> None:
    answer = web(service).get("/clients.csv?step=make-appointment")
    assert answer.mimetype == "text/csv"
    head, *rows = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";")
    assert (head[0], head[-1], len(rows)) == ("Naam", "Wie", 31)
    assert {row[7] for row in rows} == {"afspraak maken"}
    logged = [one for one in lines(service) if one[2] == "lijst met cliënten als bestand"]
    assert len(logged) == 31


@pytest.mark.parametrize(
    ("query", "number"),
    [("step=hand-over-insurer", 1), ("owner=youth", 1), ("due=any", 33), ("done=any", 0), ("done=neither", 0)],
)
def test_the_list_is_filtered_by_step_owner_and_day(service: Service, query: str, number: int) -> None:
    assert found(web(service).get(f"/clients?{query}").text) == number


def test_late_by_the_law_and_later_than_the_own_plan_have_their_own_names(service: Service) -> None:
    team, year = web(service, PETRA).get("/team").text, web(service, PETRA).get("/year").text
    assert "besluiten te laat volgens de wet" in team
    assert re.search(r'href="[^"]*/deadlines\?kind=decision&amp;due=overdue', team)
    assert "besluiten later dan ons eigen plan" in year
    assert re.search(r'href="[^"]*list=overdue">Wie een besluit krijgt later dan ons eigen plan</a>', team)
    assert not [words for words in ("later dan gepland", "besluiten te laat<") if words in team + year]


@pytest.mark.parametrize("path", ["/control", "/my-work", "/team", "/clients.csv", f"/clients/{ANNA}"])
@pytest.mark.parametrize("user", [PROVIDER, CLIENT], ids=["provider", "client"])
def test_nobody_from_outside_opens_a_screen_and_nothing_is_logged(service: Service, path: str, user: User) -> None:
    assert web(service, user).get(path).status_code == 403
    assert lines(service) == []


ACTS = ("take-over", "assign", "hand-overs/insurer", "looked-at/lapsed")


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("user", [HUGO, ALEX, PRIYA, PROVIDER, CLIENT], ids=lambda user: user.id)
def test_nobody_else_records_anything_about_a_client(service: Service, act: str, user: User) -> None:
    before = service.digest()
    data = {f"note-{act.rpartition('/')[2]}": "x", "do": "confirm"}
    assert web(service, user).post(f"/clients/{BERT}/{act}", data=data).status_code == 403
    assert service.digest() == before


@pytest.mark.parametrize("path", ["/control", "/team", "/clients.csv"])
def test_another_municipality_is_refused(service: Service, path: str) -> None:
    assert web(service, HUGO).get(f"{path}?municipality=0321").status_code == 403
    assert lines(service) == []


def test_finance_sees_the_figures_and_no_link_to_a_person(service: Service) -> None:
    page = web(service, PRIYA).get("/control").text
    assert ("De optelsom" in page, "/clients" in page) == (True, False)
    assert web(service, PRIYA).get("/my-work").status_code == 403
    assert web(service, ALEX).get("/my-work").status_code == 403


def test_ends_are_told_as_agreed_and_once(service: Service) -> None:
    for day in (date(2015, 4, 5), date(2015, 4, 6), date(2015, 5, 3), date(2015, 5, 31), date(2015, 6, 1)):
        turn(service, day)
        service.tick(day)
    support.work(service)
    ending = [event for event in of_type(recorded(service), "right-ending") if event.subject == ANNA]
    ended = [event for event in of_type(recorded(service), "right-ended") if event.subject == ANNA]
    assert [(event.data["weeks"], event.data["toldOn"]) for event in ending] == [(8, "2015-04-05"), (4, "2015-05-03")]
    assert [(event.data["why"], event.data["lastDay"]) for event in ended] == [("date", "2015-05-31")]
    assert [violations(event.type, event.data) for event in [*ending, *ended]] == [[], [], []]


def test_an_accepted_offer_ends_the_old_right_when_the_new_care_begins(service: Service) -> None:
    def step(path: str, **body: Any) -> dict[str, Any]:
        answer = web(service).post(f"/api/v1/clients/{ANNA}/route/{path}", json={"on": DAY.isoformat(), **body})
        assert answer.status_code == 200, answer.text
        return dict(answer.json or {})

    subjects = ("needs", "own-strength", "network", "carer-support", "general-provision", "cooperation", "contribution")
    done = {"supportOffered": True, "pgbExplained": True, "identified": True}
    step("conversation", subjects=dict.fromkeys(subjects, "x"), **done)
    step("steps", step="report", details={"reportId": ANNA, "canApply": True})
    step("steps", step="apply")
    care = {"function": "BGI", "amount": 250, "unit": "hours", "form": "ZIN"}
    made = step("decisions", kind="in-kind", startsOn="2015-03-01", provisions=[care], reason="Dit is nodig.")
    decision = {"decisionId": made["decisionId"]}
    step("steps", step="send", details=decision)
    assert "Nu: vraag of de cliënt het aanbod aanneemt" in web(service).get(f"/clients/{ANNA}").text
    taken = step("steps", step="accept-offer", details=decision)
    assert taken["oldRightUntil"] == "2015-02-28"
    rights = text_of(web(service).get(f"/clients/{ANNA}").text).partition("Wat geldt tot wanneer")[2]
    assert "28 februari 2015 daarna nieuwe zorg: de cliënt nam een aanbod aan" in rights
    route = text_of(web(service).get(f"/clients/{ANNA}/route").text)
    assert "Het oude recht loopt tot en met 28 februari 2015. De nieuwe zorg begint de dag daarna." in route
    so_far = []
    for day in (date(2015, 2, 28), date(2015, 3, 1), date(2015, 4, 5), date(2015, 5, 31)):
        turn(service, day)
        service.tick(day)
        support.work(service)
        told = [event for event in recorded(service) if event.subject == ANNA and ".right-end" in event.type]
        so_far.append(len(told))
    assert so_far == [0, 1, 1, 1]
    assert [(event.data["why"], event.data["lastDay"], event.data["decisionId"]) for event in told] == [
        ("offer-accepted", "2015-02-28", made["decisionId"])
    ]
    assert [violations(event.type, event.data) for event in told] == [[]]
    assert service.totals()["decisions"] == {"in-kind": 1}


def test_a_rebuild_keeps_what_people_recorded(service: Service) -> None:
    post(service, f"/clients/{ANNA}/take-over")
    post(service, f"/clients/{BERT}/hand-overs/insurer", do="confirm")
    post(service, f"/clients/{CHILD}/hand-overs/youth", do="chase")
    post(service, f"/clients/{ANNA}/route/steps/hold", on=DAY.isoformat(), until="2015-03-02", why="Op reis.")
    service.tick(DAY)
    support.work(service)
    digest, control, events = service.digest(), control_of(service), len(recorded(service))
    service.rebuild()
    support.work(service)
    assert (service.digest(), control_of(service), len(recorded(service))) == (digest, control, events)


def test_an_answer_of_the_client_comes_first_until_it_is_finished_also_after_a_rebuild(service: Service) -> None:
    answer = id_of("answer")
    said = {"answerId": answer, "kind": "calls-back", "appointmentId": None}
    days = {"receivedOn": "2014-11-11", "dueOn": "2014-11-14"}
    hear(service, [told_by_notifications("answer-received", ANNA, **said, **days)])
    page = text_of(web(service).get(f"/clients/{ANNA}").text)
    assert "De cliënt of de aanbieder liet iets weten." in page
    assert "11 november 2014: de cliënt wil dat u belt." in page
    assert f"/notifications/replies/{answer}" in web(service).get(f"/clients/{ANNA}").text
    before = service.digest()
    service.rebuild()
    assert service.digest() == before
    hear(service, [told_by_notifications("answer-finished", ANNA, answerId=answer)])
    assert "liet iets weten" not in text_of(web(service).get(f"/clients/{ANNA}").text)


def test_an_answer_of_a_provider_is_a_next_step_too(service: Service) -> None:
    answer = id_of("answer of a provider")
    said = {"answerId": answer, "kind": "cannot-wait", "since": None}
    days = {"receivedOn": "2014-11-11", "dueOn": "2014-11-12"}
    hear(service, [told_by_notifications("provider-answered", ANNA, **said, **days)])
    assert "11 november 2014: de aanbieder zegt: dit kan niet wachten." in text_of(
        web(service).get(f"/clients/{ANNA}").text
    )
    hear(service, [told_by_notifications("answer-finished", ANNA, answerId=answer)])
    assert "dit kan niet wachten" not in text_of(web(service).get(f"/clients/{ANNA}").text)


def test_the_file_of_who_died_leads_to_a_letter_to_the_next_of_kin(service: Service) -> None:
    lead = f"/notifications/letters?client={ANNA}"
    words = "Brief aan de nabestaanden"
    assert words not in web(service).get(f"/clients/{ANNA}").text
    died = CHILDHOOD | {"birthDate": "1950-05-05", "diedOn": "2015-01-20"}
    feed(service, [transferred("anna", revision=2, person=died, functions=[function(endsOn="2015-05-31")])])
    page = web(service).get(f"/clients/{ANNA}").text
    assert re.search(rf'href="{re.escape(lead)}"[^>]*>\s*{words}', page)
    assert words not in web(service, ALEX).get(f"/clients/{ANNA}").text


def file_from_a_search(service: Service, by: User = NOOR) -> str:
    """The address of Anna's file, as the list gives it that somebody searched in."""
    found = web(service, by).get(post(service, "/clients", by, text="Voorbeeld").removeprefix("/migration")).text
    links = [unescape(link).removeprefix("/migration") for link in re.findall(r'href="([^"]*/clients/[^"]+)"', found)]
    return next(link for link in links if ANNA in link)


def test_who_found_a_file_by_a_search_says_why_before_it_opens(service: Service) -> None:
    address = file_from_a_search(service)
    before = len(looks(service.database.engine))
    asked = web(service).get(address)
    assert asked.status_code == 200
    assert "Waarom opent u dit dossier?" in asked.text
    assert "Voorbeeld" not in asked.text
    assert len(looks(service.database.engine)) == before, "nothing was shown yet"
    (action,) = re.findall(r'action="([^"]+/reason[^"]*)"', asked.text)
    opened = post(service, unescape(action).removeprefix("/migration"), choice="called", note="vraag over de brief")
    assert "Voorbeeld" in web(service).get(opened.removeprefix("/migration")).text
    last = looks(service.database.engine)[-1]
    said = "De cliënt, of iemand voor de cliënt, belde of mailde: vraag over de brief"
    assert (last["purpose"], reason_of(last)) == ("client-file", said)


def test_a_reason_holds_for_one_user_and_client_until_the_day_is_over(service: Service) -> None:
    address, other = file_from_a_search(service), replace(NOOR, id="collega", name="Els")
    post(service, f"/clients/{ANNA}/reason", choice="check")
    assert "Waarom opent u dit dossier?" not in web(service).get(address).text
    assert "Waarom opent u dit dossier?" in web(service, other).get(address).text
    turn(service, DAY + timedelta(days=1))
    assert "Waarom opent u dit dossier?" in web(service).get(address).text


def test_from_a_list_nobody_is_asked(service: Service) -> None:
    assert "Voorbeeld" in web(service).get(f"/clients/{ANNA}?back=/migration/clients?state=planned").text


@pytest.mark.parametrize(
    ("form", "field"),
    [({}, "choice"), ({"choice": "lunch"}, "choice"), ({"choice": "other", "note": "ja"}, "note")],
)
def test_what_is_no_reason_opens_nothing(service: Service, form: dict[str, str], field: str) -> None:
    refused = web(service).post(f"/clients/{ANNA}/reason", data=form)
    assert refused.status_code == 400
    assert f'href="#{field}"' in refused.text
    assert "Waarom opent u dit dossier?" in web(service).get(file_from_a_search(service)).text


def test_a_reason_for_a_client_of_another_municipality_is_refused(service: Service) -> None:
    address = file_from_a_search(service)
    elsewhere = replace(NOOR, id="ver", municipalities=frozenset({"0331"}))
    assert web(service, elsewhere).post(f"/clients/{ANNA}/reason", data={"choice": "check"}).status_code == 403
    assert web(service, elsewhere).get(address).status_code == 403
