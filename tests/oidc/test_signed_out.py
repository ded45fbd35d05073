"""A session that ended is over in whatever browser a copy of it lies, and the provider can end it too."""

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
import requests
from structlog.testing import capture_logs
from werkzeug.test import TestResponse

from services.intake.entrypoints.sign_in.pages import SECONDS as CHOICE_SECONDS
from shared.access import Role
from shared.web.form_tokens import FIELD
from shared.web.sessions import IDLE_SECONDS, SESSION_SECONDS
from tests.oidc.conftest import OWN, Browser, Site, granted
from tests.support.oidc_server import SITE, OidcServer, secret_of
from tests.support.web import token_on

pytestmark = pytest.mark.oidc

NOOR, SAM = "noor@town.example", "sam@town.example"
NOW = int(time.time())
EVENT = "http://schemas.openid.net/event/backchannel-logout"


@pytest.fixture(autouse=True)
def nothing_told_before(provider: OidcServer) -> None:
    provider.told()


def came_in(site: Site, door: str = "staff", **person: str) -> Browser:
    """Somebody who is signed in at the provider too, in a browser of their own."""
    site.provider.meets(**person)
    browser = site.browser()
    browser.there = requests.Session()
    assert browser.sign_in(door).status_code == 303
    assert browser.me().status_code == 200
    return browser


def caseworker(site: Site) -> Browser:
    site.grants.grant(granted("g1", NOOR))
    return came_in(site, sub="1", email=NOOR)


def tell(site: Site, *tokens: str, door: str = "staff") -> TestResponse:
    """As the provider does it: no browser, no cookie, no page of ours."""
    return site.browser().web.post(f"/intake/sign-in/back-channel/{door}", data={"logout_token": list(tokens)})


def signed_out_there(site: Site, browser: Browser) -> str:
    """The token with which the provider would tell us."""
    assert browser.there is not None
    site.provider.sign_out(browser.there)
    (token,) = site.provider.told()
    return token


def test_a_cookie_that_was_copied_before_signing_out_is_worth_nothing_after_it(site: Site) -> None:
    browser = caseworker(site)
    thief = browser.copied()
    assert thief.get("/migration/clients").status_code == 200
    assert browser.post("/intake/sign-out", "/migration/clients").status_code == 200
    found = [
        thief.get(path).status_code for path in ("/migration/clients", "/intake/deliveries", "/", "/billing/budgets")
    ]
    assert found == [401, 401, 401, 401]
    assert thief.me().status_code == 401


def test_a_session_that_was_renewed_on_its_way_ends_with_all_its_cookies(site: Site) -> None:
    browser = caseworker(site)
    before = browser.copied()
    site.watch.later += 10 * 60
    assert browser.me().status_code == 200
    assert browser.cookies()["zl_session"] != before.cookies()["zl_session"], "it got a new moment"
    after = browser.copied()
    browser.post("/intake/sign-out", "/migration/clients")
    assert [each.me().status_code for each in (before, after)] == [401, 401]


def test_signing_out_ends_no_other_session_of_the_same_person(site: Site) -> None:
    office, home = caseworker(site), came_in(site, sub="1", email=NOOR)
    office.post("/intake/sign-out", "/migration/clients")
    assert (office.me().status_code, home.me().status_code) == (401, 200)


def test_who_works_with_another_role_or_signs_in_again_leaves_no_session_behind(site: Site) -> None:
    site.grants.grant(granted("g1", NOOR))
    site.grants.grant(granted("g2", NOOR, Role.AUDITOR))
    site.provider.meets(sub="1", email=NOOR)
    browser = site.browser()
    browser.sign_in("staff")
    choosing = browser.copied()
    assert browser.post("/intake/sign-in/choose", "/intake/sign-in/choose", grant="g1").status_code == 303
    assert browser.me().get_json()["role"] == "caseworker"
    assert choosing.get("/intake/sign-in/choose").headers["Location"] == "/intake/sign-in", "a choice is made once"

    first = browser.copied()
    assert browser.post("/intake/sign-in/choose", "/intake/sign-in/choose", grant="g2").status_code == 303
    assert (first.me().status_code, browser.me().get_json()["role"]) == (401, "auditor")

    second = browser.copied()
    browser.sign_in("staff")
    assert second.me().status_code == 401


def of_two_roles(site: Site) -> Browser:
    """Somebody who came in and works as a caseworker, and may be an auditor too."""
    site.grants.grant(granted("g1", NOOR))
    site.grants.grant(granted("g2", NOOR, Role.AUDITOR))
    site.provider.meets(sub="1", email=NOOR)
    browser = site.browser()
    browser.sign_in("staff")
    return choosing(browser, "g1")


def choosing(browser: Browser, grant: str) -> Browser:
    assert browser.post("/intake/sign-in/choose", "/intake/sign-in/choose", grant=grant).status_code == 303
    assert browser.me().status_code == 200
    return browser


def test_a_copy_that_took_a_role_ends_with_the_session_that_it_was_copied_from(site: Site) -> None:
    browser = of_two_roles(site)
    token = token_on(browser.get("/migration/clients").text)
    thief = choosing(browser.copied(), "g2")
    assert (signs_out_with(browser, token), thief.me().status_code) == (200, 401)


def signs_out_with(browser: Browser, token: str) -> int:
    """From a page that stood open."""
    return browser.web.post("/intake/sign-out", data={FIELD: token}, headers={"Origin": SITE}).status_code


def test_who_signs_in_again_leaves_nothing_to_a_copy_that_took_a_role(site: Site) -> None:
    browser = of_two_roles(site)
    thief = choosing(browser.copied(), "g2")
    browser.sign_in("staff")
    assert thief.me().status_code == 401
    assert choosing(browser, "g1").me().status_code == 200


@pytest.mark.parametrize("seconds", [0, CHOICE_SECONDS + 1])
def test_a_copied_choice_that_was_made_elsewhere_ends_when_one_signs_in_again(site: Site, seconds: int) -> None:
    site.grants.grant(granted("g1", NOOR))
    site.grants.grant(granted("g2", NOOR, Role.AUDITOR))
    site.provider.meets(sub="1", email=NOOR)
    browser = site.browser()
    browser.sign_in("staff")
    thief = choosing(browser.copied(), "g2")
    site.watch.later += seconds
    browser.sign_in("staff")
    assert thief.me().status_code == 401


def test_a_copy_that_was_kept_busy_ends_also_when_the_session_itself_stood_still(site: Site) -> None:
    browser = of_two_roles(site)
    token = token_on(browser.get("/migration/clients").text)
    thief = browser.copied()
    for _ in range(2):
        site.watch.later += IDLE_SECONDS - 60
        assert thief.me().status_code == 200
    assert browser.me().status_code == 401
    assert (signs_out_with(browser, token), thief.me().status_code) == (200, 401)


def test_a_session_ends_twelve_hours_after_signing_in_whatever_roles_were_taken(site: Site) -> None:
    browser = of_two_roles(site)
    for hour in range(1, SESSION_SECONDS // 3600):
        site.watch.later += 3600
        choosing(browser, ("g1", "g2")[hour % 2])
    site.watch.later += 3601
    assert browser.me().status_code == 401
    assert browser.get("/intake/sign-in/choose").headers["Location"] == "/intake/sign-in"


def test_who_takes_long_to_choose_has_no_more_time_for_it(site: Site) -> None:
    site.grants.grant(granted("g1", NOOR))
    site.grants.grant(granted("g2", NOOR, Role.AUDITOR))
    site.provider.meets(sub="1", email=NOOR)
    browser = site.browser()
    browser.sign_in("staff")
    site.watch.later += CHOICE_SECONDS - 60
    choosing(browser, "g1")
    for _ in range(SESSION_SECONDS // 3600 - 1):
        site.watch.later += 3600
        assert browser.me().status_code == 200
    site.watch.later += 3600 - CHOICE_SECONDS + 120
    assert browser.me().status_code == 401


def test_a_choice_that_was_not_made_ends_when_one_signs_out(site: Site) -> None:
    site.grants.grant(granted("g1", NOOR))
    site.grants.grant(granted("g2", NOOR, Role.AUDITOR))
    site.provider.meets(sub="1", email=NOOR)
    browser = site.browser()
    browser.sign_in("staff")
    copied = browser.copied()
    assert copied.get("/intake/sign-in/choose").status_code == 200
    browser.post("/intake/sign-out", "/intake/sign-in/choose")
    assert copied.get("/intake/sign-in/choose").headers["Location"] == "/intake/sign-in"


def test_a_right_that_is_given_again_revives_no_session_of_before(site: Site) -> None:
    """It is another grant, and a session holds the one it began with."""
    browser = caseworker(site)
    site.grants.withdraw("g1")
    assert browser.me().status_code == 401
    site.grants.grant(granted("g2", NOOR))
    assert browser.me().status_code == 401
    assert came_in(site, sub="1", email=NOOR).me().status_code == 200


def test_who_signs_out_at_the_provider_is_signed_out_here(site: Site) -> None:
    browser, elsewhere = caseworker(site), came_in(site, sub="1", email=NOOR)
    thief = browser.copied()
    answer = tell(site, signed_out_there(site, browser))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert (browser.me().status_code, thief.me().status_code) == (401, 401)
    assert elsewhere.me().status_code == 200, "the provider named the session"
    site.watch.later += 2
    assert came_in(site, sub="1", email=NOOR).me().status_code == 200


def test_a_provider_that_names_no_session_ends_all_of_the_person(site: Site) -> None:
    site.grants.grant(granted("g1", "pseudonym-7", Role.PROVIDER))
    site.grants.grant(granted("g2", "pseudonym-8", Role.PROVIDER))
    office, home = (came_in(site, "provider", sub="pseudonym-7") for _ in range(2))
    other = came_in(site, "provider", sub="pseudonym-8")
    assert tell(site, signed_out_there(site, office), door="provider").status_code == 200
    assert [each.me().status_code for each in (office, home, other)] == [401, 401, 200]


def test_a_client_who_signs_out_at_the_broker_is_signed_out_here(site: Site) -> None:
    browser = came_in(site, "client", sub="x", bsn=OWN)
    assert tell(site, signed_out_there(site, browser), door="client").status_code == 200
    assert (browser.me().status_code, browser.get("/notifications/portal").status_code) == (401, 401)


def test_who_was_choosing_a_role_when_the_provider_ended_it_signs_in_again(site: Site) -> None:
    site.grants.grant(granted("g1", NOOR))
    site.grants.grant(granted("g2", NOOR, Role.AUDITOR))
    browser = site.browser()
    browser.there = requests.Session()
    site.provider.meets(sub="1", email=NOOR)
    browser.sign_in("staff")
    assert browser.get("/intake/sign-in/choose").status_code == 200
    assert tell(site, signed_out_there(site, browser)).status_code == 200
    assert browser.get("/intake/sign-in/choose").headers["Location"] == "/intake/sign-in"


def away(site: Site) -> Site:
    """The same site, whose providers do not answer."""
    doors = {door: replace(each, issuer="http://127.0.0.1:9") for door, each in site.sign_in.doors.items()}
    return replace(site, sign_in=replace(site.sign_in, doors=doors))


WRONG: Mapping[str, Mapping[str, Any]] = {
    "expired": {"claims": {"exp": NOW - 60}},
    "not issued yet": {"claims": {"iat": NOW + 3600, "exp": NOW + 7200}},
    "told long ago": {"claims": {"iat": NOW - 3600, "exp": NOW + 7200}},
    "not yet valid": {"claims": {"nbf": NOW + 3600}},
    "an end that is no number": {"claims": {"exp": "tomorrow"}},
    "a beginning that is no number": {"claims": {"iat": "today"}},
    "a beginning that is a list": {"claims": {"iat": [NOW]}},
    "without an end": {"without": ["exp"]},
    "without a beginning": {"without": ["iat"]},
    "for another site": {"claims": {"aud": "somebody-else"}},
    "for another site of ours": {"claims": {"aud": "zl-client"}},
    "for several, by nobody": {"claims": {"aud": ["zl-staff", "somebody-else"]}},
    "without a site": {"without": ["aud"]},
    "of another issuer": {"claims": {"iss": "https://evil.example"}},
    "without an issuer": {"without": ["iss"]},
    "about something else": {"claims": {"events": {"http://schemas.openid.net/event/other": {}}}},
    "about nothing": {"without": ["events"]},
    "about a list": {"claims": {"events": [EVENT]}},
    "about it in words": {"claims": {"events": {EVENT: "yes"}}},
    "that could be for signing in": {"claims": {"nonce": "of a try"}},
    "with an empty nonce": {"claims": {"nonce": ""}},
    "about nobody": {"without": ["sub", "sid"]},
    "about an empty person": {"claims": {"sub": ""}, "without": ["sid"]},
    "about a number": {"claims": {"sub": 1}},
    "of a session that is a number": {"claims": {"sid": 1}},
    "without a name of its own": {"without": ["jti"]},
    "with an empty name of its own": {"claims": {"jti": ""}},
    "with a number as a name": {"claims": {"jti": 7}},
    "of another kind": {"header": {"typ": "at+jwt"}},
    "of a kind that is a number": {"header": {"typ": 7}},
    "signed by another": {"key": "stranger"},
    "signed by a key that is not published": {"key": "rotated"},
    "not signed": {"key": "none"},
    "signed with our own secret": {"key": "secret", "secret": secret_of("staff")},
    "signed with what everybody can read": {"key": "public"},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_word_of_the_provider_that_does_not_hold_ends_nothing(site: Site, wrong: str) -> None:
    browser = caseworker(site)
    token = signed_out_there(site, browser)
    refused = tell(site, site.provider.forged(token, **WRONG[wrong]))
    assert (refused.status_code, refused.get_json()) == (400, {"error": "invalid_request"})
    assert refused.headers["Cache-Control"] == "no-store"
    assert browser.me().status_code == 200
    passed_on = tell(site, site.provider.forged(token, claims={}))
    assert (passed_on.status_code, browser.me().status_code) == (200, 401), "as it is, it holds"


NO_TOKENS = ("", "a", "a.b.c", "e30.e30.", "W10.W10.W10", f"{'W' * 8000}.e30.e30", "å.é.í", "x" * 20_000)


def test_what_is_no_token_ends_nothing(site: Site) -> None:
    browser = caseworker(site)
    token = signed_out_there(site, browser)
    for texts in ((), (token, token), *((each,) for each in NO_TOKENS)):
        answer = tell(site, *texts)
        assert (answer.status_code, answer.get_json()) == (400, {"error": "invalid_request"}), texts
    id_token_is_none = site.provider.forged(token, without=["events"], claims={"nonce": "n"})
    assert tell(site, id_token_is_none).status_code == 400
    assert browser.me().status_code == 200


def test_a_word_of_the_provider_is_good_once_and_at_its_own_door(site: Site) -> None:
    """Whoever catches one cannot sign somebody out again and again."""
    browser = caseworker(site)
    token = signed_out_there(site, browser)
    assert tell(site, token, door="provider").status_code == 400
    assert tell(site, token, door="nowhere").status_code == 404
    assert browser.me().status_code == 200
    assert tell(site, token).status_code == 200
    site.watch.later += 2
    again = came_in(site, sub="1", email=NOOR)
    assert tell(site, token).status_code == 400
    assert again.me().status_code == 200


def test_a_word_that_ends_late_is_good_once_too(site: Site) -> None:
    """How long it is remembered follows from how old it may be, and not from what it says itself."""
    browser = caseworker(site)
    endless = site.provider.forged(signed_out_there(site, browser), claims={"exp": 1e300})
    assert [tell(site, endless).status_code for _ in range(2)] == [200, 400]
    assert browser.me().status_code == 401


def test_a_provider_whose_keys_cannot_be_had_is_asked_to_tell_it_again(site: Site) -> None:
    browser = caseworker(site)
    token = signed_out_there(site, browser)
    answer = tell(away(site), token)
    assert (answer.status_code, answer.get_json()) == (503, {"error": "temporarily_unavailable"})
    assert answer.headers["Retry-After"] == "60"
    assert browser.me().status_code == 200
    assert tell(site, token).status_code == 200, "it was not used up"


def test_a_session_ends_also_while_the_provider_is_away(site: Site) -> None:
    browser = caseworker(site)
    there = away(site).browser()
    for name, value in browser.cookies().items():
        there.web.set_cookie(name, value)
    assert there.post("/intake/sign-out", "/migration/clients").status_code == 200
    assert browser.me().status_code == 401


def test_tokens_that_anybody_can_make_up_do_not_have_the_provider_asked_each_time(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = caseworker(site)
    made_up = site.provider.forged(signed_out_there(site, browser), key="rotated")
    asked: list[str] = []
    get = requests.get

    def counted(address: str, **how: Any) -> requests.Response:
        asked.append(address)
        return get(address, **how)

    monkeypatch.setattr("services.intake.adapters.sign_in.outside.oidc.requests.get", counted)
    web = site.browser().web
    for _ in range(20):
        assert web.post("/intake/sign-in/back-channel/staff", data={"logout_token": made_up}).status_code == 400
    assert len([address for address in asked if address.endswith("/jwks")]) == 2, "once, and once for a key not known"


def test_nothing_of_who_signs_out_stands_in_a_log_line_or_a_cookie(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.grants.grant(granted("g1", NOOR))
    with capture_logs() as lines:
        browser = came_in(site, sub="a subject of the provider", email=NOOR)
        token = signed_out_there(site, browser)
        tell(site, token)
        tell(site, token)
    logged = "".join([*capsys.readouterr(), *map(str, lines)])
    assert "nobody signed out" in logged
    assert [word for word in (token, "a subject of") if word in logged + browser.kept()] == []
