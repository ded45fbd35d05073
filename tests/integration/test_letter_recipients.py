"""Who gets the letters about a client: recorded by staff, then on letter, PDF, mailing, print run and own page."""

import re
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from flask.testing import FlaskClient
from pypdfium2 import PdfDocument
from sqlalchemy import select

from services.notifications.adapters.letters.tables import letter, representative
from services.notifications.adapters.mailing.outside.printer import TypstPrinter
from services.notifications.application.mailing.make_print_runs import make_print_runs
from shared.access import Role, User
from tests.integration.test_notifications_web import (
    CASEWORKER,
    CLIENT,
    FINANCE,
    HOUTEN,
    NEIGHBOUR,
    PROVIDER,
    lines_read,
    site,
)
from tests.support.notifications import (
    Bench,
    Person,
    appointed,
    decided,
    everything,
    make_runs_without_paper,
    open_bench,
    open_copy,
    release_all,
    works_of,
)
from tests.support.notifications_in_memory import PrinterInMemory, RunFilesInMemory
from tests.support.pdf_text import text_of

ELSEWHERE = User("ander", "Ander", Role.CASEWORKER, frozenset({"0356"}))
AUDITOR = User("auditor", "Aart", Role.AUDITOR, frozenset({"0321"}))
MADE = "2014-11-03"
SCREEN = f"/letters/recipients/{HOUTEN.id}"
API = f"/api/v1/clients/{HOUTEN.id}/representatives"
GUARDIAN = {
    "role": "guardian",
    "name": "Mevrouw J. de Vries",
    "street": "Postbus 12",
    "postcode": "3990 ab",
    "city": "Houten",
    "way": "instead",
    "group": "all",
    "first_day": "3-11-2014",
    "last_day": "",
}
BODY = {key: value for key, value in GUARDIAN.items() if key not in ("first_day", "last_day")} | {
    "firstDay": "2014-11-03"
}
MENTOR = GUARDIAN | {"role": "mentor", "name": "K. Bos", "way": "copy", "group": "invitations"}


@pytest.fixture(scope="module")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    bench = open_bench(tmp_path_factory.mktemp("told"))
    told = [event for person in (HOUTEN, NEIGHBOUR) for event in everything(person)]
    bench.tell([*told, appointed(HOUTEN, 1, madeOn=MADE)])
    bench.close()
    return bench.folder


@pytest.fixture
def bench(told_once: Path, tmp_path: Path) -> Bench:
    return open_copy(told_once, tmp_path)


def record(bench: Bench, said: dict[str, str], user: User = CASEWORKER) -> tuple[int, str]:
    answer = site(bench, user).post(SCREEN, data=said)
    return answer.status_code, answer.text


def recorded(bench: Bench) -> list[str]:
    with bench.service.database.reading() as connection:
        return list(connection.execute(select(representative.c.id)).scalars())


def letter_id_of(bench: Bench, person: Person, kind: str) -> str:
    of = letter.c.client_id == person.id, letter.c.kind == kind
    with bench.service.database.reading() as connection:
        return str(connection.execute(select(letter.c.id).where(*of)).scalar_one())


def pdf_of(screens: FlaskClient, id_: str) -> str:
    return text_of(screens.get(f"/api/v1/letters/{id_}/document").data)


def test_what_was_recorded_is_shown_and_letters_go_to_the_guardian(bench: Bench) -> None:
    assert record(bench, GUARDIAN)[0] == 303
    mine, id_ = site(bench, CASEWORKER), letter_id_of(bench, HOUTEN, "invitation")
    page = mine.get(SCREEN).text
    assert "Mevrouw J. de Vries, curator" in page
    assert "alle brieven" in page
    assert "Vastgelegd door" in page
    shown = mine.get(f"/letters/{id_}").text
    assert "Mevrouw J. de Vries, curator" in shown
    assert "Geachte curator," in shown
    pdf = pdf_of(mine, id_)
    assert "De curator van A.B. van der Voorbeeld" in pdf
    assert re.search(r"Postbus 12\s+3990 AB\s+HOUTEN", pdf)
    assert "Staat er" in pdf
    other = pdf_of(mine, letter_id_of(bench, NEIGHBOUR, "announcement"))
    assert "curator" not in other


def test_staff_reads_where_a_copy_goes_and_the_client_only_to_whom(bench: Bench) -> None:
    record(bench, MENTOR)
    make_runs_without_paper(bench)
    address = f"/letters/{letter_id_of(bench, HOUTEN, 'invitation')}"
    assert "K. Bos, mentor, Postbus 12, 3990 AB Houten" in site(bench, CASEWORKER).get(address).text
    own = site(bench, CLIENT).get(address).text
    assert "K. Bos, mentor" in own
    assert "Postbus 12" not in own


def test_a_mailing_counts_copies_and_the_print_run_holds_them_behind_their_letters(bench: Bench) -> None:
    assert [record(bench, each)[0] for each in (GUARDIAN | {"group": "decisions"}, MENTOR)] == [303, 303]
    bench.tell([decided(HOUTEN, madeOn=MADE)])
    mine = site(bench, CASEWORKER)
    (mailing,) = mine.get("/api/v1/mailings").get_json()
    page = mine.get(f"/mailings/{mailing['id']}").text
    assert "kopie erbij" in page
    assert "1 uitnodiging voor het gesprek" in page
    assert "1 besluit" in page
    bench.tick()
    (run,) = [path for path in (bench.folder / "print").iterdir() if path.is_dir()]
    (file,) = run.glob("*.pdf")
    with closing(PdfDocument(file)) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    (manifest,) = run.glob("manifest.json")
    places = {
        found[0]: (int(found[1]), int(found[2]))
        for found in re.findall(
            r'"letterId": "([^"]+)",\s+"file": "[^"]+",\s+"firstPage": (\d+),\s+"lastPage": (\d+)', manifest.read_text()
        )
    }
    first, last = places[letter_id_of(bench, HOUTEN, "invitation")]
    of_invitation = "\n".join(pages[first - 1 : last])
    assert "Mevrouw A.B. van der Voorbeeld" in pages[first - 1]
    assert "De mentor van A.B. van der Voorbeeld" in of_invitation
    assert "Kopie: Gesprek op" in of_invitation
    first, last = places[letter_id_of(bench, HOUTEN, "decision")]
    assert "De curator van A.B. van der Voorbeeld" in pages[first - 1]
    assert "Kopie" not in "\n".join(pages[first - 1 : last])
    # Nothing that was printed may go to somebody else afterwards.
    status, page = record(bench, MENTOR | {"name": "P. Laat", "way": "instead"})
    assert (status, "al een brief afgedrukt met de datum 3 november 2014" in page) == (400, True)
    (mentor,) = [id_ for id_ in recorded(bench) if id_ in mine.get(SCREEN).text and _name(bench, id_) == "K. Bos"]
    ended = mine.post(f"{SCREEN}/{mentor}/end", data={"last_day": "2-11-2014"})
    assert (ended.status_code, "Er ging al een brief heen" in ended.text) == (400, True)
    assert mine.post(f"{SCREEN}/{mentor}/end", data={"last_day": "3-11-2014"}).status_code == 303


def _name(bench: Bench, id_: str) -> str:
    with bench.service.database.reading() as connection:
        return str(connection.execute(select(representative.c.name).where(representative.c.id == id_)).scalar_one())


def test_files_that_were_made_ahead_are_not_printed_when_somebody_else_gets_the_letter_now(bench: Bench) -> None:
    for _ in bench.service.prepare(date(2014, 11, 3), lambda: 1):
        pass
    (ahead,) = [path.name for path in (bench.folder / "print").iterdir() if path.is_dir()]
    record(bench, GUARDIAN)
    bench.tick()
    (run,) = [path for path in (bench.folder / "print").iterdir() if path.is_dir()]
    assert run.name != ahead
    assert "De curator van" in text_of(next(run.glob("*.pdf")).read_bytes())


def test_who_is_recorded_while_the_files_are_made_makes_the_run_go_again(bench: Bench) -> None:
    printer, works = PrinterInMemory(RunFilesInMemory()), works_of(bench)
    release_all(works)
    works.printer = cast(TypstPrinter, printer)

    def meanwhile() -> None:
        record(bench, GUARDIAN)

    printer.meanwhile = meanwhile
    assert make_print_runs(works, date(2014, 11, 3)) == 0
    printer.meanwhile = lambda: None
    assert make_print_runs(works, date(2014, 11, 3)) == 3
    assert any(each.salutation == "Geachte curator," for each in printer.printed)


def test_the_client_reads_who_gets_the_letters(bench: Bench) -> None:
    record(bench, MENTOR)
    page = site(bench, CLIENT).get("/portal").text
    assert "K. Bos (mentor) krijgt een kopie van de brieven over het gesprek." in page
    record(bench, GUARDIAN | {"group": "decisions"})
    assert "Mevrouw J. de Vries (curator) krijgt de brieven over besluiten." in site(bench, CLIENT).get("/portal").text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"role": ""}, "Kies wat deze persoon voor de cliënt is."),
        ({"way": "both"}, "Kies of deze persoon de brief zelf krijgt"),
        ({"group": ""}, "Kies welke brieven."),
        ({"name": " "}, "Vul de naam in."),
        ({"name": "王"}, "kunnen wij niet afdrukken"),
        ({"street": "a" * 61}, "te lang voor een envelop"),
        ({"postcode": "39"}, "Schrijf de postcode als 1234 AB."),
        ({"first_day": "morgen"}, "Kies een dag"),
        ({"last_day": "1-1-2014"}, "De laatste dag ligt voor de eerste dag."),
    ],
)
def test_a_form_that_lacks_something_comes_back_as_it_was(bench: Bench, said: dict[str, str], told: str) -> None:
    status, page = record(bench, GUARDIAN | said)
    assert (status, told in page, 'value="2014-11-03"' in page or "morgen" in page) == (400, True, True)
    assert "Schrijf 2-3-2015" not in page
    assert recorded(bench) == []


def test_two_cannot_get_the_same_letters_instead_of_the_client(bench: Bench) -> None:
    record(bench, GUARDIAN)
    status, page = record(bench, MENTOR | {"way": "instead"})
    assert (status, "krijgt deze brieven al in plaats van de cliënt" in page) == (400, True)
    assert record(bench, GUARDIAN)[0] == 303, "the same again is there once"
    assert len(recorded(bench)) == 1


def test_a_mistake_is_taken_back_by_a_last_day_before_the_first(bench: Bench) -> None:
    record(bench, GUARDIAN)
    mine, (id_,) = site(bench, CASEWORKER), recorded(bench)
    wrong = mine.post(f"{SCREEN}/{id_}/end", data={"last_day": "gisteren"})
    assert (wrong.status_code, "Kies een dag" in wrong.text, "gisteren" in wrong.text) == (400, True, True)
    assert mine.post(f"{SCREEN}/{id_}/end", data={"last_day": "2-11-2014"}).status_code == 303
    assert "ingetrokken" in mine.get(SCREEN).text
    assert "curator" not in pdf_of(mine, letter_id_of(bench, HOUTEN, "invitation"))


def test_the_api_records_lists_and_ends(bench: Bench) -> None:
    mine = site(bench, CASEWORKER)
    made = mine.post(API, json=BODY | {"lastDay": None})
    assert made.status_code == 200
    found = made.get_json()
    assert (found["role"], found["postcode"], found["recordedBy"]) == ("guardian", "3990AB", "consulent")
    assert mine.get(API).get_json() == {"representatives": [found]}
    refused = mine.post(API, json=BODY | {"name": ""})
    assert (refused.status_code, refused.get_json()["errors"][0]["in"]) == (422, "name")
    assert mine.post(API, json=BODY | {"role": "boss"}).status_code == 400
    ended = mine.post(f"/api/v1/representatives/{found['id']}/end", json={"lastDay": "2015-01-31"})
    assert ended.get_json()["lastDay"] == "2015-01-31"
    assert mine.post(f"/api/v1/representatives/{HOUTEN.id}/end", json={"lastDay": "2015-01-31"}).status_code == 404


@pytest.mark.parametrize("user", [ELSEWHERE, FINANCE, PROVIDER, CLIENT, AUDITOR], ids=lambda user: user.id)
def test_only_colleagues_of_the_municipality_record_and_end(bench: Bench, user: User) -> None:
    record(bench, GUARDIAN)
    (id_,) = recorded(bench)
    other = site(bench, user)
    assert other.post(SCREEN, data=MENTOR).status_code == 403
    assert other.post(f"{SCREEN}/{id_}/end", data={"last_day": "3-11-2014"}).status_code == 403
    assert other.post(API, json=BODY).status_code == 403
    assert other.post(f"/api/v1/representatives/{id_}/end", json={"lastDay": "2015-01-31"}).status_code == 403
    assert other.get(SCREEN).status_code == (200 if user is AUDITOR else 403)
    assert other.get(API).status_code == (200 if user is AUDITOR else 403)
    assert len(recorded(bench)) == 1


def test_whoever_looks_leaves_a_line(bench: Bench) -> None:
    for address in (SCREEN, API):
        site(bench, AUDITOR).get(address)
        assert lines_read(bench)[-1] == ("auditor", HOUTEN.id, "Wie de brieven van de cliënt krijgt bekijken")


def test_a_rebuild_keeps_who_was_recorded_and_gives_equal_tables(bench: Bench) -> None:
    record(bench, GUARDIAN)
    record(bench, MENTOR)
    make_runs_without_paper(bench)
    id_ = letter_id_of(bench, HOUTEN, "invitation")
    before, text = bench.service.digest(), pdf_of(site(bench, CASEWORKER), id_)
    bench.service.rebuild()
    assert (bench.service.digest(), pdf_of(site(bench, CASEWORKER), id_)) == (before, text)
    assert len(recorded(bench)) == 2


def test_a_copy_that_comes_back_is_a_task_of_its_own_and_changes_nothing_for_the_letter(bench: Bench) -> None:
    record(bench, MENTOR)
    make_runs_without_paper(bench)
    mine, (mentor,) = site(bench, CASEWORKER), recorded(bench)
    for run in mine.get("/api/v1/print-runs").get_json():
        mine.post(f"/print-runs/{run['id']}/handed-over")
    address = f"/letters/{letter_id_of(bench, HOUTEN, 'invitation')}"
    assert "De kopie aan K. Bos, mentor" in mine.get(address).text
    said = {"who": mentor, "day": MADE}
    for wrong, why in (
        ({"who": ""}, "Kies wat er terugkwam"),
        ({"who": HOUTEN.id}, "kreeg geen kopie"),
        ({"day": "2014-11-01"}, "Kies een dag"),
    ):
        answer = mine.post(f"{address}/returned", data=said | wrong)
        assert (answer.status_code, why in answer.text) == (400, True)
    assert site(bench, ELSEWHERE).post(f"{address}/returned", data=said).status_code == 403
    sent = mine.post(f"{address}/returned", data=said)
    assert (sent.status_code, sent.location) == (303, f"{address}?done=copy")
    assert mine.post(f"{address}/returned", data=said).status_code == 400, "known already"
    page = mine.get(sent.location).text
    assert "Nu: kijk het adres na van K. Bos" in page
    assert "voor de termijnen verandert er niets" in page
    assert "Nu: zoek uit waarom" not in page, "the letter itself did not come back"
    assert "De kopie aan K. Bos" not in site(bench, AUDITOR).get(address).text.split("Nu: kijk")[0]
    assert "Nu: kijk" not in site(bench, CLIENT).get(address).text
    bench.work()
    told = [
        (each.type.split(".")[-2], each.data.get("representativeId"))
        for each in bench.recorded()
        if "returned" in each.type
    ]
    assert told == [("copy-returned", mentor)], "so no term and no step hears of it"
    assert "Postbus 12" not in str([each.data for each in bench.recorded()])

    def open_tasks() -> tuple[bool, bool]:
        listed = mine.get("/letters?attention=copy").text
        return "<strong>1</strong> brief<" in listed, "Een kopie kwam terug" in mine.get(SCREEN).text

    assert open_tasks() == (True, True)
    before = bench.service.digest()
    bench.service.rebuild()
    assert bench.service.digest() == before
    assert open_tasks() == (True, True)
    assert mine.post(f"{address}/returned", data={"who": "letter", "day": MADE}).location == f"{address}?done=returned"
    assert "Nu: zoek uit waarom" in mine.get(address).text
    ended = mine.post(f"{SCREEN}/{mentor}/end", data={"last_day": "3-11-2014"})
    assert ended.status_code == 303, ended.text
    assert open_tasks() == (False, False)


def test_a_telephone_number_in_a_letter_on_the_screen_stays_on_one_line(bench: Bench) -> None:
    shown = site(bench, CASEWORKER).get(f"/letters/{letter_id_of(bench, HOUTEN, 'invitation')}").text
    sheet = shown[shown.index("<article") : shown.index("</article")]
    assert 0 < sheet.count("000 - 000 03 21") == sheet.count('zl-nowrap">000 - 000 03 21<')
