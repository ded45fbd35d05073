"""A token that is not right lets nobody in, whatever is wrong with it; one that is right in another way does."""

import time
from collections.abc import Mapping
from typing import Any

import pytest

from tests.oidc.conftest import OWN, Site, granted
from tests.support.oidc_server import secret_of

pytestmark = pytest.mark.oidc

NOOR = "noor@town.example"
NOW = int(time.time())
WRONG: Mapping[str, Mapping[str, Any]] = {
    "expired": {"claims": {"exp": NOW - 60}},
    "not issued yet": {"claims": {"iat": NOW + 3600, "exp": NOW + 7200}},
    "not yet valid": {"claims": {"nbf": NOW + 3600}},
    "an end that is no number": {"claims": {"exp": "tomorrow"}},
    "without an end": {"without": ["exp"]},
    "without a beginning": {"without": ["iat"]},
    "for another site": {"claims": {"aud": "somebody-else"}},
    "for another site of ours": {"claims": {"aud": "zl-client"}},
    "for several, by nobody": {"claims": {"aud": ["zl-staff", "somebody-else"]}},
    "for several, by another": {"claims": {"aud": ["zl-staff", "somebody-else"], "azp": "somebody-else"}},
    "by another": {"claims": {"azp": "somebody-else"}},
    "without a site": {"without": ["aud"]},
    "of another issuer": {"claims": {"iss": "https://evil.example"}},
    "without an issuer": {"without": ["iss"]},
    "of another try": {"claims": {"nonce": "of yesterday"}},
    "of no try": {"without": ["nonce"]},
    "of nobody": {"without": ["sub"]},
    "signed by another": {"key": "stranger"},
    "signed by a key that is not published": {"key": "rotated"},
    "not signed": {"key": "none"},
    "signed with our own secret": {"key": "secret", "secret": secret_of("staff")},
    "signed with what everybody can read": {"key": "public"},
    "without an account": {"without": ["email"]},
    "with an empty account": {"claims": {"email": " "}},
    "with two accounts": {"claims": {"email": [NOOR, "sam@town.example"]}},
    "with a long account": {"claims": {"email": "a" * 201}},
    "with an account that no table keeps": {"claims": {"email": "noor\0@town.example"}},
    "with an account that is half a character": {"claims": {"email": "noor\ud800@town.example"}},
    "with an address that is not verified": {"claims": {"email_verified": False}},
    "with an address that is not verified, as text": {"claims": {"email_verified": "false"}},
    "with an address of which nobody knows whether it is verified": {"claims": {"email_verified": []}},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_token_that_is_not_right_lets_nobody_in(site: Site, wrong: str) -> None:
    site.grants.grant(granted("g1", NOOR))
    site.provider.meets(sub="1", email=NOOR)
    site.provider.forges(**WRONG[wrong])
    browser = site.browser()
    answer = browser.sign_in("staff")
    assert (answer.status_code, "niet gelukt" in answer.text) == (400, True)
    assert (browser.me().status_code, "zl_session" in browser.cookies()) == (401, False)


def test_a_token_that_is_passed_on_as_it_is_lets_in(site: Site) -> None:
    """So the table above fails for what it names, and not for being touched."""
    site.grants.grant(granted("g1", NOOR))
    site.provider.meets(sub="1", email=NOOR)
    site.provider.forges(claims={})
    browser = site.browser()
    assert (browser.sign_in("staff").status_code, browser.me().status_code) == (303, 200)


@pytest.mark.parametrize("key", ["ps", "es", "rotated"])
def test_a_new_key_is_asked_for_once_and_other_signatures_are_known(site: Site, key: str) -> None:
    site.grants.grant(granted("g1", NOOR))
    site.provider.meets(sub="1", email=NOOR)
    browser = site.browser()
    assert browser.sign_in("staff").status_code == 303, "now the keys are known"
    site.provider.publishes("first", "second", "ps", "es")
    site.provider.forges(key=key)
    assert browser.sign_in("staff").status_code == 303
    assert browser.me().status_code == 200


def test_keys_that_we_cannot_use_keep_nobody_out(site: Site) -> None:
    """RFC 7517, 5: who reads a set of keys passes over those that it does not know."""
    site.grants.grant(granted("g1", NOOR))
    site.provider.meets(sub="1", email=NOOR)
    site.provider.publishes("odd", "first", "second")
    assert site.browser().sign_in("staff").status_code == 303
    site.provider.publishes("first", "second")


@pytest.mark.parametrize("represented", ["", [OWN], 0, {"bsn": OWN}])
def test_a_representative_of_nobody_is_not_taken_for_a_client(site: Site, represented: object) -> None:
    """What we cannot read is no reason to show somebody their own file: they came for another."""
    site.provider.meets(sub="x", bsn=OWN)
    site.provider.forges(claims={"represented": represented})
    browser = site.browser()
    assert (browser.sign_in("client").status_code, browser.me().status_code) == (400, 401)


def test_a_number_is_no_text(site: Site) -> None:
    site.provider.meets(sub="x", bsn=int(OWN))
    assert site.browser().sign_in("client").status_code == 400
