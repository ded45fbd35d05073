"""The token that every form carries, so that nobody else can send a form in the name of our user.

A browser keeps a secret in a cookie. The token is signed over that secret and over who is signed in, so one that was
made for another browser, for another user or on another day is worth nothing. No template can forget it: whatever is
a form that posts gets the field when the template is read.
"""

import re
import secrets
import time
from collections.abc import Callable
from typing import TypeVar

from flask import Flask, Request, Response, g, request
from itsdangerous import BadData
from jinja2.ext import Extension
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.exceptions import Forbidden

from shared.access import User
from shared.web.cookies import Now, keep_in_browser, signing

FIELD = "csrf_token"
IN_A_FORM = f'<input type="hidden" name="{FIELD}" value="{{{{ form_token() }}}}">'
COOKIE = "zl_form"
SECONDS_MAX = 12 * 60 * 60
"""A form that stood open for longer is sent once more by hand."""
BROWSER = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
FORM = re.compile(
    r"<form\b((?:\{\{(?:(?!\}\}).)*+\}\}|\{%(?:(?!%\}).)*+%\}|[^>{]|\{(?![{%]))*+)>", re.IGNORECASE | re.DOTALL
)
"""The tag with its attributes, in which an expression of Jinja may hold a > too."""
POSTS = re.compile(r"""\bmethod\s*=\s*["']?post\b""", re.IGNORECASE)
OF_ANY_USER = "__of_any_user__"
V = TypeVar("V", bound=Callable[..., object])
STALE = "Dit formulier stond te lang open, of u bent intussen opnieuw aangemeld. Er is nog niets vastgelegd."


class StaleForm(Forbidden):
    """A form without a token that we made for this browser and this user, or with one that ended."""


class FormTokens:
    def __init__(self, key: str, now: Now = time.time) -> None:
        self._signer = signing(key, COOKIE, now)

    def make(self, browser: str, user: User | None) -> str:
        return self._signer.dumps([browser, _id(user)])

    def holds(self, token: str, browser: str, user: User | None, *, of_any_user: bool = False) -> bool:
        try:
            made_for = self._signer.loads(token, max_age=SECONDS_MAX)
        except BadData:
            return False
        return bool(made_for[0] == browser and (of_any_user or made_for[1] == _id(user)))


def taken_of_any_user(view: V) -> V:
    """Marks a view that takes a form of this browser also when the user of its page is no longer signed in: whoever
    signs out may have been put out by somebody with a copy of the session, which has to end too."""
    setattr(view, OF_ANY_USER, True)
    return view


class FormsCarryToken(Extension):
    """Writes the token into every form that posts, as its first field."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return FORM.sub(lambda form: form[0] + (IN_A_FORM if POSTS.search(form[1]) else ""), source)


def give_tokens(app: Flask, tokens: FormTokens) -> None:
    """Each page gives its forms a token; a browser that had no secret yet gets it with that page."""

    def form_token() -> str:
        if "form_token" not in g:
            g.form_token = tokens.make(_browser(), g.get("user"))
        return str(g.form_token)

    app.jinja_env.add_extension(FormsCarryToken)
    app.jinja_env.globals["form_token"] = form_token

    @app.after_request
    def keep(response: Response) -> Response:
        if "new_browser" in g:
            keep_in_browser(response, COOKIE, g.new_browser)
        return response


def refuse_stale_form(request: Request, tokens: FormTokens, user: User | None, view: Callable[..., object]) -> None:
    """Raises StaleForm. Of a good form the token is taken off: what is left is what somebody filled in."""
    token = request.form.get(FIELD, "")
    request.form = ImmutableMultiDict(without_token(request.form))
    if not tokens.holds(token, browser_of(request), user, of_any_user=hasattr(view, OF_ANY_USER)):
        raise StaleForm(STALE)


def without_token(form: MultiDict[str, str]) -> list[tuple[str, str]]:
    return [pair for pair in form.items(multi=True) if pair[0] != FIELD]


def browser_of(request: Request) -> str:
    """Its secret, or an empty text, for which no token is ever made."""
    found = request.cookies.get(COOKIE, "")
    return found if BROWSER.fullmatch(found) else ""


def renew_browser() -> None:
    """Somebody signs in: forms of before are no longer good, and neither is a secret that somebody else may have put
    into this browser."""
    g.new_browser = secrets.token_urlsafe(32)


def _browser() -> str:
    known = browser_of(request)
    if "new_browser" not in g and not known:
        renew_browser()
    return str(g.get("new_browser") or known)


def _id(user: User | None) -> str:
    return user.id if user is not None else ""
