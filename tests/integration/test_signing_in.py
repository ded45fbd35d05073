"""Which way of signing in a folder or a process has follows from what made it and what was typed; and nobody is let in
by accident."""

import time
from collections.abc import Mapping
from dataclasses import replace
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
from flask import Flask, Request, Response
from werkzeug.test import Client, EnvironBuilder

from deploy.all_in_one import site_of
from deploy.data_dir import DataDir
from deploy.front import front_application
from deploy.locked import locked_site
from deploy.new_region import new_region
from deploy.parked import DoesNotAnswer
from deploy.production import run_front, run_web
from deploy.region import Region
from deploy.signing_in import AskedIdentity
from shared.access import Role, User
from shared.clock import TurnedClock
from shared.doors import SignInDoor
from shared.granting import Door, Grant
from shared.settings import SettingsError
from shared.web.signed_in import SignedIn, SignedInIdentity, nothing_ended
from tests.simulation.deliveries import open_region
from tests.support.granting import GrantsInMemory
from tests.support.regions import demo_region, filled_in
from tests.support.web import DAY, web_context

DOOR: Mapping[str, str] = {
    "ZL_OIDC_STAFF_ISSUER": "https://login.example.org",
    "ZL_OIDC_STAFF_CLIENT_ID": "zachte-landing",
    "ZL_OIDC_STAFF_CLIENT_SECRET": "a secret of the town",
    "ZL_OIDC_STAFF_CLAIM": "email",
    "ZL_PUBLIC_URL": "https://zorg.example.org",
}
KEY = "a secret for tests, longer than 32 characters"


@pytest.fixture
def real(tmp_path: Path) -> Any:
    """A folder that no demo made."""
    region = Region.open(DataDir.prepare(tmp_path / "real", filled_in(new_region(["0273"]))))
    yield region
    region.close()


@pytest.fixture
def demo(tmp_path: Path) -> Any:
    region = open_region(tmp_path / "demo")
    yield region
    region.close()


def pages(region: Region, environment: Mapping[str, str], *, demo_sign_in: bool = False) -> list[int]:
    """The statuses of the start, of the list of clients and of the two ways to sign in."""
    web = Client(site_of(region, demo_sign_in=demo_sign_in, environment=environment))
    base = environment.get("ZL_PUBLIC_URL", "http://localhost")
    paths = ("/", "/migration/clients", "/aanmelden", "/intake/sign-in")
    return [web.get(path, base_url=base).status_code for path in paths]


CHOICE, LOCKED, THEMSELVES = [302, 200, 200, 404], [503] * 4, [401, 401, 303, 303]


@pytest.mark.parametrize("environment", [{}, {"ZL_IDENTITY": "demo"}])
def test_a_folder_with_real_people_is_locked_without_a_door(real: Region, environment: Mapping[str, str]) -> None:
    assert site_of(real, demo_sign_in=False, environment=environment) is locked_site
    assert pages(real, environment) == LOCKED
    assert pages(real, environment, demo_sign_in=True) == CHOICE


@pytest.mark.parametrize("asked", [{}, {"ZL_IDENTITY": "oidc"}, {"ZL_IDENTITY": "demo"}])
def test_a_folder_with_real_people_and_a_door_lets_in_who_signs_in(real: Region, asked: Mapping[str, str]) -> None:
    assert pages(real, {**DOOR, **asked}) == THEMSELVES


def test_a_demo_is_for_choosing_unless_it_is_asked_to_be_serious(demo: Region) -> None:
    assert pages(demo, {}) == CHOICE
    assert pages(demo, DOOR) == CHOICE
    assert pages(demo, {**DOOR, "ZL_IDENTITY": "oidc"}) == THEMSELVES


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({**DOOR, "ZL_OIDC_STAFF_CLAIM": ""}, "ZL_OIDC_STAFF_CLAIM"),
        ({**DOOR, "ZL_PUBLIC_URL": ""}, "ZL_PUBLIC_URL"),
        ({**DOOR, "ZL_IDENTITY": "saml"}, "ZL_IDENTITY"),
        ({"ZL_IDENTITY": "oidc", "ZL_PUBLIC_URL": "https://x.nl"}, "ZL_OIDC_STAFF_ISSUER"),
    ],
)
def test_what_is_half_set_stops_the_start_and_is_named(
    real: Region, environment: Mapping[str, str], named: str
) -> None:
    with pytest.raises(SettingsError, match=named):
        site_of(real, demo_sign_in=False, environment=environment)


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({}, "ZL_IDENTITY"),
        ({"ZL_IDENTITY": "saml"}, "ZL_IDENTITY"),
        ({"ZL_IDENTITY": "oidc"}, "ZL_PUBLIC_URL"),
        ({"ZL_IDENTITY": "oidc", "ZL_PUBLIC_URL": "https://x.nl"}, "ZL_OIDC_STAFF_ISSUER"),
        ({**DOOR, "ZL_IDENTITY": "oidc", "ZL_OIDC_STAFF_CLIENT_ID": ""}, "ZL_OIDC_STAFF_CLIENT_ID"),
    ],
)
def test_a_process_of_production_without_a_way_in_does_not_start(
    real: Region, environment: Mapping[str, str], named: str
) -> None:
    with pytest.raises(SettingsError, match=named):
        run_web(real.services["intake"], {"ZL_SESSION_KEY": KEY, **environment}, real.data.path)


def test_the_front_does_not_start_without_somebody_to_ask(real: Region) -> None:
    environment = {"ZL_SESSION_KEY": KEY, "ZL_IDENTITY": "oidc", "ZL_PUBLIC_URL": "https://x.nl"}
    with pytest.raises(SettingsError, match="ZL_GATEWAY"):
        run_front(environment, real.data.path)


def test_by_https_a_session_is_kept_for_this_host_and_travels_safely() -> None:
    grants = GrantsInMemory()
    grants.grant(Grant("g", Door.STAFF, "a@b.nl", "A", Role.AUDITOR, frozenset({"0321"}), "", DAY, None))
    identity, app = SignedInIdentity(grants, TurnedClock(DAY), KEY, ended=nothing_ended, https=True), Flask("any")
    app.config["PUBLIC_URL"] = "https://zorg.example.org"
    with app.test_request_context():
        answer = Response()
        identity.let_in(answer, SignedIn(SignInDoor.STAFF, "u", "g", "of this sign-in", int(time.time())))
    cookie, *attributes = answer.headers["Set-Cookie"].split("; ")
    assert cookie.startswith("__Host-zl_session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} == set(attributes)
    for name, signed_in in (("__Host-zl_session", True), ("zl_session", False)):
        sent = [("Cookie", f"{name}={cookie.partition('=')[2]}")]
        assert (identity.user(Request(EnvironBuilder(headers=sent).get_environ())) is not None) is signed_in


class Away:
    """Nobody knows who this is."""

    def user(self, asked: Request, /) -> User | None:
        raise DoesNotAnswer("intake")


def test_what_is_the_same_for_everybody_comes_also_when_nobody_knows_who_asks() -> None:
    context = replace(web_context(None), identity=Away())
    front = front_application(context, None, demo_region(), lambda: None).test_client()
    paths = ("/healthz", "/assets/page.css", "/assets/house/1b4f8f-ffffff.css", "/")
    assert [front.get(path).status_code for path in paths] == [200, 200, 200, 503]


ME = {"id": "u", "name": "Noor", "role": "caseworker", "municipalities": ["0321"], "provider": "", "client": ""}


def refusal(status: int) -> HTTPError:
    return HTTPError("http://gateway", status, "", Message(), None)


def asked_with(monkeypatch: pytest.MonkeyPatch, answer: object) -> User | None:
    """Whom the front takes somebody for when intake answers this."""
    cookies: list[str] = []

    def fetch(_gateway: str, _service: str, _path: str, cookie: str) -> object:
        cookies.append(cookie)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr("deploy.signing_in.fetched", fetch)
    sent = EnvironBuilder(headers=[("Cookie", "zl_session=s; zl_form=of-nobody-else")]).get_environ()
    found = AskedIdentity("http://gateway", https=False).user(Request(sent))
    assert cookies == ["zl_session=s"]
    return found


def test_the_front_takes_somebody_for_whom_intake_says(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked_with(monkeypatch, ME) == User("u", "Noor", Role.CASEWORKER, frozenset({"0321"}))
    assert asked_with(monkeypatch, refusal(401)) is None


@pytest.mark.parametrize(
    "answer", [refusal(403), refusal(500), refusal(302), OSError(), ValueError(), {}, [], {**ME, "role": "king"}]
)
def test_the_front_lets_nobody_in_on_an_answer_that_is_none(monkeypatch: pytest.MonkeyPatch, answer: object) -> None:
    with pytest.raises(DoesNotAnswer):
        asked_with(monkeypatch, answer)


def test_who_has_no_session_is_asked_of_nobody() -> None:
    """So the front is well, and shows who may sign in where, while intake is away."""
    identity = AskedIdentity("http://127.0.0.1:9", https=False)
    assert identity.user(Request(EnvironBuilder().get_environ())) is None
