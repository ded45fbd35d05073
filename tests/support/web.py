"""What tests of screens need: a context with one fixed user and a clock that stands still, and a browser that sends
each form with the token of its page, as every form of ours does."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from flask import Request
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, TestResponse

from shared.access import User
from shared.clock import Clock, TurnedClock
from shared.web.app import CONTEXT, WebContext
from shared.web.form_tokens import COOKIE, FIELD, FormTokens
from shared.web.identity import COOKIE as CHOSEN
from shared.web.menu import NavigationItem
from shared.web.signed_in import COOKIE as SIGNED_IN

PACKAGES = Path(__file__).resolve().parents[2] / "node_modules"
DAY = date(2014, 11, 3)


class FixedIdentity:
    """Whoever asks is this user; None for nobody."""

    def __init__(self, user: User | None) -> None:
        self._user = user

    def user(self, request: Request) -> User | None:
        return self._user


def web_context(
    user: User | None, *, clock: Clock | None = None, navigation: tuple[NavigationItem, ...] = ()
) -> WebContext:
    return WebContext(
        identity=FixedIdentity(user), navigation=navigation, packages=PACKAGES, clock=clock or TurnedClock(DAY)
    )


BROWSER = "b" * 43
"""The secret that each browser of the tests keeps, unless a page gave it another."""


class Browser(FlaskClient):
    """Sends a form as the page of its app would have it: with the token for this browser and for who is signed in."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        if _is_form(kwargs):
            kwargs["data"] = {FIELD: self._token(kwargs), **(kwargs.get("data") or {})}
        return super().open(*args, **kwargs)

    def _token(self, given: Mapping[str, Any]) -> str:
        context: WebContext = self.application.extensions[CONTEXT]
        if self.get_cookie(COOKIE) is None:
            self.set_cookie(COOKIE, BROWSER)
        kept = {
            name: cookie.value for name in (COOKIE, CHOSEN, SIGNED_IN) if (cookie := self.get_cookie(name)) is not None
        }
        headers = {**dict(given.get("headers") or {}), "Cookie": "; ".join(f"{name}={kept[name]}" for name in kept)}
        asked = Request(EnvironBuilder(headers=headers).get_environ())
        return FormTokens(context.form_key).make(kept[COOKIE], context.identity.user(asked))


def _is_form(given: Mapping[str, Any]) -> bool:
    data = given.get("data")
    return given.get("method") == "POST" and "json" not in given and (data is None or isinstance(data, Mapping))


def token_on(page: str) -> str:
    """The token in the forms of a page."""
    found = re.search(rf'name="{FIELD}" value="([^"]+)"', page)
    assert found is not None, "the page has no form that posts"
    return found[1]
