"""From the first two managers to a caseworker who lost the right: everybody signs in as themselves, and what was
granted on the screens is what opens the pages of each service."""

from dataclasses import replace
from uuid import UUID

import pytest
from werkzeug.test import Client

from services.intake.main import name_first_managers
from shared.granted import grants_of
from shared.web.signed_in import SignedInIdentity, nothing_ended
from tests.oidc.conftest import TOWN, Browser, Site
from tests.support.web import web_context

pytestmark = pytest.mark.oidc

FIRST, SECOND, NOOR = "first@town.example", "second@town.example", "noor@town.example"


@pytest.fixture
def granting(site: Site) -> Site:
    """The same site, with what intake keeps of grants."""
    grants = grants_of(site.region.services["intake"].database.engine)
    key, clock = site.region.data.session_key, site.region.clock
    identity = SignedInIdentity(grants, clock, key, ended=site.sign_in.ended, https=False, now=site.watch)
    return replace(site, sign_in=replace(site.sign_in, identity=identity, grants=grants))


def came_in(site: Site, account: str) -> Browser:
    site.provider.meets(sub=account, email=account)
    browser = site.browser()
    assert browser.sign_in("staff").status_code == 303
    return browser


def test_a_right_is_granted_by_two_who_signed_in_and_ends_at_the_next_click(granting: Site) -> None:
    region, service = granting.region, granting.region.services["migration"]
    name_first_managers(region.services["intake"], ((FIRST, "Eerste"), (SECOND, "Tweede")))
    first, second = came_in(granting, FIRST), came_in(granting, SECOND)
    granting.provider.meets(sub="3", email=NOOR)
    assert granting.browser().sign_in("staff").status_code == 403, "nobody granted it yet"
    begins_on = region.clock.today().isoformat()
    typed = {
        "account": NOOR,
        "name": "Noor",
        "role": "caseworker",
        "begins_on": begins_on,
        f"municipality-{TOWN}": "yes",
    }
    proposed = first.post("/intake/access/new", "/intake/access/new", **typed)
    assert proposed.status_code == 303, proposed.text
    page = proposed.headers["Location"].split("?")[0]
    grant_id = str(UUID(page.rpartition("/")[2]))
    assert granting.browser().sign_in("staff").status_code == 403, "one person proposed it"
    assert first.post(f"{page}/confirm", "/intake/access").status_code == 400, "nobody confirms their own"
    assert second.post(f"{page}/confirm", page).status_code == 303
    region.work()

    noor = came_in(granting, NOOR)
    assert noor.me().get_json()["role"] == "caseworker"
    assert noor.get("/migration/clients").status_code == 200
    elsewhere = migration_alone(granting, noor)
    assert elsewhere.get("/clients").status_code == 200, "a process that knows only its own copy"

    withdrawn = second.post(f"{page}/withdraw", page, why="Noor werkt hier niet meer.")
    assert withdrawn.status_code == 303, withdrawn.text
    assert (noor.me().status_code, noor.get("/migration/clients").status_code) == (401, 401)
    region.work()
    assert elsewhere.get("/clients").status_code == 401
    assert grants_of(service.database.engine).find(grant_id, region.clock.today()) is None


def migration_alone(site: Site, browser: Browser) -> Client:
    """Migration as a process of its own, asked by the same browser."""
    service = site.region.services["migration"]
    key, clock = site.region.data.session_key, site.region.clock
    grants = grants_of(service.database.engine)
    identity = SignedInIdentity(grants, clock, key, ended=nothing_ended, https=False, now=site.watch)
    web = Client(service.make_web(replace(web_context(None, clock=clock), identity=identity)))
    web.set_cookie("zl_session", browser.cookies()["zl_session"])
    return web
