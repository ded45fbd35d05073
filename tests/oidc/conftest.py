"""A region with two clients behind a real identity provider, for one test file at a time."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import Client, TestResponse

from deploy.all_in_one import web_application
from deploy.region import Region
from deploy.signing_in import open_doors
from services.intake.domain.person.identity import Identities
from services.intake.main import deliver_file, ended_sessions
from shared.access import Role
from shared.granting import Door, Grant
from shared.web.form_tokens import FIELD
from shared.web.signed_in import SignedInIdentity, SignIn
from tests.integration.intake_files import write_rows
from tests.simulation.deliveries import open_region
from tests.support.granting import GrantsInMemory
from tests.support.oidc_server import SITE, OidcServer, available, oidc_server
from tests.support.requirement import require
from tests.support.web import token_on
from tests.unit.intake.delivered import DEMO_NUMBERS, client

TOWN, OTHER_TOWN = "0321", "0356"
OWN, NEIGHBOUR, STRANGER = DEMO_NUMBERS[1], DEMO_NUMBERS[2], DEMO_NUMBERS[3]
"""The BSNs of two clients, and of somebody who is none."""
AGB = "98990123"


class Watch:
    """The real clock, and what a test adds to it."""

    def __init__(self) -> None:
        self.later = 0.0

    def __call__(self) -> float:
        return time.time() + self.later


@dataclass(frozen=True, slots=True)
class Site:
    region: Region
    provider: OidcServer
    grants: GrantsInMemory
    sign_in: SignIn
    watch: Watch

    def browser(self) -> "Browser":
        return Browser(self)

    def client_id(self, bsn: str) -> str:
        return self._identities.client_id(bsn)

    def representative_id(self, bsn: str) -> str:
        return self._identities.representative_id(bsn)

    @property
    def _identities(self) -> Identities:
        return Identities(self.region.data.environment("intake")["ZL_IDENTITY_KEY"])


@dataclass
class Browser:
    """One browser: what it keeps of us, and its way through the provider."""

    site: Site
    web: Client = field(init=False)
    there: requests.Session | None = None
    """What it keeps of the provider; None for a browser that the provider meets anew each time."""

    def __post_init__(self) -> None:
        environment = {"ZL_PUBLIC_URL": SITE}
        self.web = Client(web_application(self.site.region, None, self.site.sign_in, environment))

    def get(self, path: str) -> TestResponse:
        return self.web.get(path)

    def begin(self, door: str) -> str:
        """The address of the provider to which we send it."""
        answer = self.get(f"/intake/sign-in/{door}")
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]

    def callback(self, door: str) -> str:
        """The path with which the provider sends it back."""
        return path_of(self.site.provider.visit(self.begin(door), self.there))

    def sign_in(self, door: str) -> TestResponse:
        return self.get(self.callback(door))

    def post(self, path: str, form_on: str, **typed: str) -> TestResponse:
        """A form as the page `form_on` has it."""
        token = token_on(self.get(form_on).text)
        return self.web.post(path, data={FIELD: token, **typed}, headers={"Origin": SITE})

    def copied(self) -> "Browser":
        """Another one, with all that this one keeps of us."""
        thief = self.site.browser()
        for name, value in self.cookies().items():
            thief.web.set_cookie(name, value)
        return thief

    def me(self) -> TestResponse:
        return self.get("/intake/api/v1/me")

    def kept(self) -> str:
        """All that our cookies say to who reads them."""
        reader = URLSafeTimedSerializer("without the key of the site")
        return " ".join(str(reader.loads_unsafe(value)[1] or value) for value in self.cookies().values())

    def cookies(self) -> dict[str, str]:
        found = {name: self.web.get_cookie(name) for name in ("zl_session", "zl_sign_in", "zl_choosing", "zl_form")}
        return {name: cookie.value for name, cookie in found.items() if cookie is not None}


def path_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def asked_in(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def granted(
    grant_id: str,
    account: str,
    role: Role = Role.CASEWORKER,
    *,
    towns: tuple[str, ...] = (TOWN,),
    begins_on: date = date(2014, 1, 1),
    ends_on: date | None = None,
) -> Grant:
    outside = role is Role.PROVIDER
    return Grant(
        grant_id,
        Door.PROVIDER if outside else Door.STAFF,
        account,
        f"Naam van {grant_id}",
        role,
        frozenset() if outside else frozenset(towns),
        AGB if outside else "",
        begins_on,
        ends_on,
    )


@pytest.fixture(scope="session")
def provider() -> Iterator[OidcServer]:
    require(*available())
    with oidc_server() as running:
        yield running


def region_with_clients(folder: Path) -> Region:
    region = open_region(folder / "data")
    assert deliver_file(region.services["intake"], write_rows(folder, [client(1), client(2)]))["reason"] == ""
    region.work()
    return region


def site_of(region: Region, provider: OidcServer) -> Site:
    """Nobody is granted anything yet."""
    environment = {
        "ZL_PUBLIC_URL": provider.back,
        **provider.settings("staff", "email"),
        **provider.settings("provider", "sub"),
        **provider.settings("client", "bsn", REPRESENTED_CLAIM="represented"),
    }
    grants, watch, key = GrantsInMemory(), Watch(), region.data.session_key
    ended = ended_sessions(region.services["intake"])
    identity = SignedInIdentity(grants, region.clock, key, ended=ended, https=False, now=watch)
    sign_in = SignIn(identity, grants, ended, open_doors(environment), provider.back, key, watch)
    return Site(region, provider, grants, sign_in, watch)


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Region]:
    region = region_with_clients(tmp_path_factory.mktemp("oidc"))
    yield region
    region.close()


@pytest.fixture
def site(region: Region, provider: OidcServer) -> Iterator[Site]:
    """The provider says nothing but what is true, until a test tells it otherwise."""
    yield site_of(region, provider)
    provider.forges()
    provider.publishes("first")
    provider.meets()
