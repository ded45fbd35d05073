"""A small region behind a real server, and a real Chromium to look at it."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sqlalchemy import select
from waitress.server import create_server

from deploy.all_in_one import web_application
from deploy.region import Region
from deploy.users import write_outsiders
from services.notifications.main import example_outsiders
from tests.simulation.deliveries import make_delivery, open_region, take_in
from tests.support import chromium
from tests.support.requirement import require

SCALE = "0.05"
CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-background-networking", "--disable-gpu", "--disable-component-update"]


@dataclass(frozen=True)
class Site:
    """`client`, `letter`, `run`, `notice`, `delivery` are ids of things to open."""

    address: str
    region: Region
    client: str
    ids: dict[str, str]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    files = make_delivery(folder / "files", scale=SCALE)
    region = open_region(folder / "data")
    take_in(region, files)
    outsiders = example_outsiders(region.services["notifications"])
    assert outsiders is not None
    write_outsiders(region.data.users_file, client=outsiders[0], provider=outsiders[1])
    server = create_server(web_application(region), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.effective_port}", region, outsiders[0], things_to_open(region, outsiders[0]))
    server.close()
    thread.join(10)
    region.close()


def things_to_open(region: Region, client: str) -> dict[str, str]:
    from services.intake.adapters.tables import delivery
    from services.notifications.adapters.tables import letter, print_run, provider_notice

    with region.services["intake"].database.reading() as connection:
        found = {"delivery": connection.execute(select(delivery.c.id).order_by(delivery.c.id)).scalars().first()}
    with region.services["notifications"].database.reading() as connection:
        found["letter"] = connection.execute(select(letter.c.id).where(letter.c.client_id == client)).scalars().first()
        found["run"] = connection.execute(select(print_run.c.id)).scalars().first()
        found["notice"] = connection.execute(select(provider_notice.c.id)).scalars().first()
    assert all(found.values()), found
    return {name: str(value) for name, value in found.items()}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    require(*chromium.available())
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium.chromium_path(), args=CHROMIUM_OPTIONS)
        yield launched
        launched.close()


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator["Visitor"]:
    visitor = Visitor(browser, site)
    yield visitor
    visitor.leave()


class Visitor:
    """Opens pages as one of the demo users, at a width, with or without JavaScript. `console_errors` is what the
    browser complained about on those pages."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self._browser = browser
        self._site = site
        self._contexts: list[BrowserContext] = []
        self.console_errors: list[str] = []

    def page(self, path: str, *, user: str = "consulent", width: int = 1280, javascript: bool = True) -> Page:
        context = self._browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, locale="nl-NL"
        )
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self._hear("error", str(error)))
        page.goto(f"{self._site.address}/aanmelden")
        page.check(f"#user-{user}")
        page.click("button[type=submit]")
        answer = page.goto(self._site.address + path.format(client=self._site.client, **self._site.ids))
        assert answer is not None
        assert answer.status == 200, f"{path} answers {answer.status}"
        return page

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error":
            self.console_errors.append(text)

    def leave(self) -> None:
        for context in self._contexts:
            context.close()


AXE = Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
