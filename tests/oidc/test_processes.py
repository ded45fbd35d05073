"""Signing in where each service is a process of its own: the front keeps no grants, and asks intake who somebody is."""

from contextlib import ExitStack

import pytest
import requests

from tests.oidc.conftest import OWN, STRANGER, Site, path_of
from tests.support.oidc_server import SITE
from tests.support.web import token_on
from tests.support.web_process import listening

pytestmark = [pytest.mark.oidc, pytest.mark.slow]


def test_a_session_of_intake_holds_at_the_front_and_in_a_service_until_one_signs_out(site: Site) -> None:
    shared = {
        "ZL_IDENTITY": "oidc",
        "ZL_PUBLIC_URL": SITE,
        "ZL_SESSION_KEY": "a secret for tests, longer than 32 characters",
    }
    doors = site.provider.settings("client", "bsn", REPRESENTED_CLAIM="represented")
    folder = site.region.data.path
    with ExitStack() as running:
        asked = ExitStack()
        running.enter_context(asked)
        intake = asked.enter_context(listening(["web", "intake"], folder, "/intake/healthz", shared | doors))
        at_the_front = shared | {"ZL_GATEWAY": intake}
        front = running.enter_context(listening(["front"], folder, "/healthz", at_the_front))
        ready = "/notifications/healthz"
        letters = running.enter_context(listening(["web", "notifications"], folder, ready, at_the_front))

        browser = requests.Session()

        def status(address: str) -> int:
            return browser.get(address, allow_redirects=False, timeout=10).status_code

        def sign_in(**person: str) -> int:
            site.provider.meets(**person)
            start = browser.get(f"{intake}/intake/sign-in/client", allow_redirects=False, timeout=10)
            return status(intake + path_of(site.provider.visit(start.headers["Location"])))

        assert (status(f"{front}/"), status(f"{letters}/notifications/portal")) == (401, 401)
        assert sign_in(sub="x", bsn=STRANGER) == 403
        assert sign_in(sub="y", bsn=OWN) == 303
        start = browser.get(f"{front}/", allow_redirects=False, timeout=10)
        assert start.headers["Location"] == "/notifications/portal"
        page = browser.get(f"{letters}/notifications/portal", timeout=10)
        assert page.status_code == 200
        session = browser.cookies["zl_session"]
        for forged in (session[:-1], "made up", ""):
            answer = requests.get(f"{front}/", cookies={"zl_session": forged}, allow_redirects=False, timeout=10)
            assert answer.status_code == 401
        token = token_on(page.text)
        out = browser.post(f"{intake}/intake/sign-out", data={"csrf_token": token}, timeout=10)
        assert (out.status_code, "U bent afgemeld" in out.text) == (200, True)
        portal = f"{letters}/notifications/portal"
        assert (status(f"{front}/"), status(portal)) == (401, 401)
        for copied_to in (f"{front}/", portal, f"{intake}/intake/api/v1/me"):
            copy = requests.get(copied_to, cookies={"zl_session": session}, allow_redirects=False, timeout=10)
            assert copy.status_code == 401, "a copy of the cookie of before"
        assert sign_in(sub="y", bsn=OWN) == 303
        session = browser.cookies["zl_session"]
        asked.close()
        for address in (f"{front}/", portal):
            answer = requests.get(address, cookies={"zl_session": session}, allow_redirects=False, timeout=10)
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
            assert requests.get(address, allow_redirects=False, timeout=10).status_code == 401, "who has no session"
        assert requests.get(f"{front}/healthz", timeout=10).status_code == 200
