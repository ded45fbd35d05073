"""Everybody of a town goes to live in another one: whatever its people open then, it does not say where they live now.

What is there of each kind of thing, and every page, is that of the table of all routes (`test_access_matrix.py`).
"""

import csv
import hashlib
import json
import re
from collections import Counter, deque
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from werkzeug.test import TestResponse

from services.intake.main import deliver_file
from shared.access import Role, User
from tests.integration.test_access_matrix import ELSEWHERE, PAGES, TOWN, Site, site_of
from tests.simulation.deliveries import release_and_tick
from tests.support.regions_to_open import open_with_caseworkers

pytestmark = pytest.mark.slow
NEW_STREET, NEW_PLACE = "Nieuwestraat", "Nergenshuizen"
OUTSIDERS = {Role.CLIENT, Role.PROVIDER}
MOST_PAGES = 1_500
LIKE_THIS_MOST = 12
"""Pages of one kind, which differ by an id, a page or an order only."""
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A town in which each kind of thing was there, and from which everybody moved after that."""
    folder = tmp_path_factory.mktemp("moved")
    region, (_, agb) = open_with_caseworkers(folder)
    site = site_of(region, agb)
    (file,) = (folder / "files").glob(f"*-{TOWN}-*.csv")
    deliver_file(region.services["intake"], moved(file, folder / "moved"))
    region.work()
    release_and_tick(region)
    yield site
    region.close()


def moved(file: Path, folder: Path) -> Path:
    """The delivery again, of the municipality where all of them live now."""
    folder.mkdir()
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter=";")
        names, rows = list(reader.fieldnames or ()), list(reader)
    now = {"gemeentecode": ELSEWHERE, "straat": NEW_STREET, "huisnummer": "77", "plaats": NEW_PLACE}
    target = folder / file.name.replace(TOWN, ELSEWHERE)
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, names, delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows({**row, **now} for row in rows)
    manifest = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    manifest |= {
        "bestand": target.name,
        "gemeentecode": ELSEWHERE,
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
        "kenmerk": f"{manifest['kenmerk']}-moved",
        "aangemaakt": "2014-11-03T09:00:00+01:00",
    }
    target.with_suffix(".json").write_text(json.dumps(manifest), encoding="utf-8")
    return target


def test_the_new_town_reads_where_they_live(site: Site) -> None:
    """Else the other tests would find nothing because nobody moved."""
    assert told_to(site, site.user(Role.CASEWORKER, here=False))


@pytest.mark.parametrize("role", sorted(set(Role) - OUTSIDERS))
def test_no_page_of_the_former_town_says_where_they_live_now(site: Site, role: Role) -> None:
    user = site.user(role)
    starts = [(service, name) for service, pages in PAGES.items() for name in pages if name.startswith("GET")]
    said = {name for service, name in starts if tells(site.ask(service, name, user))}
    assert said == set()


@pytest.mark.parametrize("role", sorted(set(Role) - OUTSIDERS))
def test_no_page_that_the_former_town_can_reach_says_where_they_live_now(site: Site, role: Role) -> None:
    assert told_to(site, site.user(role)) == set()


def told_to(site: Site, user: User) -> set[str]:
    """The addresses that say where somebody lives now, of those that one gets to from the lists."""
    site.whoever.now = user
    to_open = deque(f"/{service}{page}" for service in site.region.services for page in LISTS[service])
    seen, like_this, said = set[str](), Counter[str](), set[str]()
    while to_open and len(seen) < MOST_PAGES:
        address = to_open.popleft()
        kind = ID.sub("id", address.partition("?")[0])
        service, _, path = address.removeprefix("/").partition("/")
        if address in seen or like_this[kind] >= LIKE_THIS_MOST or service not in site.apps:
            continue
        seen.add(address)
        like_this[kind] += 1
        answer = site.apps[service].test_client().get(f"/{path}")
        if tells(answer):
            said.add(address)
        if answer.mimetype == "text/html" and answer.status_code == 200:
            links = Links()
            links.feed(answer.text)
            to_open += [found for link in links.found if (found := within(service, path, link))]
    return said


LISTS = {
    "intake": ["/deliveries", "/held-back", "/due"],
    "migration": ["/clients", "/my-work", "/team", "/agenda", "/prolongations", "/deadlines", "/control"],
    "billing": ["/budgets"],
    "notifications": ["/letters", "/mailings", "/print-runs", "/provider-notices", "/provider-answers", "/replies"],
}


def within(service: str, path: str, link: str) -> str:
    """The address of a link in this site; empty for one that leads out of it. Each service is asked apart here, so its
    own links lack its name."""
    found = urlsplit(urljoin(f"http://site/{path}", link))
    if found.netloc != "site":
        return ""
    query = f"?{found.query}" if found.query else ""
    known = found.path.startswith(tuple(f"/{each}/" for each in PAGES))
    return f"{found.path}{query}" if known else f"/{service}{found.path}{query}"


def tells(answer: TestResponse) -> bool:
    return answer.status_code == 200 and any(each.encode() in answer.data for each in (NEW_STREET, NEW_PLACE))
