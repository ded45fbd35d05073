"""Clients answer an invitation on a telephone, and a caseworker finds it in the inbox."""

import threading
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from flask import Request
from playwright.sync_api import Browser, Page
from waitress.server import TcpWSGIServer, create_server
from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from services.notifications.domain.client.slip_code import printed_slip_code
from shared.access import Role, User
from shared.clock import TurnedClock
from shared.web.app import WebContext
from tests.browser.look import faults_at_widths, keep_picture, width_of
from tests.support.notifications import (
    Bench,
    Person,
    appointed,
    appointment_id,
    decided,
    everything,
    moved,
    open_bench,
    stepped,
)
from tests.support.web import PACKAGES

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DAY = date(2015, 1, 26)
CONFIRMS, MOVES, SILENT, DECIDED, DECLINES = (
    Person(1, surname="Jansen"),
    Person(2, surname="Bakker"),
    Person(3, surname="Zee"),
    Person(4),
    Person(5, surname="Smit"),
)
USERS = {
    "confirms": User("a", "Mevrouw Jansen", Role.CLIENT, client=CONFIRMS.id),
    "moves": User("b", "Meneer Bakker", Role.CLIENT, client=MOVES.id),
    "decided": User("d", "Meneer Voorbeeld", Role.CLIENT, client=DECIDED.id),
    "declines": User("e", "Mevrouw Smit", Role.CLIENT, client=DECLINES.id),
    "noor": User("noor", "Noor Demo", Role.CASEWORKER, frozenset({"0321"})),
}
DECISION = {"decisionId": str(decided(DECIDED).data["decisionId"])}
OBJECTION = {"kind": "objection", "lastDay": "2015-03-06", "law": "Awb", "article": "6:7"}


class ByHeader:
    """Who asks says it in a header; only for a browser of a test."""

    def user(self, request: Request) -> User | None:
        return USERS.get(request.headers.get("X-Who", ""))


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    bench = open_bench(tmp_path_factory.mktemp("answers"), day=DAY)
    people = (CONFIRMS, MOVES, SILENT, DECIDED, DECLINES)
    told = [event for person in people for event in everything(person)]
    told += [appointed(person, person.number, madeOn="2015-01-12") for person in (CONFIRMS, MOVES, SILENT, DECLINES)]
    told += [
        appointed(DECIDED, 4, day="2015-01-08", madeOn="2014-12-15"),
        moved(DECIDED, 5, 4, day="2015-01-12", madeOn="2014-12-20"),
        stepped(DECIDED, "hold-conversation", "conversation-held", "2015-01-12", 1),
        stepped(DECIDED, "report", "reported", "2015-01-15", 2, details={"canApply": True}),
        stepped(DECIDED, "apply", "applied", "2015-01-16", 3),
        decided(DECIDED),
        stepped(DECIDED, "send", "sent", "2015-01-23", 4, details=DECISION, deadlines=[OBJECTION]),
    ]
    bench.tell(told)
    return bench


@pytest.fixture(scope="module")
def address(bench: Bench) -> Iterator[str]:
    app = bench.service.make_web(WebContext(ByHeader(), (), PACKAGES, TurnedClock(DAY)))
    server = create_server(
        DispatcherMiddleware(NotFound(), {"/notifications": app}), host="127.0.0.1", port=0, threads=4
    )
    assert isinstance(server, TcpWSGIServer)
    assert server.socket is not None
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.socket.getsockname()[1]}/notifications"
    server.close()
    thread.join(10)


@pytest.fixture
def page_of(browser: Browser, address: str) -> Iterator["Pages"]:
    pages = Pages(browser, address)
    yield pages
    pages.close()


class Pages:
    def __init__(self, browser: Browser, address: str) -> None:
        self._browser, self._address = browser, address
        self._open: list[Page] = []

    def __call__(self, who: str, path: str, width: int = 360) -> Page:
        context = self._browser.new_context(
            viewport={"width": width, "height": 740}, locale="nl-NL", extra_http_headers={"X-Who": who}
        )
        page = context.new_page()
        self._open.append(page)
        answer = page.goto(self._address + path)
        assert answer is not None
        assert answer.status == 200, path
        return page

    def close(self) -> None:
        for page in self._open:
            page.context.close()


def press(page: Page, role: str, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role(role, name=name).click()  # type: ignore[arg-type]


def test_one_client_confirms_and_another_asks_for_another_day_and_staff_sees_it(page_of: Pages) -> None:
    page = page_of("confirms", "/portal")
    keep_picture(page, "answer-portal-asked-360")
    assert "Uiterlijk 9 februari 2015: laat ons weten of deze afspraak u uitkomt." in page.inner_text("main")
    press(page, "button", "Ja, deze afspraak komt uit")
    assert "Wij weten nu dat deze afspraak u uitkomt" in page.inner_text("main")
    assert page.get_by_role("button", name="Ja, deze afspraak komt uit").count() == 0
    keep_picture(page, "answer-portal-confirmed-360")

    page = page_of("moves", "/portal")
    press(page, "link", "Nee, ik wil een andere dag")
    page.get_by_label("Welke dagen of tijden komen u uit?").fill("dinsdag na 13.00 uur")
    keep_picture(page, "answer-other-day-360")
    press(page, "button", "Vraag een andere dag")
    assert "U vroeg om een andere dag. U hoort van ons." in page.inner_text("main")

    inbox = page_of("noor", "/replies", 1280)
    keep_picture(inbox, "answer-inbox-1280")
    row = inbox.get_by_role("row", name="Bakker")
    assert "dinsdag na 13.00 uur" in row.inner_text()
    press(inbox, "link", "A.B. van der Bakker")
    assert "Maak een andere afspraak" in inbox.inner_text("main")
    press(inbox, "button", "Ik pak dit op")
    assert "U pakt dit op." in inbox.inner_text("main")
    inbox.get_by_label("Wat hebt u gedaan?").fill("Nieuwe afspraak gemaakt")
    press(inbox, "button", "Afgehandeld")
    assert "Noor Demo handelde dit antwoord af" in inbox.inner_text("main")


def test_a_client_says_by_keyboard_to_want_no_conversation(page_of: Pages) -> None:
    page = page_of("declines", "/portal", 320)
    press(page, "link", "Ik wil geen gesprek")
    assert "Er gebeurt niets vanzelf." in page.inner_text("main")
    page.get_by_label("Wilt u er iets bij zeggen?").fill("Bel mij op 06-12345678")
    with page.expect_navigation():
        page.get_by_role("button", name="Verder").press("Enter")
    keep_picture(page, "answer-declines-sure-320")
    assert page.get_by_role("heading", level=1).inner_text() == "Weet u zeker dat u geen gesprek wilt?"
    assert faults_at_widths(page, "answer-declines-sure", (1280, 360, 320)) == {}
    with page.expect_navigation():
        page.get_by_role("button", name="Ja, ik wil geen gesprek").press("Enter")
    said = page.inner_text("main")
    assert "Wij weten nu dat u geen gesprek wilt" in said
    assert "Wij nemen contact met u op, omdat u geen gesprek wilt" in said
    keep_picture(page, "answer-declines-done-320")
    assert faults_at_widths(page, "answer-declines-done", (1280, 360, 320)) == {}


def test_a_plan_is_handed_in_and_a_wrong_file_is_refused_in_place(page_of: Pages, tmp_path: Path) -> None:
    for name, content in (("plan.pdf", b"%PDF-1.4\n%plan\n"), ("plan.exe", b"MZ\x90\x00" + b"\0" * 100)):
        (tmp_path / name).write_bytes(content)
    page = page_of("confirms", "/portal/answers/plan-attached")
    page.get_by_label("Kies het bestand").set_input_files(tmp_path / "plan.exe")
    with page.expect_navigation():
        page.get_by_role("button", name="Lever het plan in").click()
    assert "Dit bestand kunnen wij niet lezen" in page.inner_text("main")
    keep_picture(page, "answer-plan-refused-360")
    page.get_by_label("Kies het bestand").set_input_files(tmp_path / "plan.pdf")
    press(page, "button", "Lever het plan in")
    assert "Wij hebben uw plan" in page.inner_text("main")


def test_a_slip_and_a_call_are_recorded_by_staff(page_of: Pages) -> None:
    page = page_of("noor", "/replies/new", 1280)
    page.get_by_label("Code van het strookje").fill("abcde-fgh0j")
    press(page, "button", "Zoek de afspraak")
    assert "In een code komt dit teken niet voor: 0." in page.inner_text("main")
    keep_picture(page, "answer-slip-refused-1280")
    page.get_by_label("Code van het strookje").fill(printed_slip_code(appointment_id(3), SILENT.id))
    press(page, "button", "Zoek de afspraak")
    page.get_by_role("radio", name="Neemt iemand mee").check()
    keep_picture(page, "answer-new-1280")
    press(page, "button", "Bewaar het antwoord")
    keep_picture(page, "answer-reply-1280")
    assert "Wij hebben het antwoord bewaard." in page.inner_text("main")


def test_who_gets_the_letters_is_recorded_by_keyboard_and_read_on_the_own_page(page_of: Pages) -> None:
    page = page_of("noor", f"/replies/new?client={CONFIRMS.id}", 1280)
    page.goto(page.url.split("/replies")[0] + f"/letters/recipients/{CONFIRMS.id}")
    page.get_by_label("curator").press("Space")
    press(page, "button", "Bewaar")
    said = page.inner_text("main")
    assert [
        text for text in ("Vul de naam in.", "Kies of deze persoon", "Kies welke brieven.") if text not in said
    ] == []
    assert "built-in" not in said
    keep_picture(page, "recipients-refused-1280")
    for label, text in {
        "Naam": "Mevrouw J. de Vries",
        "Straat en nummer, of postbus": "Postbus 12",
        "Postcode": "3990 AB",
        "Plaats": "Houten",
        "Vanaf welke dag?": "2015-01-26",
    }.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("een kopie").press("Space")
    page.get_by_label("brieven over het gesprek").press("Space")
    press(page, "button", "Bewaar")
    assert "Wij hebben bewaard wie de brieven krijgt." in page.inner_text("main")
    assert faults_at_widths(page, "recipients", (1280, 360, 320)) == {}
    own = page_of("confirms", "/portal", 360)
    assert "Mevrouw J. de Vries (curator) krijgt een kopie" in own.inner_text("main")


SCREENS: Mapping[str, tuple[str, str]] = {
    "answers-portal-decided": ("decided", "/portal"),
    "answers-portal-asked": ("confirms", "/portal"),
    "answers-action-plan": ("moves", "/portal/answers/plan-attached"),
    "answers-action-wrong": ("moves", "/portal/answers/wrong-data"),
    "answers-action-declines": ("moves", "/portal/answers/declines"),
    "answers-action-confirm": ("moves", "/portal/answers/suits"),
    "answers-inbox": ("noor", "/replies?state=all"),
    "answers-silent": ("noor", "/replies?silent=1"),
    "answers-new": ("noor", "/replies/new"),
    "answers-new-of-client": ("noor", f"/replies/new?client={MOVES.id}"),
}


@pytest.mark.parametrize("name", SCREENS)
def test_the_screens_of_answers_are_accessible_and_fit(page_of: Pages, name: str) -> None:
    who, path = SCREENS[name]
    page = page_of(who, path, 1280)
    assert faults_at_widths(page, name, (1280, 360, 320)) == {}
    assert width_of(page) <= 320
