"""A client of eighty answers on paper: the code that a letter prints leads a colleague to that client's appointment."""

import re
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pypdfium2 import PdfDocument
from sqlalchemy import select

from services.notifications.adapters.letters.tables import letter
from services.notifications.adapters.replies.tables import answer
from services.notifications.application.mailing.hand_over_print_run import HandOverPrintRun, hand_over_print_run
from shared.access import Role, User
from shared.clock import TurnedClock
from tests.support.notifications import (
    Bench,
    Person,
    appointed,
    appointment_id,
    everything,
    make_runs_without_paper,
    moved,
    open_bench,
    stepped,
    works_of,
)
from tests.support.pdf_text import text_of
from tests.support.web import web_context

DAY = date(2015, 1, 28)
ONE, TWO, REMINDED = Person(1), Person(2, surname="Bakker"), Person(3, surname="Stil")
CASEWORKER = User("consulent", "Noor", Role.CASEWORKER, frozenset({"0321"}))
CODE = re.compile(r"\b[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}\b")
REMIND = {"number": 1, "answerBy": "2015-01-30"}


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    bench = open_bench(tmp_path, day=DAY)
    people = (ONE, TWO, REMINDED)
    told = [event for person in people for event in everything(person)]
    told += [appointed(person, person.number, madeOn="2015-01-12") for person in people]
    told.append(stepped(REMINDED, "remind", "invited", "2015-01-26", 1, details=REMIND))
    bench.tell(told)
    hand_over_all(bench)
    bench.tell([moved(TWO, 9, 2, day="2015-02-12", madeOn="2015-01-20")])
    return bench


def hand_over_all(bench: Bench) -> None:
    make_runs_without_paper(bench, DAY)
    with works_of(bench).begin() as work:
        for run in sorted(work.print_runs.ids()):
            hand_over_print_run(work, HandOverPrintRun(CASEWORKER, run, "De aanlevering kwam laat."))


def site(bench: Bench) -> FlaskClient:
    return bench.service.make_web(web_context(CASEWORKER, clock=TurnedClock(DAY))).test_client()


def letter_id_of(bench: Bench, person: Person, kind: str) -> str:
    of = letter.c.client_id == person.id, letter.c.kind == kind
    with bench.service.database.reading() as connection:
        return str(connection.execute(select(letter.c.id).where(*of)).scalar_one())


def pdf_of(bench: Bench, person: Person, kind: str) -> bytes:
    return bytes(site(bench).get(f"/api/v1/letters/{letter_id_of(bench, person, kind)}/document").data)


@pytest.mark.parametrize(
    ("person", "kind", "appointment", "when"),
    [
        (ONE, "invitation", 1, "dinsdag 10 februari 2015"),
        (TWO, "appointment-moved", 9, "donderdag 12 februari 2015"),
        (REMINDED, "no-answer", 3, "dinsdag 10 februari 2015"),
    ],
    ids=["invitation", "moved", "reminder"],
)
def test_the_code_on_paper_leads_to_the_client(
    bench: Bench, person: Person, kind: str, appointment: int, when: str
) -> None:
    (code,) = CODE.findall(text_of(pdf_of(bench, person, kind)))
    screens = site(bench)
    found = screens.post("/replies/new", data={"by": "code", "code": code})
    assert found.status_code == 303
    page = screens.get(found.location).text
    assert person.surname in page
    assert when in page
    data = {"kind": "suits", "received_on": "28-1-2015", "appointment": appointment_id(appointment)}
    assert screens.post(found.location, data=data).status_code == 303
    with bench.service.database.reading() as connection:
        (kept,) = connection.execute(select(answer)).all()
    assert (kept.client_id, kept.appointment_id, kept.channel) == (person.id, appointment_id(appointment), "slip")


def test_the_slip_is_a_sheet_of_its_own_with_address_telephone_and_day(bench: Bench) -> None:
    """On an odd page, so that nothing of the letter is torn off with it."""
    pdf = pdf_of(bench, ONE, "invitation")
    with closing(PdfDocument(pdf)) as document:
        pages = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    assert len(pages) % 2 == 1
    assert [number for number, text in enumerate(pages) if CODE.search(text)] == [len(pages) - 1]
    kept, _, torn_off = pages[-1].partition("Hier afscheuren of afknippen")
    assert "dinsdag 10 februari 2015 om 10.00 uur" in kept
    assert "Telefoon 000 - 000 03 21" in kept
    assert all(text in torn_off for text in ("De afspraak komt mij uit.", "Ik wil geen gesprek.", "Voorbeeldplein 1"))
    assert "donderdag 22 januari 2015" in torn_off
    # Whoever finds the slip learns nothing of whose it is.
    assert f"{ONE.prefix} {ONE.surname}" not in pages[-1]


def test_the_sheet_is_on_the_screen_too(bench: Bench) -> None:
    page = site(bench).get(f"/letters/{letter_id_of(bench, ONE, 'invitation')}").text
    assert CODE.search(page)
    assert "Antwoordstrookje" in page


def test_a_rebuild_prints_the_same_codes(bench: Bench) -> None:
    before = bench.service.digest()
    bench.service.rebuild()
    assert bench.service.digest() == before
