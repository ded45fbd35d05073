"""The screens of answers and the actions of the own page: who may, what is shown, kept and told, and what a rebuild
leaves."""

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from services.notifications.adapters.replies.tables import answer
from services.notifications.domain.client.slip_code import printed_slip_code
from shared.access import Role, User
from shared.clock import TurnedClock
from tests.support.notifications import (
    Bench,
    Person,
    appointed,
    appointment_id,
    confirmed,
    counted,
    decided,
    everything,
    make_runs_without_paper,
    moved,
    open_bench,
    open_copy,
    stepped,
)
from tests.support.read_looks import persons_seen
from tests.support.web import web_context

DAY = date(2015, 1, 26)
HOUTEN, NEIGHBOUR = Person(1), Person(2, surname="Bakker")
NIEUWEGEIN = Person(3, municipality="0356", surname="=Zee")
QUIET = Person(4, surname="Stil")
CASEWORKER = User("consulent", "Noor", Role.CASEWORKER, frozenset({"0321"}))
EVERYWHERE = User("beheerder", "Sam", Role.FUNCTIONAL_MANAGER, frozenset({"0321", "0356"}))
ELSEWHERE = User("ver", "Farid", Role.CASEWORKER, frozenset({"0356"}))
AUDITOR = User("auditor", "Ali", Role.AUDITOR, frozenset({"0321"}))
FINANCE = User("financien", "Priya", Role.FINANCE, frozenset({"0321"}))
PROVIDER = User("aanbieder", "Aan", Role.PROVIDER, provider="98990123")
CLIENT = User("client", "Cliënt", Role.CLIENT, client=HOUTEN.id)
NEXT_DOOR = User("buur", "Buur", Role.CLIENT, client=NEIGHBOUR.id)
PDF = b"%PDF-1.4\n%plan\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\0" * 300
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\0" * 300


@pytest.fixture(scope="module")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    bench = open_bench(tmp_path_factory.mktemp("told"), day=DAY)
    people = (HOUTEN, NEIGHBOUR, NIEUWEGEIN, QUIET)
    told = [event for person in people for event in everything(person)]
    told += [appointed(person, person.number, madeOn="2015-01-12") for person in people]
    bench.tell(told)
    bench.close()
    return bench.folder


@pytest.fixture
def bench(told_once: Path, tmp_path: Path) -> Iterator[Bench]:
    bench = open_copy(told_once, tmp_path, day=DAY)
    yield bench
    bench.service.database.engine.dispose()


def site(bench: Bench, user: User, day: date = DAY) -> FlaskClient:
    service = bench.service if day == DAY else open_bench(bench.folder, day=day).service
    return service.make_web(web_context(user, clock=TurnedClock(day))).test_client()


def kept(bench: Bench) -> list[dict[str, object]]:
    with bench.service.database.reading() as connection:
        return [dict(row) for row in connection.execute(select(answer).order_by(answer.c.number)).mappings()]


def told_outside(bench: Bench) -> list[dict[str, object]]:
    bench.work()
    return [dict(each.data) for each in bench.recorded() if each.type.endswith(".answer-received.v1")]


def lines_read(bench: Bench) -> list[tuple[str, str, str]]:
    return list(persons_seen(bench.service.database.engine))


def asks_for_another_day(bench: Bench, wish: str = "dinsdag") -> str:
    sent = site(bench, CLIENT).post(
        "/portal/answers/other-day", data={"appointment": appointment_id(1), "wish": wish, "note": ""}
    )
    assert (sent.status_code, sent.location) == (303, "/portal?done=other-day")
    return str(kept(bench)[-1]["answer_id"])


def test_what_a_client_answers_is_kept_told_and_in_the_inbox(bench: Bench) -> None:
    id_ = asks_for_another_day(bench)
    assert told_outside(bench) == [
        {
            "answerId": id_,
            "municipality": "0321",
            "kind": "other-day",
            "channel": "portal",
            "receivedOn": "2015-01-26",
            "appointmentId": appointment_id(1),
            "wish": "dinsdag",
            "dueOn": "2015-01-29",
        }
    ]
    inbox = site(bench, CASEWORKER).get("/replies").text
    assert "Wil een andere dag" in inbox
    assert "29 januari 2015" in inbox
    assert "U vroeg om een andere dag. U hoort van ons." in site(bench, CLIENT).get("/portal").text


def test_who_wants_no_conversation_is_asked_once_more_before_it_is_kept(bench: Bench) -> None:
    own, typed = site(bench, CLIENT), {"note": 'Bel mij "eerst"'}
    assert "Het oude recht op zorg loopt gewoon door." in own.get("/portal/answers/declines").text
    again = own.post("/portal/answers/declines", data=typed)
    assert (again.status_code, kept(bench)) == (200, [])
    assert "Weet u zeker dat u geen gesprek wilt?" in again.text
    assert 'value="Bel mij &#34;eerst&#34;"' in again.text
    sent = own.post("/portal/answers/declines", data={**typed, "sure": "yes"})
    assert (sent.status_code, sent.location) == (303, "/portal?done=declines")
    assert [(each["kind"], each["channel"], each["dueOn"]) for each in told_outside(bench)] == [
        ("declines", "portal", "2015-01-29")
    ]
    page = own.get(sent.location).text
    assert "Bedankt. Wij weten nu dat u geen gesprek wilt." in page
    assert "Uiterlijk 29 januari 2015" in page
    assert "Wil geen gesprek" in site(bench, CASEWORKER).get("/replies").text


def test_nobody_is_asked_to_be_sure_of_what_cannot_be_said_any_more(bench: Bench) -> None:
    bench.tell([stepped(HOUTEN, "hold-conversation", "conversation-held", "2015-01-26", 1)])
    own = site(bench, CLIENT)
    for page in (own.get("/portal/answers/declines"), own.post("/portal/answers/declines")):
        assert "Dit kunt u nu niet meer doorgeven" in page.text
    refused = own.post("/portal/answers/declines", data={"sure": "yes"})
    assert (refused.status_code, kept(bench)) == (400, [])
    assert "Het gesprek is al geweest" in refused.text


def test_sent_twice_is_kept_once(bench: Bench) -> None:
    assert asks_for_another_day(bench) == asks_for_another_day(bench)
    assert len(kept(bench)) == 1


def test_an_appointment_that_moved_meanwhile_is_refused_on_the_form_with_what_was_typed(bench: Bench) -> None:
    bench.tell([moved(HOUTEN, 9, 1, day="2015-02-12", madeOn="2015-01-25")])
    data = {"appointment": appointment_id(1), "wish": "op dinsdag", "note": ""}
    sent = site(bench, CLIENT).post("/portal/answers/other-day", data=data)
    assert sent.status_code == 400
    assert "Deze afspraak geldt niet meer" in sent.text
    assert "op dinsdag" in sent.text
    assert "donderdag 12 februari 2015" in sent.text
    assert kept(bench) == []


@pytest.mark.parametrize(("content", "ending"), [(PDF, "pdf"), (JPEG, "jpg"), (PNG, "png")])
def test_a_plan_is_kept_under_its_answer_and_opened_by_staff(bench: Bench, content: bytes, ending: str) -> None:
    data = {"file": (io.BytesIO(content), "../../mijn plan.exe"), "note": ""}
    assert site(bench, CLIENT).post("/portal/answers/plan-attached", data=data).status_code == 303
    id_ = str(kept(bench)[0]["answer_id"])
    assert [file.name for file in (bench.folder / "plans").iterdir()] == [f"{id_}.{ending}"]
    opened = site(bench, CASEWORKER).get(f"/replies/{id_}/plan")
    assert (opened.status_code, opened.data) == (200, content)
    assert opened.headers["Content-Disposition"] == f"attachment; filename=plan-{id_[:8]}.{ending}"
    assert lines_read(bench)[-1] == ("consulent", HOUTEN.id, "Plan van de cliënt openen")
    for user in (ELSEWHERE, CLIENT, NEXT_DOOR, PROVIDER, FINANCE):
        assert site(bench, user).get(f"/replies/{id_}/plan").status_code == 403


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Kies een bestand"),
        (b"MZ" + b"\0" * 300, "niet lezen"),
        (b"<svg onload='x'>", "niet lezen"),
        (b"GIF89a" + b"\0" * 300, "niet lezen"),
        (PDF + b"\0" * 2**20, "te groot"),
    ],
)
def test_another_file_is_refused_on_the_form(bench: Bench, content: bytes, told: str) -> None:
    data = {"file": (io.BytesIO(content), "plan.pdf"), "note": "graag lezen"}
    sent = site(bench, CLIENT).post("/portal/answers/plan-attached", data=data)
    assert sent.status_code == 400
    assert told in sent.text
    assert "graag lezen" in sent.text
    assert (kept(bench), (bench.folder / "plans").exists()) == ([], False)


def test_a_slip_leads_to_its_client_and_its_answer_is_recorded(bench: Bench) -> None:
    screens = site(bench, CASEWORKER)
    found = screens.post("/replies/new", data={"by": "code", "code": printed_slip_code(appointment_id(1), HOUTEN.id)})
    assert found.status_code == 303
    assert "dinsdag 10 februari 2015" in screens.get(found.location).text
    data = {"kind": "brings-somebody", "received_on": "24-1-2015", "appointment": appointment_id(1), "note": "dochter"}
    saved = screens.post(found.location, data=data)
    assert saved.status_code == 303
    assert "Wij hebben het antwoord bewaard." in screens.get(saved.location).text
    (row,) = kept(bench)
    assert (row["channel"], row["received_on"], row["note"]) == ("slip", date(2015, 1, 24), "dochter")
    assert "dochter" not in str(told_outside(bench))


def test_all_crosses_on_a_slip_are_recorded_at_once(bench: Bench) -> None:
    """The slip says that more crosses may be put."""
    screens = site(bench, CASEWORKER)
    found = screens.post("/replies/new", data={"by": "code", "code": printed_slip_code(appointment_id(1), HOUTEN.id)})
    assert "Staan er meer kruisjes op het strookje?" in screens.get(found.location).text
    data = {"kind": "suits", "received_on": "24-1-2015", "appointment": appointment_id(1), "note": "dochter"}
    crosses = {"also-suits": "yes", "also-brings-somebody": "yes", "also-interpreter": "yes"}
    assert screens.post(found.location, data=data | crosses | {"also-wrong-data": "yes", "note": ""}).status_code == 400
    assert kept(bench) == []
    assert screens.post(found.location, data=data | crosses).status_code == 303
    rows = sorted((row["kind"], row["channel"], row["note"]) for row in kept(bench))
    assert rows == [("brings-somebody", "slip", ""), ("interpreter", "slip", ""), ("suits", "slip", "dochter")]
    assert "Staan er meer kruisjes" not in screens.get(f"/replies/new?client={HOUTEN.id}").text


def test_a_wrong_and_an_old_slip_are_refused_in_place(bench: Bench) -> None:
    code = printed_slip_code(appointment_id(1), HOUTEN.id)
    wrong = site(bench, CASEWORKER).post("/replies/new", data={"by": "code", "code": code[:-1]})
    assert (wrong.status_code, "10 tekens" in wrong.text, code[:-1] in wrong.text) == (400, True, True)
    bench.tell([moved(HOUTEN, 9, 1, day="2015-02-12")])
    old = site(bench, CASEWORKER).post("/replies/new", data={"by": "code", "code": code})
    assert (old.status_code, "is verplaatst naar 12 februari 2015" in old.text) == (400, True)
    foreign = site(bench, ELSEWHERE).post("/replies/new", data={"by": "code", "code": code})
    assert "kennen wij geen afspraak van uw gemeenten" in foreign.text


def test_who_calls_is_found_by_birth_date_and_only_at_home(bench: Bench) -> None:
    found = site(bench, CASEWORKER).post("/replies/new", data={"by": "born", "born": "12-3-1941"})
    assert found.status_code == 200
    assert HOUTEN.id in found.text
    assert NIEUWEGEIN.id not in found.text
    assert {line[1] for line in lines_read(bench)} == {HOUTEN.id, NEIGHBOUR.id, QUIET.id}
    for typed, told in (("1941", "Schrijf de geboortedatum"), ("1-1-1900", "niemand met deze geboortedatum")):
        nobody = site(bench, CASEWORKER).post("/replies/new", data={"by": "born", "born": typed})
        assert (nobody.status_code, told in nobody.text) == (400, True)


def test_a_form_that_lacks_something_comes_back_as_it_was(bench: Bench) -> None:
    data = {"received_on": "morgen", "note": "iets"}
    sent = site(bench, CASEWORKER).post(f"/replies/new?client={HOUTEN.id}", data=data)
    assert sent.status_code == 400
    assert all(text in sent.text for text in ("Kies wat de cliënt liet weten", "Kies een dag", "morgen", "iets"))


def test_a_last_day_that_was_counted_again_stands_on_the_own_page(bench: Bench) -> None:
    """It went on naming the day of before a holiday was added."""
    term = {"kind": "objection", "lastDay": "2015-03-09", "law": "Awb", "article": "6:7"}
    sent = {"decisionId": decided(HOUTEN).data["decisionId"]}
    bench.tell([decided(HOUTEN), stepped(HOUTEN, "send", "sent", "2015-01-26", 1, details=sent, deadlines=[term])])
    assert "Uiterlijk 9 maart 2015" in site(bench, CLIENT).get("/portal").text
    bench.tell([counted(HOUTEN, 1, ("objection", "2015-03-10"))])
    page = site(bench, CLIENT).get("/portal").text
    assert ("Uiterlijk 9 maart 2015" in page, "Uiterlijk 10 maart 2015" in page) == (False, True)


@pytest.mark.parametrize("typed", ["0001-01-01", "1-1-1799", "9999-W52", "2013-12-30"])
def test_a_day_on_which_no_answer_came_is_said_to_be_wrong(bench: Bench, typed: str) -> None:
    """It was our failure: no calendar counts from there."""
    data = {"kind": "calls-back", "received_on": typed}
    sent = site(bench, CASEWORKER).post(f"/replies/new?client={HOUTEN.id}", data=data)
    assert (sent.status_code, kept(bench)) == (400, [])


def test_what_a_client_can_be_reached_by_is_asked_shown_and_in_no_file(bench: Bench) -> None:
    own, screens = site(bench, CLIENT), site(bench, CASEWORKER)
    assert "Op welk nummer kunnen wij u bellen?" in own.get("/portal/answers/calls-back").text
    empty = own.post("/portal/answers/interpreter", data={"language": ""})
    assert (empty.status_code, "Vul in welke taal u spreekt." in empty.text) == (400, True)
    assert own.post("/portal/answers/calls-back", data={"phone": "06 1234 5678"}).status_code == 303
    page = screens.get(f"/replies/{kept(bench)[-1]['answer_id']}").text
    assert "06 1234 5678" in page
    assert "06 1234 5678" not in screens.get("/replies.csv").text + str(told_outside(bench))


def test_a_newer_answer_is_named_on_the_page_of_the_older_one(bench: Bench) -> None:
    first = asks_for_another_day(bench)
    site(bench, CLIENT).post("/portal/answers/suits", data={"appointment": appointment_id(1)})
    page = site(bench, CASEWORKER).get(f"/replies/{first}").text
    assert "Er is een nieuwer antwoord" in page
    assert "De cliënt liet daarna weten dat de afspraak uitkomt." in page
    assert "Er is geen antwoord dat nog open staat." in site(bench, CASEWORKER).get("/replies").text


def test_an_answer_is_taken_up_and_dealt_with(bench: Bench) -> None:
    id_, screens = asks_for_another_day(bench), site(bench, CASEWORKER)
    assert screens.post(f"/replies/{id_}/owner", data={"to": "me"}).location == f"/replies/{id_}?done=me"
    assert "Dit antwoord is nu van u." in screens.get(f"/replies/{id_}?done=me").text
    assert len(screens.get("/replies?owner=mine").text) > len(screens.get("/replies?owner=team").text)
    nameless = screens.post(f"/replies/{id_}/owner", data={"to": "name", "name": " "})
    assert (nameless.status_code, "Vul de naam in" in nameless.text) == (400, True)
    assert screens.post(f"/replies/{id_}/done", data={"outcome": "Gebeld"}).status_code == 303
    again = screens.post(f"/replies/{id_}/done", data={"outcome": "Gebeld"})
    assert (again.status_code, "al afgehandeld" in again.text) == (400, True)
    assert "Er is geen antwoord dat nog open staat." in screens.get("/replies").text
    assert "Bakker" not in screens.get("/replies?state=done").text
    assert "van der Voorbeeld" in screens.get("/replies?state=done").text


def test_the_inbox_filters_sorts_and_counts(bench: Bench) -> None:
    asks_for_another_day(bench)
    site(bench, NEXT_DOOR).post("/portal/answers/calls-back", data={"wish": "ochtend", "phone": "06 12345678"})
    manager = site(bench, EVERYWHERE)
    assert "Bakker" in manager.get("/replies?kind=calls-back").text
    assert "Voorbeeld" not in manager.get("/replies?kind=calls-back").text
    assert "Er zijn geen antwoorden" in manager.get("/replies?municipality=0356").text
    by_kind = manager.get("/replies?sort=kind").text
    assert by_kind.index("Bakker") < by_kind.index("Voorbeeld")
    late = site(bench, CASEWORKER, date(2015, 2, 2)).get("/replies?late=1").text
    assert "dagen te laat" in late
    assert manager.get("/replies?kind=unheard").status_code == 400
    assert manager.get("/replies?sort=note").status_code == 400


def test_silence_is_a_list_and_nothing_else(bench: Bench) -> None:
    asks_for_another_day(bench)
    page = site(bench, CASEWORKER).get("/replies?silent=1").text
    assert "van der Stil" in page
    assert "van der Voorbeeld" not in page
    assert "Zee" not in page
    assert [each["kind"] for each in told_outside(bench)] == ["other-day"]
    early = site(bench, CASEWORKER, date(2015, 1, 21)).get("/replies?silent=1").text
    assert "Er is niemand die te lang stil is." in early


def test_the_lists_are_files_too_and_nothing_in_them_is_computed(bench: Bench) -> None:
    asks_for_another_day(bench, wish="=1+1")
    manager = site(bench, EVERYWHERE)
    answers = manager.get("/replies.csv")
    assert answers.mimetype == "text/csv"
    assert answers.text.splitlines()[1].split(";")[:4] == [
        "A.B. van der Voorbeeld",
        "Houten",
        "Wil een andere dag",
        "'=1+1",
    ]
    silent = manager.get("/replies.csv?silent=1&municipality=0356").text.splitlines()
    assert len(silent) == 2
    assert ("beheerder", NIEUWEGEIN.id, "Lijst van wie nog niet antwoordde bekijken") in lines_read(bench)


READ = ("/replies", "/replies.csv", "/replies?silent=1")


@pytest.mark.parametrize("user", [CLIENT, PROVIDER, FINANCE], ids=lambda user: user.role)
def test_only_staff_opens_the_inbox(bench: Bench, user: User) -> None:
    id_ = asks_for_another_day(bench)
    screens = site(bench, user)
    for path in (*READ, f"/replies/{id_}", "/replies/new", f"/replies/new?client={HOUTEN.id}"):
        assert screens.get(path).status_code == 403, path
    for path in ("/replies/new", f"/replies/{id_}/owner", f"/replies/{id_}/done"):
        assert screens.post(path).status_code == 403, path


def test_another_municipality_sees_nothing_and_changes_nothing(bench: Bench) -> None:
    id_, far = asks_for_another_day(bench), site(bench, ELSEWHERE)
    assert "van der Voorbeeld" not in "".join(far.get(path).text for path in READ)
    for path in (f"/replies/{id_}", f"/replies/new?client={HOUTEN.id}"):
        assert far.get(path).status_code == 403
    said = {"kind": "calls-back", "received_on": "26-1-2015"}
    assert far.post(f"/replies/new?client={HOUTEN.id}", data=said).status_code == 403
    assert far.post(f"/replies/{id_}/owner", data={"to": "me"}).status_code == 403
    assert far.post(f"/replies/{id_}/done").status_code == 403
    (row,) = kept(bench)
    assert (row["of_team"], row["done_on"]) == (True, None)


def test_a_municipality_that_is_not_served_has_the_defaults(bench: Bench) -> None:
    user = User("n", "N", Role.CASEWORKER, frozenset({"0321", "0352"}))
    assert [site(bench, user).get(path).status_code for path in READ] == [200, 200, 200]


def test_an_auditor_reads_and_does_nothing(bench: Bench) -> None:
    id_, screens = asks_for_another_day(bench), site(bench, AUDITOR)
    page = screens.get(f"/replies/{id_}").text
    assert "Ik pak dit op" not in page
    assert [screens.get(path).status_code for path in READ] == [200, 200, 200]
    assert screens.get("/replies/new").status_code == 403
    assert screens.post(f"/replies/{id_}/done").status_code == 403


@pytest.mark.parametrize("user", [CASEWORKER, EVERYWHERE, AUDITOR, FINANCE, PROVIDER], ids=lambda user: user.role)
def test_nobody_answers_for_a_client_on_the_own_page(bench: Bench, user: User) -> None:
    for path in ("/portal/answers/suits", f"/portal/answers/calls-back?client={HOUTEN.id}"):
        assert site(bench, user).post(path, data={"appointment": appointment_id(1)}).status_code == 403
        assert site(bench, user).get(path).status_code == 403
    assert kept(bench) == []


def test_a_client_answers_for_nobody_else(bench: Bench) -> None:
    data = {"appointment": appointment_id(1), "client": HOUTEN.id}
    assert site(bench, NEXT_DOOR).post("/portal/answers/suits", data=data).status_code == 400
    assert site(bench, CLIENT).post("/portal/answers/has-died").status_code == 404
    assert site(bench, CLIENT).post("/portal/answers/nonsense").status_code == 404
    assert kept(bench) == []


def test_staff_reads_along_and_sees_no_button(bench: Bench) -> None:
    page = site(bench, CASEWORKER).get(f"/portal?client={HOUTEN.id}").text
    assert "dinsdag 10 februari 2015" in page
    assert "Ja, deze afspraak komt uit" not in page
    assert "Wat wilt u ons laten weten?" not in page


@pytest.mark.parametrize(
    ("user", "path", "purpose"),
    [
        (CASEWORKER, f"/replies/new?client={HOUTEN.id}", "Cliënt bekijken om een antwoord vast te leggen"),
        (CASEWORKER, "/replies?silent=1&municipality=0321", "Lijst van wie nog niet antwoordde bekijken"),
        (CLIENT, "/portal", "Overzicht van de cliënt bekijken"),
        (CLIENT, "/portal/answers/other-day", "Eigen pagina: iets laten weten"),
    ],
)
def test_whoever_sees_a_persons_data_leaves_a_line(bench: Bench, user: User, path: str, purpose: str) -> None:
    assert site(bench, user).get(path).status_code == 200
    assert (user.id, HOUTEN.id, purpose) in lines_read(bench)


def test_the_inbox_and_an_answer_leave_a_line(bench: Bench) -> None:
    id_ = asks_for_another_day(bench)
    for path, purpose in (
        ("/replies", "Lijst met antwoorden bekijken"),
        (f"/replies/{id_}", "Antwoord van de cliënt bekijken"),
    ):
        site(bench, CASEWORKER).get(path)
        assert lines_read(bench)[-1] == ("consulent", HOUTEN.id, purpose)


def test_the_page_begins_with_what_is_new_since_the_last_visit(bench: Bench) -> None:
    assert "Nieuw sinds uw bezoek" not in site(bench, CLIENT).get("/portal").text
    bench.tell([stepped(HOUTEN, "hold-conversation", "conversation-held", "2015-01-27", 1)])
    page = site(bench, CLIENT, date(2015, 1, 28)).get("/portal").text
    assert "Nieuw sinds uw bezoek op 26 januari 2015" in page


@pytest.mark.parametrize(
    ("ends_on", "said"), [(None, "vanaf 1 mei 2015."), ("2017-04-30", "van 1 mei 2015 tot en met 30 april 2017.")]
)
def test_what_was_decided_without_an_end_has_a_first_day_only(bench: Bench, ends_on: str | None, said: str) -> None:
    days = {"startsOn": "2015-05-01", "endsOn": ends_on}
    made = decided(HOUTEN, kind="own-strength", waitsForAcceptance=False, provisions=[], **days)
    details = {"decisionId": made.data["decisionId"]}
    bench.tell([made, stepped(HOUTEN, "send", "sent", "2015-01-26", 1, details=details)])
    page = site(bench, CLIENT).get("/portal").text
    assert f"U krijgt geen zorg van de gemeente, {said} In de brief leest u waarom." in page


def test_a_rebuild_leaves_answers_and_brings_the_route_back(bench: Bench) -> None:
    id_ = asks_for_another_day(bench)
    site(bench, CASEWORKER).post(f"/replies/{id_}/done", data={"outcome": "Gebeld"})
    bench.tell([stepped(HOUTEN, "remind", "invited", "2015-01-26", 1, details={"number": 1, "answerBy": "2015-02-02"})])
    before, rows = bench.service.digest(), kept(bench)
    bench.service.rebuild()
    assert (bench.service.digest(), kept(bench)) == (before, rows)
    assert len(told_outside(bench)) == 1


def test_what_the_file_says_of_an_appointment_asks_the_client_and_the_post_room_no_more(bench: Bench) -> None:
    asks, calls = "laat ons weten of deze afspraak u uitkomt", "van der Voorbeeld"
    assert asks in site(bench, CLIENT).get("/portal").text
    assert calls in site(bench, CASEWORKER).get("/replies?silent=1").text
    bench.tell([confirmed(HOUTEN, heardOn="2015-01-20")])
    before = bench.service.digest()
    bench.tell([confirmed(HOUTEN, heardOn="2015-01-20")])
    assert bench.service.digest() == before
    for _ in range(2):
        assert asks not in site(bench, CLIENT).get("/portal").text
        assert calls not in site(bench, CASEWORKER).get("/replies?silent=1").text
        bench.service.rebuild()
    assert bench.service.digest() == before


def test_an_event_that_comes_twice_or_late_changes_nothing(bench: Bench) -> None:
    before = bench.service.digest()
    bench.tell([appointed(HOUTEN, 1, madeOn="2015-01-12")])
    assert bench.service.digest() == before


@pytest.mark.parametrize(
    ("kind", "reason", "button"),
    [("has-died", "died", "Overlijden vastleggen"), ("has-moved", "moved", "Verhuizing vastleggen")],
)
def test_what_was_told_is_recorded_in_the_route_and_then_the_answer_is_finished(
    kind: str, reason: str, button: str, bench: Bench
) -> None:
    screens, data = site(bench, CASEWORKER), {"received_on": DAY.isoformat(), "note": ""}
    taken = screens.post(f"/replies/new?client={HOUTEN.id}", data={**data, "kind": kind, "channel": "telephone"})
    assert taken.status_code == 303, taken.text
    id_ = str(kept(bench)[-1]["answer_id"])
    page = screens.get(f"/replies/{id_}").text
    assert f'href="/migration/clients/{HOUTEN.id}/route/steps/end?reason={reason}"' in page
    assert button in page
    other = {"died": "moved", "moved": "died"}[reason]
    bench.tell([stepped(HOUTEN, "end", "ended", "2015-01-20", 1, details={"reason": other})])
    assert kept(bench)[-1]["done_on"] is None
    ended = stepped(HOUTEN, "end", "ended", "2015-01-26", 2, details={"reason": reason}, on="2015-01-20")
    bench.tell([ended])
    (found,) = [row for row in kept(bench) if row["answer_id"] == id_]
    assert (found["done_on"], found["done_by"], found["outcome"]) == (
        DAY,
        ended.data["by"]["name"],
        "Vastgelegd in de herbeoordeling.",
    )
    bench.work()
    finished = [each.data["answerId"] for each in bench.recorded() if each.type.endswith(".answer-finished.v1")]
    assert finished == [id_]
    before, rows = bench.service.digest(), kept(bench)
    bench.service.rebuild()
    assert (bench.service.digest(), kept(bench)) == (before, rows)


def test_a_link_to_a_letter_ends_with_one_full_stop(tmp_path: Path) -> None:
    bench = open_bench(tmp_path, day=DAY)
    bench.tell([*everything(HOUTEN), appointed(HOUTEN, madeOn="2015-01-24")])
    make_runs_without_paper(bench, DAY)
    page = site(bench, CLIENT).get("/portal").text
    said = re.sub(r"<[^>]+>", "", page)
    assert "hierover: Laat ons weten of deze afspraak u uitkomt." in said
    assert ".." not in said
