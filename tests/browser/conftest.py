"""A small region behind a real server, and a real Chromium to look at it."""

import json
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright
from sqlalchemy import Connection, select
from waitress.server import TcpWSGIServer, create_server

from deploy.all_in_one import web_application
from deploy.region import Region
from deploy.users import write_outsiders
from services.intake.adapters.delivery.tables import delivery
from services.migration.adapters.planning.tables import plan
from services.notifications.adapters.client.tables import client_right
from services.notifications.adapters.letters.tables import letter
from services.notifications.adapters.mailing.tables import mailing, print_run
from services.notifications.adapters.notices.tables import provider_client, provider_notice
from shared.transport.contract import events_in
from shared.transport.topics import TOPICS
from shared.web.signed_in import SignIn
from tests.support import chromium
from tests.support.regions_to_open import open_with_caseworkers, park_a_message, start_terms
from tests.support.requirement import require

CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-gpu",
    "--disable-component-update",
    # Its own windows are pages too, and each one that is opened would draw them beside ours.
    "--disable-features=PreloadTopChromeWebUI",
]


@dataclass(frozen=True)
class Site:
    """`ids` names things to open: `client` (the demo's client), its `letter`, a client of `several` functions whose
    rights end on different days, its `several_letter`, a client `elsewhere` than in Houten, `mailing`, `run`, a
    `notice` to the demo's provider and a client who is `provided` by it, `delivery`, a `caseworker` of Houten, a
    `planned` client there, and the `week` of that plan. `lettered` are the clients who have a letter to read."""

    address: str
    region: Region
    ids: dict[str, str]
    lettered: frozenset[str]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    region, outsiders = open_with_caseworkers(folder)
    parked = park_a_message(region)
    start_terms(region, outsiders[0])
    write_outsiders(region.data.users_file, client=outsiders[0], provider=outsiders[1])
    with served(region) as address:
        yield Site(address, region, things_to_open(region, *outsiders) | {"parked": parked}, lettered(region))
    region.close()


@contextmanager
def served(region: Region, sign_in: SignIn | None = None, port: int = 0) -> Iterator[str]:
    """Behind a server, at an address. Without `sign_in` people choose who they are."""
    server = create_server(web_application(region, None, sign_in), host="127.0.0.1", port=port, threads=4)
    assert isinstance(server, TcpWSGIServer), "one address is one server"
    assert server.socket is not None
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.socket.getsockname()[1]}"
    server.close()
    thread.join(10)


def let_die(region: Region, client: str) -> None:
    """Intake tells that a client died, as a next delivery would make it do."""
    reader = region.transport.reader(f"test-{uuid.uuid4()}", [TOPICS["intake"]])
    newest = None
    while records := reader.read(1000, 0):
        for event in events_in(records):
            if event.subject == client and event.type.endswith(".client-transferred.v1"):
                newest = event
        reader.acknowledge()
    reader.close()
    assert newest is not None, "intake never told of this client"
    person = newest.data["person"] | {"diedOn": region.clock.today().isoformat()}
    data = {**newest.data, "revision": newest.data["revision"] + 1, "person": person}
    region.transport.append(TOPICS["intake"], [replace(newest, id=str(uuid.uuid4()), data=data)])
    region.work()


def lettered(region: Region) -> frozenset[str]:
    with region.services["notifications"].database.reading() as connection:
        return frozenset(connection.execute(select(letter.c.client_id).where(letter.c.state == "printed")).scalars())


def things_to_open(region: Region, client: str, agb: str) -> dict[str, str]:
    with region.services["intake"].database.reading() as connection:
        found = {"client": client, "delivery": connection.execute(select(delivery.c.id)).scalars().first()}
    with region.services["notifications"].database.reading() as connection:
        several = with_several_last_days(connection)
        found |= {"letter": letter_of(connection, client), "several": several}
        found["several_letter"] = letter_of(connection, several)
        elsewhere = select(letter.c.client_id).where(letter.c.municipality != "0321")
        found["elsewhere"] = connection.execute(elsewhere).scalars().first()
        found["mailing"] = connection.execute(select(mailing.c.id).order_by(mailing.c.municipality)).scalars().first()
        found["run"] = connection.execute(select(print_run.c.id)).scalars().first()
        of_provider = select(provider_notice.c.id).where(provider_notice.c.agb == agb)
        found["notice"] = connection.execute(of_provider).scalars().first()
        columns = provider_client.c
        first = select(columns.client_id).where(columns.agb == agb).order_by(columns.next_day, columns.number)
        found["provided"] = connection.execute(first).scalars().first()
    found["caseworker"] = "0321-1"
    with region.services["migration"].database.reading() as connection:
        there = select(plan.c.client_id, plan.c.week).where(plan.c.municipality == "0321")
        row = connection.execute(there.order_by(plan.c.week.desc(), plan.c.client_id)).first()
        assert row is not None, "nobody is planned"
        found |= {"planned": row.client_id, "week": row.week}
    assert all(found.values()), found
    return {name: str(value) for name, value in found.items()}


def letter_of(connection: Connection, client: str) -> str:
    return str(connection.execute(select(letter.c.id).where(letter.c.client_id == client)).scalar_one())


def with_several_last_days(connection: Connection) -> str:
    """The client with a letter whose rights end on most days. Fails when there is none with two."""
    query = select(client_right.c.client_id, client_right.c.functions).join(
        letter, (letter.c.client_id == client_right.c.client_id) & (letter.c.state == "printed")
    )
    days = {
        row.client_id: {one["rightUntil"] for one in json.loads(row.functions)} - {None}
        for row in connection.execute(query)
    }
    chosen = max(sorted(map(str, days)), key=lambda client: len(days[client]))
    assert len(days[chosen]) > 1, "no client has two last days; make the region larger"
    return chosen


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    require(*chromium.available())
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium.chromium_path(), args=CHROMIUM_OPTIONS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def windows(browser: Browser, site: Site) -> Iterator["Windows"]:
    opened = Windows(browser, site)
    yield opened
    opened.close()


@pytest.fixture
def visit(windows: "Windows", site: Site) -> Iterator["Visitor"]:
    visitor = Visitor(windows, site)
    yield visitor
    visitor.leave()


class Windows:
    """A signed-in window per demo user, with and without JavaScript, for all tests: a browser that starts afresh for
    each page loads style and fonts again, which takes longer than to look at the page."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self._browser = browser
        self._site = site
        self._signed_in: dict[str, StorageState] = {}
        self._open: dict[tuple[str, bool], BrowserContext] = {}

    def of(self, user: str, *, javascript: bool) -> BrowserContext:
        if (user, javascript) not in self._open:
            self._open[user, javascript] = self._browser.new_context(
                java_script_enabled=javascript, locale="nl-NL", storage_state=self._cookies_of(user)
            )
        return self._open[user, javascript]

    def _cookies_of(self, user: str) -> StorageState:
        if user not in self._signed_in:
            context = self._browser.new_context(java_script_enabled=False)
            page = context.new_page()
            page.goto(f"{self._site.address}/aanmelden")
            page.check(f"input[name=user][value={user}]")
            with page.expect_navigation():
                page.click("button[type=submit]")
            self._signed_in[user] = context.storage_state()
            context.close()
        return self._signed_in[user]

    def close(self) -> None:
        for context in self._open.values():
            context.close()


class Visitor:
    """Opens pages as one of the demo users, at a width, with or without JavaScript. `console_errors` is what the
    browser complained about on those pages."""

    def __init__(self, windows: Windows, site: Site) -> None:
        self._windows = windows
        self._site = site
        self._pages: list[Page] = []
        self.console_errors: list[str] = []

    def page(
        self, path: str, *, user: str = "consulent", width: int = 1280, javascript: bool = True, status: int = 200
    ) -> Page:
        """An opened page; `path` may name ids of the site. Fails when it is not answered with `status`."""
        page = self._windows.of(user, javascript=javascript).new_page()
        self._pages.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self._hear("error", str(error)))
        answer = page.goto(self._site.address + path.format(**self._site.ids))
        assert answer is not None
        assert answer.status == status, f"{path} answers {answer.status}"
        return page

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error":
            self.console_errors.append(text)

    def leave(self) -> None:
        for page in self._pages:
            page.close()
