"""A caseworker takes a client through the route on the screens, and by the API."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

import shared.web
from shared.access import Role, User
from shared.clock import TurnedClock
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
from tests.support.web import web_context

NOOR = User("consulent", "Noor Bakker", Role.CASEWORKER, frozenset({"0321"}))
PETRA = User("petra", "Petra de Wit", Role.CASEWORKER, frozenset({"0321"}))
HUGO = User("consulent-lopik", "Hugo", Role.CASEWORKER, frozenset({"0331"}))
AUDITOR = User("auditor", "Els", Role.AUDITOR, frozenset({"0321"}))
ANNA = id_of("anna")
ROUTE = f"/clients/{ANNA}/route"
API = f"/api/v1/clients/{ANNA}/route"
DAY = date(2015, 2, 9)
SUBJECTS = (
    "needs",
    "own-strength",
    "network",
    "carer-support",
    "general-provision",
    "cooperation",
    "contribution",
)
NOTES = {
    **dict.fromkeys(SUBJECTS, "besproken"),
    "support_offered": "yes",
    "pgb_explained": "yes",
    "identified": "yes",
    "need0": "hulp bij de dagindeling",
    "answer0": "individual",
}
DECISION = {
    "kind": "in-kind",
    "on": DAY.isoformat(),
    "starts_on": "2016-01-01",
    "ends_on": "2017-12-31",
    "reason": "Uw netwerk kan dit niet overnemen.",
    "give0": "yes",
    "function0": "BGI",
    "amount0": "2,5",
    "unit0": "hours",
    "form0": "ZIN",
}


@pytest.fixture(scope="module")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("told")
    opened = support.open_service(folder)
    feed(opened, [transferred("anna"), checked(1)])
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
    clock = service.database.clock
    return service.make_web(web_context(user, clock=clock)).test_client()


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def page(service: Service, user: User = NOOR) -> str:
    return text_of(web(service, user).get(ROUTE).text)


def step(service: Service, kind: str, user: User = NOOR, **given: str) -> None:
    answer = web(service, user).post(f"{ROUTE}/steps/{kind}", data={"on": DAY.isoformat(), **given})
    assert answer.status_code == 303, text_of(answer.text)


def to_application(service: Service) -> None:
    finished = {**NOTES, "on": DAY.isoformat(), "do": "finish"}
    assert web(service).post(f"{ROUTE}/conversation", data=finished).status_code == 303
    step(service, "report")
    step(service, "apply")


def not_completed(service: Service) -> None:
    """Through 25 February: the letter left that asks for what is missing, and nothing came."""
    to_application(service)
    step(service, "ask-completion", missing="kopie", answerBy="2015-02-24")
    support.work(service)
    about = {"causeId": of_type(recorded(service), "step-taken")[-1].data["stepId"], "municipality": "0321"}
    turn(service, date(2015, 2, 25))
    hear(service, [told_by_notifications("letter-sent", ANNA, sentOn=DAY.isoformat(), **about)])


def to_decision(service: Service) -> None:
    to_application(service)
    assert web(service).post(f"{ROUTE}/decision", data=DECISION).status_code == 303


def test_an_answer_that_somebody_died_leads_to_the_form_with_its_reason(service: Service) -> None:
    form = web(service).get(f"{ROUTE}/steps/end?reason=died").text
    assert re.search(r'value="died"[^>]*checked', form)
    assert not re.search(r'value="moved"[^>]*checked', form)
    assert web(service).get(f"{ROUTE}/steps/end?reason=invented").status_code == 200


def test_a_client_goes_from_the_planned_week_to_a_decision_that_stands(service: Service) -> None:
    assert "Nu: maak een afspraak" in page(service)
    step(service, "invite")
    assert "Nu: houd het gesprek" in page(service)
    to_decision(service)
    decided = page(service)
    assert "Nu: verstuur het besluit" in decided
    assert "begeleiding individueel, 2,5 uur per week" in decided
    step(service, "send")
    sent = page(service)
    assert "Bezwaar maken tot en met 23 maart 2015" in sent
    assert "U kunt bezwaar maken tot en met de laatste dag van deze termijn." in sent
    turn(service, date(2015, 3, 24))
    service.tick(date(2015, 3, 24))
    assert "Het besluit staat vast." in page(service)


def test_what_a_decision_gives_is_shown_as_it_was_typed(service: Service) -> None:
    to_application(service)
    given = {**DECISION, "kind": "pgb", "amount0": "10,05", "form0": "PGB", "euros0": "4.567,80"}
    criteria = dict.fromkeys(("able", "wants", "good_care"), "yes")
    assert web(service).post(f"{ROUTE}/decision", data=given | criteria).status_code == 303
    assert "begeleiding individueel, 10,05 uur per week, met een pgb van €\u00a04.567,80 per jaar" in unescape(
        web(service).get(ROUTE).text
    )


CRITERIA = dict.fromkeys(("able", "wants", "good_care"), "yes")
A_BUDGET = {"give0": "yes", "function0": "BGI", "form0": "PGB", "amount0": "", "unit0": "", "euros0": ""}
NOTHING = {"give0": ""}


@pytest.mark.parametrize(
    ("kind", "gives", "says"),
    [
        ("in-kind", {}, "begeleiding individueel, 2,5 uur per week"),
        ("pgb", {**A_BUDGET, **CRITERIA, "euros0": "1.000"}, "met een pgb van €\u00a01.000,00 per jaar"),
        (
            "both",
            {**CRITERIA, **{f"{name[:-1]}1": said for name, said in A_BUDGET.items()}, "euros1": "1000,00"},
            "met een pgb van €\u00a01.000,00 per jaar",
        ),
        ("own-strength", NOTHING, "eigen kracht, netwerk of een gewone voorziening is genoeg"),
        ("refusal", NOTHING, "afwijzing"),
        ("end", NOTHING, "na het oude recht geen zorg meer"),
        ("prolongation", A_BUDGET, "begeleiding individueel, met een pgb zoals het was"),
        ("urgent-help", {"starts_on": DAY.isoformat(), "ends_on": "2015-03-31"}, "begeleiding individueel, 2,5 uur"),
        (
            "on-objection",
            {"outcome": "upheld", "no_hearing": "fully-met", "amount0": "3"},
            "begeleiding individueel, 3 uur per week",
        ),
        (
            "not-treated",
            {**NOTHING, "on": "2015-02-25", "starts_on": "2015-02-25", "ends_on": ""},
            "de aanvraag niet behandelen",
        ),
    ],
)
def test_the_route_shows_every_kind_of_decision(kind: str, gives: dict[str, str], says: str, service: Service) -> None:
    user = NOOR
    if kind == "on-objection":
        to_decision(service)
        step(service, "send")
        step(service, "object")
        user = PETRA
    elif kind == "not-treated":
        not_completed(service)
    elif kind not in ("urgent-help", "prolongation"):
        to_application(service)
    answer = web(service, user).post(f"{ROUTE}/decision", data={**DECISION, "kind": kind, **gives})
    assert answer.status_code == 303, text_of(answer.text)
    shown = web(service).get(ROUTE)
    assert shown.status_code == 200
    assert says in unescape(shown.text)


def test_every_step_is_told_with_the_terms_that_run(service: Service) -> None:
    to_decision(service)
    step(service, "send")
    support.work(service)
    steps = [event.data for event in of_type(recorded(service), "step-taken")]
    assert [data["step"] for data in steps] == ["hold-conversation", "report", "apply", "decide", "send"]
    assert steps[-1]["deadlines"] == [{"kind": "objection", "lastDay": "2015-03-23", "law": "Awb", "article": "6:7"}]
    (made,) = (event.data for event in of_type(recorded(service), "decision-made"))
    assert (made["kind"], made["startsOn"], made["oldRightUntil"]) == ("in-kind", "2016-01-01", "2015-12-31")
    assert made["provisions"][0]["amount"] == 250
    assert [card["article"] for card in made["reasons"]] == ["3:46", "2.3.5 lid 3"]


def test_steps_that_cannot_be_taken_now_are_not_offered_and_say_why(service: Service) -> None:
    to_decision(service)
    step(service, "send")
    html = web(service).get(ROUTE).text
    assert (f"{ROUTE}/steps/accept-offer" in html, f"{ROUTE}/steps/object" in html) == (False, True)
    assert "Cliënt neemt het aanbod aan : Dit besluit vraagt geen antwoord" in page(service)
    assert "Wat nu niet kan" not in page(service, AUDITOR)
    found = web(service).get(API).json or {}
    assert "accept-offer" not in found["possible"]
    assert [each["step"] for each in found["refused"]] == ["accept-offer", "refuse-offer"]


def test_what_is_asked_about_a_step_is_answered_on_its_form(service: Service) -> None:
    """A hold past the end of the old right was accepted without a word."""
    given = {"on": DAY.isoformat(), "until": "2016-01-04", "why": "Zij is in het buitenland."}
    asked = web(service).post(f"{ROUTE}/steps/hold", data=given)
    assert asked.status_code == 400
    assert "Waarom legt u dit toch vast?" in asked.text
    assert "Schrijf op waarom" in asked.text
    step(service, "hold", until=given["until"], why=given["why"], despite="Zij komt niet eerder terug.")
    assert "Nu: ga weer verder" in page(service)
    assert "Nu: ga weer verder" in text_of(web(service).get(f"/clients/{ANNA}").text)
    support.work(service)
    told = of_type(recorded(service), "step-taken")[-1]
    assert told.data["details"] == {"until": "2016-01-04"}, "the reason stays here"


@pytest.mark.parametrize(("number", "says"), [("1", "1 dagdeel per week"), ("1,5", "1,5 dagdelen per week")])
def test_one_of_something_is_not_said_as_more(number: str, says: str, service: Service) -> None:
    given = {**DECISION, "kind": "urgent-help", "starts_on": DAY.isoformat(), "ends_on": "2015-04-01"}
    given |= {"function0": "BGG", "unit0": "half-days", "amount0": number}
    assert web(service).post(f"{ROUTE}/decision", data=given).status_code == 303
    assert says in page(service)


def test_a_colleague_reads_why_a_step_was_taken(service: Service) -> None:
    """The form said that the reason stays in the file, and no page showed it; nor until when a client waits."""
    step(service, "hold", until="2016-03-01", why="Ziekenhuis.", despite="De cliënt ligt tot dan in het ziekenhuis.")
    shown = page(service)
    assert "Laten wachten tot 1 maart 2016 Ziekenhuis. De cliënt ligt tot dan in het ziekenhuis." in shown
    step(service, "end", reason="withdrawn")
    assert "Gestopt de cliënt wil dit niet meer" in page(service)
    step(service, "report-need")
    assert "Gestopt. de cliënt wil dit niet meer" in page(service), "also of an earlier route"


def test_an_urgent_help_form_begins_today_with_no_care_ticked(service: Service) -> None:
    """Wmo 2015, 2.3.3: it began on the day after the old right, with all of the old care."""
    html = web(service).get(f"{ROUTE}/decision?kind=urgent-help").text
    assert re.search(r'name="starts_on"[^>]*value="2015-02-09"|value="2015-02-09"[^>]*name="starts_on"', html)
    assert not re.search(r'name="give0"[^>]*checked', html)
    late = {**DECISION, "kind": "urgent-help", "starts_on": "2015-03-02", "ends_on": "2015-04-01"}
    refused = web(service).post(f"{ROUTE}/decision", data=late)
    assert (refused.status_code, "Waarom legt u dit toch vast?" in text_of(refused.text)) == (400, True)
    taken = web(service).post(f"{ROUTE}/decision", data={**late, "despite": "Pas dan komt zij thuis."})
    assert taken.status_code == 303
    assert "Pas dan komt zij thuis." in page(service)


def test_nothing_is_asked_of_a_route_whose_client_died_by_a_delivery(service: Service) -> None:
    """The page said to make an appointment, which was refused."""
    feed(service, [transferred("anna", revision=2, person={"diedOn": "2015-02-01"})])
    shown = page(service)
    assert "Nu: niets te doen" in shown
    assert "Maak een afspraak" not in shown


def test_what_was_typed_of_a_conversation_is_kept_when_it_cannot_be_finished(service: Service) -> None:
    unfinished = {**NOTES, "contribution": "", "on": DAY.isoformat(), "do": "finish"}
    answer = web(service).post(f"{ROUTE}/conversation", data=unfinished)
    assert answer.status_code == 400
    assert "Uw tekst is bewaard." in text_of(answer.text)
    assert "Vul dit nog in: Wat moet de cliënt zelf betalen?" in text_of(answer.text)
    again = web(service).get(f"{ROUTE}/conversation").text
    assert "hulp bij de dagindeling" in again
    assert "besproken</textarea>" in again


def test_what_the_client_got_as_a_report_is_not_changed_any_more(service: Service) -> None:
    to_decision(service)
    late = {**NOTES, "network": "iets anders", "do": "keep"}
    answer = web(service).post(f"{ROUTE}/conversation", data=late)
    assert answer.status_code == 400
    assert "Neem bij de herbeoordeling eerst het verslag terug" in text_of(answer.text)
    again = web(service).get(f"{ROUTE}/conversation").text
    assert "U kunt hier alleen lezen." in again
    assert "iets anders" not in again + web(service).get(f"{ROUTE}/report").text


def test_the_report_that_goes_to_a_client_is_printed_on_the_letterhead_of_the_municipality(service: Service) -> None:
    """Without the name of whoever prints it."""
    to_decision(service)
    page = web(service).get(f"{ROUTE}/report").text
    assert "zl-on-letterhead" in page.partition("<main")[2]
    print_css = (Path(str(shared.web.__file__)).parent / "assets" / "print.css").read_text(encoding="utf-8")
    assert ".zl-body:has(.zl-on-letterhead) .zl-band__who { display: none; }" in print_css


def test_the_form_of_a_decision_brings_up_the_transport_to_guidance(service: Service) -> None:
    """Wmo 2015 8.1(1)e: it has no line of its own in the indication, so an offer ended it and nobody thought of it."""
    feed(service, [transferred("anna", revision=2, functions=[function(transport=True)])])
    to_application(service)
    form = web(service).get(f"{ROUTE}/decision").text
    assert re.search(r'<option value="TRANSPORT" selected', form)
    assert re.search(r'name="give1"[^>]*checked', form)
    assert "Vervoer hoort bij het oude recht op begeleiding" in text_of(form)
    given = {**DECISION, "starts_on": "2015-06-01", "give1": "yes", "function1": "TRANSPORT", "form1": "ZIN"}
    assert web(service).post(f"{ROUTE}/decision", data=given).status_code == 303
    support.work(service)
    (made,) = (event.data for event in of_type(recorded(service), "decision-made"))
    assert [each["function"] for each in made["provisions"]] == ["BGI", "TRANSPORT"]
    assert made["oldEnds"] == {"BGI": "2015-12-31", "TRANSPORT": "2015-12-31"}


def test_a_decision_on_an_objection_begins_with_what_was_decided(service: Service) -> None:
    to_decision(service)
    step(service, "send")
    step(service, "object")
    form = web(service, PETRA).get(f"{ROUTE}/decision").text
    assert 'value="2,5"' in form
    assert 'value="2016-01-01"' in form
    assert "Nu: plan de hoorzitting" in page(service)
    hearing = {"on": DAY.isoformat(), "day": "2015-03-02", "from": "10.00", "place": "gemeentehuis"}
    assert web(service).post(f"{ROUTE}/steps/invite-hearing", data=hearing).status_code == 303
    assert "De hoorzitting is op 2 maart 2015 om 10:00 uur." in page(service)


def test_the_file_shows_what_happened_in_the_place_of_what_was_planned(service: Service) -> None:
    def file() -> str:
        return text_of(web(service).get(ROUTE.removesuffix("/route")).text)

    assert "Uiterste werkdag voor het besluit." in file()
    to_decision(service)
    step(service, "send")
    told = file()
    assert "Besluit verstuurd." in told
    assert "23 maart 2015 (komt nog): Laatste dag voor bezwaar." in told
    assert "staat gepland." not in told
    assert "Uiterste werkdag" not in told


def test_a_decision_that_the_law_does_not_allow_comes_back_with_what_was_typed(service: Service) -> None:
    to_decision(service)
    undo = re.search(
        r'action="/migration(/clients/[^"]+/undo/[^"]+)"|action="(/clients/[^"]+/undo/[^"]+)"',
        web(service).get(ROUTE).text,
    )
    assert undo is not None
    assert web(service).post(undo[1] or undo[2]).status_code == 303
    shortening = {**DECISION, "kind": "refusal", "give0": "", "starts_on": "2015-06-01"}
    answer = web(service).post(f"{ROUTE}/decision", data=shortening)
    assert answer.status_code == 400
    assert "Het oude recht loopt nog." in text_of(answer.text)
    assert 'value="2015-06-01"' in answer.text


def test_a_refusal_takes_no_notice_of_the_care_that_was_filled_in_before(service: Service) -> None:
    """Awb 3:46. Of who has a pgb the form said three things, two of them about a pgb that nobody gave."""
    to_application(service)
    refusal = {**DECISION, **A_BUDGET, "kind": "refusal", "agb0": "12", "provider0": ""}
    answer = web(service).post(f"{ROUTE}/decision", data=refusal)
    assert (answer.status_code, answer.location.endswith("done=decide")) == (303, True)
    assert "afwijzing" in text_of(web(service).get(ROUTE).text)


def test_day_care_in_hours_comes_back_with_the_fault_at_its_field(service: Service) -> None:
    to_application(service)
    wrong = {**DECISION, "function0": "BGG"}
    answer = web(service).post(f"{ROUTE}/decision", data=wrong)
    assert answer.status_code == 400
    assert re.search(r'href="#unit0">Deze zorg telt u in dagdelen\.', answer.text)


def test_an_objection_is_decided_by_somebody_else(service: Service) -> None:
    to_decision(service)
    step(service, "send")
    step(service, "object")
    hearing = {"on": DAY.isoformat(), "day": "2015-03-02", "from": "10.00", "place": "gemeentehuis"}
    assert web(service).post(f"{ROUTE}/steps/invite-hearing", data=hearing).status_code == 303
    early = page(service)
    assert "De hoorzitting is op 2 maart 2015. Leg haar vast op die dag of later." in early
    assert "Op welke dag was de hoorzitting?" not in early
    turn(service, date(2015, 3, 2))
    assert "Iemand die niet over het besluit ging, hoort de cliënt" in page(service)
    step(service, "hear", PETRA, on="2015-03-02")
    assert "Iemand anders beslist op het bezwaar (Awb, artikel 10:3 lid 3)." in page(service)
    assert "Beslissing op bezwaar invullen" not in page(service)
    assert "Beslissing op bezwaar invullen" in page(service, PETRA)
    decision = {**DECISION, "kind": "on-objection", "outcome": "upheld", "amount0": "3", "on": "2015-03-02"}
    refused = web(service).post(f"{ROUTE}/decision", data=decision)
    assert "artikel 10:3 lid 3" in text_of(refused.text)
    assert web(service, PETRA).post(f"{ROUTE}/decision", data=decision).status_code == 303
    step(service, "send-objection-decision", PETRA, on="2015-03-02")
    assert "Het besluit staat vast." in page(service)


@pytest.mark.parametrize(
    ("user", "path", "status"),
    [
        (HUGO, ROUTE, 403),
        (HUGO, f"{ROUTE}/conversation", 403),
        (HUGO, f"{ROUTE}/decision", 403),
        (NOOR, f"{ROUTE}/first-days/objection/1", 404),
        (NOOR, f"{ROUTE}/first-days/weeks/1", 404),
        (NOOR, f"{ROUTE}/corrections/{ANNA}", 404),
        (AUDITOR, f"{ROUTE}/decision", 403),
        (AUDITOR, ROUTE, 200),
        (NOOR, f"/clients/{id_of('nobody')}/route", 404),
        (NOOR, f"{ROUTE}/steps/undo", 404),
        (NOOR, f"{ROUTE}/steps/invented", 404),
    ],
)
def test_only_staff_of_the_municipality_opens_a_route(service: Service, user: User, path: str, status: int) -> None:
    assert web(service, user).get(path).status_code == status


def test_who_may_only_look_cannot_take_a_step(service: Service) -> None:
    assert web(service, AUDITOR).post(f"{ROUTE}/steps/invite", data={"on": DAY.isoformat()}).status_code == 403
    assert web(service, HUGO).post(f"{ROUTE}/steps/invite", data={"on": DAY.isoformat()}).status_code == 403


def test_the_same_by_api(service: Service) -> None:
    def post(path: str, **body: Any) -> dict[str, Any]:
        answer = web(service).post(f"{API}/{path}", json=body)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json or {}
        return found

    on = DAY.isoformat()
    done = {"supportOffered": True, "pgbExplained": True, "identified": True}
    assert post("steps", step="invite", on=on)["state"] == "invited"
    assert post("conversation", on=on, subjects=dict.fromkeys(SUBJECTS, "x"), **done)["state"] == "conversation-held"
    assert post("steps", step="report", on=on, details={"reportId": ANNA, "canApply": True})["state"] == "reported"
    post("steps", step="apply", on=on)
    care = {"function": "BGI", "amount": 250, "unit": "hours", "form": "ZIN"}
    made = post("decisions", on=on, kind="in-kind", startsOn="2015-04-01", provisions=[care], reason="Dit is nodig.")
    assert (made["state"], made["waitsForAcceptance"]) == ("decided", True)
    sent = post("steps", step="send", on=on, details={"decisionId": made["decisionId"]})
    assert sent["deadlines"] == [{"kind": "objection", "lastDay": "2015-03-23"}]
    empty = web(service).post(f"{API}/steps", json={"step": "hold", "on": on})
    assert (empty.status_code, "details.until" in empty.text) == (422, True)
    report = {"reportId": ANNA, "canApply": True}
    late = web(service).post(f"{API}/steps", json={"step": "report", "on": on, "details": report})
    assert (late.status_code, "Deze stap kan niet" in late.text) == (422, True)


def test_a_decision_without_a_hearing_asks_for_its_ground(service: Service) -> None:
    """Awb 7:3 and 7:12(1): a dismissal without a hearing asked for no ground. By form and by API."""
    to_decision(service)
    step(service, "send")
    step(service, "object")
    petra = web(service, PETRA)
    assert "Waarom was er geen hoorzitting?" in petra.get(f"{ROUTE}/decision?kind=on-objection").text
    dismissed = {**DECISION, "kind": "on-objection", "outcome": "dismissed"}
    refused = petra.post(f"{ROUTE}/decision", data=dismissed)
    assert (refused.status_code, "Kies waarom niet" in refused.text) == (400, True)
    care = {"function": "BGI", "amount": 250, "unit": "hours", "form": "ZIN"}
    body = {"on": DAY.isoformat(), "kind": "on-objection", "startsOn": "2016-01-01", "provisions": [care]}
    body |= {"reason": "Het blijft zo.", "outcome": "dismissed"}
    refused = petra.post(f"{API}/decisions", json=body)
    assert (refused.status_code, "Kies waarom niet" in refused.text) == (422, True)
    assert petra.post(f"{API}/decisions", json={**body, "noHearing": "no"}).status_code == 400
    made = petra.post(f"{API}/decisions", json={**body, "noHearing": "hearing-not-wanted"})
    assert (made.status_code, (made.json or {})["state"]) == (200, "objection-decided")
    assert "de cliënt zei: ik wil niet gehoord worden" in unescape(page(service))
    support.work(service)
    told = [event.data for event in of_type(recorded(service), "step-taken")][-1]
    assert told["details"]["noHearing"] == "hearing-not-wanted"


def test_an_objection_before_the_sending_is_taken_in_and_waits(service: Service) -> None:
    to_decision(service)
    step(service, "object")
    waiting = page(service)
    assert "Nu: verstuur het besluit" in waiting
    assert "Er ligt al een bezwaar, van 9 februari 2015. Dat behandelt u daarna (Awb, artikel 6:10)." in waiting
    step(service, "send")
    assert "Nu: plan de hoorzitting" in page(service)
    support.work(service)
    told = [event.data for event in of_type(recorded(service), "step-taken")][-2:]
    assert [(data["step"], data["state"]) for data in told] == [("object", "decided"), ("send", "objection")]
    assert [one["kind"] for one in told[-1]["deadlines"]] == ["decision-on-objection"]


FIRST_DAY = f"{ROUTE}/first-days/objection/1"
RIGHT_DAY = {"on": "2015-02-13", "why": "De postkamer bracht de brief later weg."}


def sent_on_the_wrong_day(service: Service) -> None:
    to_decision(service)
    step(service, "send")
    turn(service, date(2015, 2, 16))


def test_a_wrong_day_of_sending_is_corrected_from_the_deadlines(service: Service) -> None:
    sent_on_the_wrong_day(service)
    assert f'href="/migration{FIRST_DAY}"' in web(service).get(f"/deadlines/{ANNA}").text
    assert "first-days" not in web(service, AUDITOR).get(f"/deadlines/{ANNA}").text
    form = text_of(web(service).get(FIRST_DAY).text)
    for said in ("Verbeter de dag waarop het besluit is verstuurd", "maandag 9 februari 2015", "Awb, artikel 6:7"):
        assert said in form
    looked = web(service).post(FIRST_DAY, data={**RIGHT_DAY, "do": "look"})
    assert looked.status_code == 200
    assert "Bezwaar maken 23 maart 2015 27 maart 2015 verandert" in text_of(looked.text)
    assert "U hebt nog niets bewaard." in text_of(looked.text)
    assert "Bezwaar maken tot en met 23 maart 2015" in page(service)

    again = web(service).post(FIRST_DAY, data={**RIGHT_DAY, "do": "again"}).text
    assert ('value="2015-02-13"' in again, RIGHT_DAY["why"] in again, 'name="do" value="look"' in again) == (True,) * 3
    seen = re.search(r'name="seen" value="(\d+)"', looked.text)
    assert seen is not None
    kept = web(service).post(FIRST_DAY, data={**RIGHT_DAY, "do": "keep", "seen": seen[1]})
    assert kept.status_code == 303
    shown = text_of(web(service, AUDITOR).get(kept.headers["Location"].removeprefix("/migration")).text)
    for said in ("vrijdag 13 februari 2015", "Noor Bakker", "16 februari 2015", RIGHT_DAY["why"], "27 maart 2015"):
        assert said in shown
    after = page(service)
    assert "Bezwaar maken tot en met 27 maart 2015" in after
    assert "Besluit verstuurd Verbeterd: was 9 februari 2015 13 februari 2015 Noor Bakker" in after
    support.work(service)
    assert of_type(recorded(service), "step-taken")[-1].data["step"] == "correct-day"
    refused = web(service).post(FIRST_DAY, data={**RIGHT_DAY, "on": "2015-02-12", "do": "keep", "seen": seen[1]})
    assert "Iemand anders werkte net aan deze herbeoordeling." in text_of(refused.text)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"on": "", "why": "x"}, "Vul een dag in."),
        ({"on": "2015-02-13", "why": " "}, "Schrijf kort op waarom u deze dag verbetert."),
        ({"on": "2015-02-01", "why": "x"}, "De vorige stap was op 9 februari 2015."),
    ],
)
def test_a_correction_that_cannot_be_comes_back_with_what_was_typed(
    service: Service, given: dict[str, str], says: str
) -> None:
    sent_on_the_wrong_day(service)
    answer = web(service).post(FIRST_DAY, data={**given, "do": "look"})
    assert (answer.status_code, says in text_of(answer.text)) == (400, True)
    assert f'value="{given["on"]}"' in answer.text


def test_a_day_is_corrected_by_api_and_a_look_changes_nothing(service: Service) -> None:
    sent_on_the_wrong_day(service)
    body = {"kind": "objection", "number": 1, "firstDay": "2015-02-13", "why": "Postlijst."}
    moved = [
        {
            "kind": "objection",
            "number": 1,
            "outcome": "moves",
            "was": "2015-03-23",
            "becomes": "2015-03-27",
        }
    ]
    for keep, last_day in ((False, "2015-03-23"), (True, "2015-03-27")):
        answer = web(service).post(f"{API}/corrections", json={**body, "keep": keep})
        assert answer.status_code == 200, answer.text
        assert answer.json == {
            "step": "send",
            "was": "2015-02-09",
            "becomes": "2015-02-13",
            "effects": moved,
            "objectionInTime": None,
        }
        (open_one,) = (web(service).get(API).json or {})["deadlines"]
        assert open_one == {"kind": "objection", "lastDay": last_day}
    assert web(service).post(f"{API}/corrections", json={**body, "kind": "view"}).status_code == 404
    assert web(service, HUGO).post(f"{API}/corrections", json=body).status_code == 403


def test_a_rebuild_keeps_a_corrected_day(service: Service) -> None:
    sent_on_the_wrong_day(service)
    assert web(service).post(FIRST_DAY, data={**RIGHT_DAY, "do": "keep"}).status_code == 303
    support.work(service)
    digest = service.digest()
    service.rebuild()
    assert service.digest() == digest
    assert "Besluit verstuurd Verbeterd: was 9 februari 2015 13 februari 2015" in page(service)


def test_a_rebuild_keeps_what_was_decided_and_gives_the_same_tables(service: Service) -> None:
    to_decision(service)
    step(service, "send")
    feed(service, [transferred("anna", revision=2)])
    digest, told = service.digest(), len(recorded(service))
    service.rebuild()
    assert service.digest() == digest
    support.work(service)
    assert (service.digest(), len(recorded(service))) == (digest, told)
    assert service.totals()["persons"]["decided"] == 1  # type: ignore[index]


def test_a_later_report_is_not_shown_the_planned_days_of_the_reassessment(service: Service) -> None:
    step(service, "invite")
    assert "Besluit gepland" in page(service)
    step(service, "end", reason="no-need")
    step(service, "report-need", receivedOn=DAY.isoformat())
    assert "Gesprek gepland" not in page(service)
    assert "Besluit gepland" not in page(service)


def test_a_rebuild_leaves_a_route_as_it_went_on_after_a_death_that_was_a_mistake(service: Service) -> None:
    """It ended the route again, for the deliveries that said so are handled again."""
    step(service, "invite")
    person = dict(transferred("anna").data["person"])
    feed(service, [transferred("anna", revision=2, person={**person, "diedOn": "2015-02-01"})])
    ended = of_type(recorded(service), "step-taken")[-1].data
    assert ended["state"] == "ended"
    feed(service, [transferred("anna", revision=3, person=person)])
    web(service).post(f"{ROUTE}/undo/{ended['stepId']}")
    assert "Nu: houd het gesprek" in page(service)
    support.work(service)
    digest, events_so_far = service.digest(), len(recorded(service))
    service.rebuild()
    support.work(service)
    assert (service.digest(), len(recorded(service))) == (digest, events_so_far)


def test_the_letter_that_came_back_is_made_again_on_the_screen(service: Service) -> None:
    to_decision(service)
    step(service, "send")
    support.work(service)
    again = f"{ROUTE}/decision/again"
    assert web(service).post(again).status_code == 400
    step(service, "returned")
    support.work(service)
    assert "Nu: zoek uit waarom de brief met het besluit terugkwam" in page(service)
    assert f'action="{again}"' in web(service).get(ROUTE).text
    answer = web(service).post(again)
    assert answer.status_code == 303
    assert "komt in de volgende mailing" in web(service).get(answer.headers["Location"]).text
    support.work(service)
    first, second = of_type(recorded(service), "decision-made")
    assert second.data == {**first.data, "writtenAgain": {"time": 1, "on": DAY.isoformat()}}


def test_a_route_page_names_the_offer_that_still_waits(service: Service) -> None:
    """It said that all was done, and the file asked for a word about the offer."""
    to_application(service)
    offer = {**DECISION, "starts_on": "2015-03-02"}
    assert web(service).post(f"{ROUTE}/decision", data=offer).status_code == 303
    step(service, "send")
    asks = "Nu: vraag of de cliënt het aanbod aanneemt"
    assert (asks in page(service), asks in web(service).get(f"/clients/{ANNA}").text) == (True, True)
    step(service, "refuse-offer")
    assert (asks in page(service), "Nu: niets te doen" in page(service)) == (False, True)


def test_the_answer_to_an_objection_that_came_back_is_made_again_on_the_screen(service: Service) -> None:
    to_decision(service)
    step(service, "send")
    step(service, "object")
    decision = {**DECISION, "kind": "on-objection", "outcome": "upheld", "no_hearing": "fully-met", "amount0": "3"}
    assert web(service, PETRA).post(f"{ROUTE}/decision", data=decision).status_code == 303
    step(service, "send-objection-decision", PETRA)
    step(service, "returned", PETRA)
    assert "Nu: zoek uit waarom de brief met de beslissing op het bezwaar terugkwam" in page(service)
    assert web(service).post(f"{ROUTE}/decision/again").status_code == 303
    support.work(service)
    again = of_type(recorded(service), "decision-made")[-1].data["writtenAgain"]
    assert (again["time"], again["answer"]["outcome"], again["answer"]["noHearing"]) == (1, "upheld", "fully-met")
    step(service, "send-objection-decision", PETRA)
    assert "Het besluit staat vast." in page(service)


def test_a_rebuild_takes_no_step_that_was_not_possible_when_the_letter_left(service: Service) -> None:
    """It took one: the letter had left before the post brought back what was sent by hand."""
    to_decision(service)
    step(service, "send")
    support.work(service)
    (made,) = of_type(recorded(service), "decision-made")
    about = {"causeId": made.data["decisionId"], "municipality": "0321"}
    hear(service, [told_by_notifications("letter-sent", ANNA, sentOn=DAY.isoformat(), **about)])
    step(service, "returned")
    support.work(service)
    digest, events_so_far = service.digest(), len(recorded(service))
    service.rebuild()
    support.work(service)
    assert (service.digest(), len(recorded(service))) == (digest, events_so_far)


def test_what_was_not_completed_leads_to_the_form_of_the_decision(service: Service) -> None:
    to_application(service)
    step(service, "ask-completion", missing="kopie", answerBy="2015-02-24")
    assert "Besluit invullen zonder de aanvulling" in page(service)
    refused = web(service).post(f"{ROUTE}/decision", data=DECISION)
    assert "De cliënt kan nog aanvullen tot en met 24 februari 2015" in refused.get_data(as_text=True)
    turn(service, date(2015, 2, 25))
    assert web(service).post(f"{ROUTE}/decision", data={**DECISION, "on": "2015-02-25"}).status_code == 303


@pytest.mark.parametrize(("said", "more"), [("letter-left-out", {}), ("letter-taken-out", {"dayGone": True})])
def test_a_question_whose_letter_stays_here_is_taken_back_and_in_sight(
    service: Service, said: str, more: dict[str, bool]
) -> None:
    to_application(service)
    step(service, "ask-completion", missing="kopie", answerBy="2015-02-24")
    support.work(service)
    asked = of_type(recorded(service), "step-taken")[-1].data
    assert asked["state"] == "incomplete"
    if said == "letter-taken-out":
        hear(service, [told_by_notifications(said, ANNA, causeId=asked["stepId"], dayGone=False)])
        assert of_type(recorded(service), "step-taken")[-1].data == asked, "it may still go with a later run"
    hear(service, [told_by_notifications(said, ANNA, causeId=asked["stepId"], **more)])
    back = of_type(recorded(service), "step-taken")[-1].data
    assert (back["undoes"], back["state"]) == (asked["stepId"], "applied")
    assert "omdat de brief erover niet is verstuurd" in page(service)
    digest, events_so_far = service.digest(), len(recorded(service))
    service.rebuild()
    support.work(service)
    assert (service.digest(), len(recorded(service))) == (digest, events_so_far)


def test_a_refusal_on_other_facts_waits_for_the_letter_that_asks_for_a_view(service: Service) -> None:
    to_application(service)
    step(service, "ask-view", intended="afwijzen", answerBy="2015-02-23")
    support.work(service)
    about = {"causeId": of_type(recorded(service), "step-taken")[-1].data["stepId"], "municipality": "0321"}
    turn(service, date(2015, 2, 25))
    refusal = {"kind": "refusal", "on": "2015-02-25", "starts_on": "2016-01-01", "reason": "Anders.", "differs": "yes"}
    refused = web(service).post(f"{ROUTE}/decision", data=refusal)
    assert refused.status_code == 400
    assert "de brief waarin u dat vraagt is niet verstuurd" in text_of(refused.text)
    hear(service, [told_by_notifications("letter-sent", ANNA, sentOn=DAY.isoformat(), **about)])
    digest = service.digest()
    service.rebuild()
    support.work(service)
    assert service.digest() == digest
    assert web(service).post(f"{ROUTE}/decision", data=refusal).status_code == 303
    assert "neem het besluit terug" not in page(service)
    hear(service, [told_by_notifications("letter-returned", ANNA, returnedOn=DAY.isoformat(), **about)])
    assert "Nu: neem het besluit terug" in page(service)


def test_an_application_is_left_untreated_on_the_screen_when_it_may_be(service: Service) -> None:
    to_application(service)
    step(service, "ask-completion", missing="kopie", answerBy="2015-02-24")
    support.work(service)
    about = {"causeId": of_type(recorded(service), "step-taken")[-1].data["stepId"], "municipality": "0321"}
    turn(service, date(2015, 2, 25))
    untreated = {"kind": "not-treated", "on": "2015-02-25", "starts_on": "2015-02-25", "reason": "Er kwam niets."}
    assert "Besluiten dat u de aanvraag niet behandelt" not in page(service)
    assert 'value="not-treated"' not in web(service).get(f"{ROUTE}/decision").text
    assert "de aanvraag niet te behandelen : De brief waarin u vraagt om wat ontbreekt" in page(service)
    refused = web(service).post(f"{ROUTE}/decision", data=untreated)
    assert (refused.status_code, "niet op tijd verstuurd" in text_of(refused.text)) == (400, True)

    hear(service, [told_by_notifications("letter-sent", ANNA, sentOn=DAY.isoformat(), **about)])
    assert "Besluiten dat u de aanvraag niet behandelt" in page(service)
    form = web(service).get(f"{ROUTE}/decision?kind=not-treated").text
    assert re.search(r'value="not-treated"[^>]*checked', form)
    assert 'value="2015-02-25"' in form
    assert "tot en met 24 maart 2015 (Awb, artikel 4:5 lid 4)" in text_of(form)
    assert web(service).post(f"{ROUTE}/decision", data=untreated).status_code == 303
    support.work(service)
    made = of_type(recorded(service), "decision-made")[-1].data
    assert (made["kind"], made["provisions"], made["oldRightUntil"]) == ("not-treated", [], "2015-12-31")
    assert "besluit om de aanvraag niet te behandelen tot en met 24 maart 2015" in page(service).lower()

    decided = {"causeId": made["decisionId"], "municipality": "0321"}
    hear(service, [told_by_notifications("letter-sent", ANNA, sentOn="2015-02-25", **decided)])
    support.work(service)
    assert "Nu: help de cliënt om opnieuw aan te vragen" in page(service)
    file = text_of(web(service).get(f"/clients/{ANNA}").text)
    assert "Besloten de aanvraag niet te behandelen" in file
    assert "besluit staat vast" not in file
    assert "Tijdelijke hulp geven, omdat het niet kan wachten" in page(service)
    now = {"kind": "urgent-help", "on": "2015-02-25", "starts_on": "2015-02-25", "ends_on": "2015-04-25"}
    assert web(service).post(f"{ROUTE}/decision", data={**DECISION, **now}).status_code == 303
    assert "Nu: help de cliënt om opnieuw aan te vragen" in page(service)
    step(service, "object", on="2015-02-25", receivedOn="2015-02-25")
    assert "Tijdelijke hulp geven, omdat het niet kan wachten" in page(service)
    form = web(service, PETRA).get(f"{ROUTE}/decision?kind=urgent-help").text
    assert re.search(r'value="urgent-help"[^>]*checked', form)
    support.work(service)
    digest = service.digest()
    service.rebuild()
    support.work(service)
    assert service.digest() == digest


def test_a_group_is_prolonged_by_two_people(service: Service) -> None:
    asked = {"ends_from": "2015-12-31", "ends_through": "2015-12-31", "until": "2016-05-01", "reason": "Later."}
    empty = web(service).post("/prolongations", data={})
    assert re.findall(r"Vul in [^.]+", text_of(empty.text).partition("Er klopt iets niet")[2])[:3] == [
        "Vul in vanaf welke dag het oude recht stopt",
        "Vul in tot en met welke dag het oude recht stopt",
        "Vul in tot en met welke dag de zorg doorloopt",
    ]
    wrong = web(service).post("/prolongations", data={**asked, "until": "2015-12-01"})
    assert (wrong.status_code, "langer doorlopen" in wrong.text, "Later." in wrong.text) == (400, True, True)
    made = web(service).post("/prolongations", data=asked)
    group = made.headers["Location"].removeprefix("/migration")
    assert "Iemand anders geeft de golf vrij" in text_of(web(service).get(group).text)
    seen = text_of(web(service, PETRA).get(f"{group}/members").text)
    assert "golf 1 wacht op vrijgave" in seen
    assert "31 december 2015 begeleiding individueel, klasse 3 (4 tot 7 uur per week)" in seen
    saved = web(service, PETRA).get(f"{group}/members.csv").get_data(as_text=True)
    assert "golf 1: wacht op vrijgave" in saved
    assert web(service, HUGO).get(f"{group}/members").status_code == 403
    assert web(service, HUGO).get(f"{group}/members.csv").status_code == 403
    assert web(service).post(f"{group}/release").status_code == 400
    assert web(service, HUGO).get(group).status_code == 403
    assert web(service, PETRA).post(f"{group}/release").status_code == 303
    assert "Alle golven zijn gedaan." in text_of(web(service).get(group).text)
    assert "besluit genomen, nog niet verstuurd" in page(service)
    assert "klaar" in text_of(web(service).get("/prolongations").text)


def test_a_group_goes_on_past_who_was_left_out(service: Service) -> None:
    """Who is left out is named on the page, which is a line in the read log; what is done with the group is none. On
    SQLite the line waited for what waited for it."""
    feed(service, [transferred(f"client {number}") for number in range(12)])
    asked = {"ends_from": "2015-12-31", "ends_through": "2015-12-31", "until": "2016-05-01", "reason": "Later."}
    group = web(service).post("/prolongations", data=asked).headers["Location"].removeprefix("/migration")
    petra = web(service, PETRA)
    members = petra.get(f"{group}/members").text
    waves = re.findall(r"clients/([0-9a-f-]{36}).*?golf (\d)", members, re.DOTALL)
    second, third = ([id_ for id_, wave in waves if wave == number] for number in "23")
    dead = next(number for number in range(12) if id_of(f"client {number}") in second)
    feed(service, [transferred(f"client {dead}", revision=2, person={"diedOn": "2014-11-01"})])
    assert petra.post(f"{group}/clients/{second[-1]}/left-out", data={"why": "Heeft een gesprek."}).status_code == 303
    for what in ("release", "release", "go-on", "release", "release"):
        assert petra.post(f"{group}/{what}").status_code == 303
    assert "Alle golven zijn gedaan." in text_of(petra.get(group).text)
    assert third != []


def test_a_pgb_that_a_group_prolongs_is_shown_as_it_was(service: Service) -> None:
    """It keeps no yearly amount, and the page of its client was an error."""
    budget = function(deliveryForm="PGB", pgb={"grossYearCents": 1_028_200, "carer": ""})
    feed(service, [transferred("anna", revision=2, functions=[budget])])
    asked = {"ends_from": "2015-12-31", "ends_through": "2015-12-31", "until": "2016-05-01", "reason": "Later."}
    group = web(service).post("/prolongations", data=asked).headers["Location"].removeprefix("/migration")
    assert web(service, PETRA).post(f"{group}/release").status_code == 303
    care = "begeleiding individueel, klasse 3 (4 tot 7 uur per week), met een pgb zoals het was"
    assert care in page(service)
    support.work(service)
    (made,) = of_type(recorded(service), "decision-made")
    assert [one["class"] for one in made.data["provisions"]] == ["K3"]


def test_the_screens_name_the_last_day_of_a_right_and_apart_that_of_its_pgb(tmp_path: Path) -> None:
    """Wmo 2015 8.4: the right to protected living runs while the indication does, its pgb is certain through 2015."""
    opened = support.open_service(tmp_path)
    living = function(function="STAY", zzp="760", grounds=["PSY"], endsOn="2018-12-10", deliveryForm="PGB")
    feed(opened, [transferred("anna", functions=[living]), checked(1)])
    turn(opened, DAY)
    shown = page(opened)
    assert "Oude recht tot en met 10 december 2018" in shown
    assert "Pgb van het oude recht verblijf zeker tot en met 31 december 2015" in shown
    form = web(opened).get(f"{ROUTE}/decision?kind=prolongation").text
    assert "Het oude recht loopt tot en met 10 december 2018." in text_of(form)
    assert "verblijf zeker tot en met 31 december 2015 (Wmo 2015, artikel 8.4)" in text_of(form)
    assert 'value="2016-01-01"' in form
    support.close(opened)


def test_a_penalty_that_runs_stands_on_the_route_and_on_the_form_that_fixes_it(service: Service) -> None:
    """Awb 4:17: nobody read that money ran. The notice came on the day of the application, two weeks too early."""
    to_application(service)
    step(service, "notice-of-default", despite="De brief ligt er.")
    turn(service, date(2015, 3, 31))
    said = "loopt er een dwangsom. Tot en met vandaag is die"
    assert said in page(service)
    assert said in text_of(web(service).get(f"/clients/{ANNA}").text)
    assert web(service).post(f"{ROUTE}/decision", data={**DECISION, "on": "2015-03-31"}).status_code == 303
    answer = web(service).post(f"{ROUTE}/steps/send", data={"on": "2015-03-31"})
    assert answer.status_code == 303, text_of(answer.text)
    assert page(service).count("De dwangsom is volgens de wet €") == 1
    assert "De dwangsom is volgens de wet €" in text_of(web(service).get(f"{ROUTE}/steps/fix-penalty").text)
