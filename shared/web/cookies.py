"""How a cookie of ours travels: out of reach of scripts, not with forms of other sites, and by https where we are."""

import hashlib
from collections.abc import Callable
from typing import Any

from flask import Request, current_app, has_request_context, request
from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer
from werkzeug.wrappers import Response

PUBLIC_URL = "PUBLIC_URL"
"""In an app's config: the address under which people reach it; empty when that is the one they asked for."""


Now = Callable[[], float]
"""The seconds since 1970, of the real clock: one that was turned says nothing of how long somebody has been there."""


def signing(key: str, purpose: str, now: Now) -> URLSafeTimedSerializer:
    """Signs values of one purpose with the moment."""

    class Signer(TimestampSigner):
        default_digest_method = staticmethod(hashlib.sha256)

        def get_timestamp(self) -> int:
            return int(now())

    return URLSafeTimedSerializer(key, salt=purpose, signer=Signer)


def by_https() -> bool:
    """Whether the browser speaks https, with us or with the gateway before us."""
    if not has_request_context():
        return False
    return request.is_secure or str(current_app.config.get(PUBLIC_URL, "")).startswith("https://")


def keep_in_browser(response: Response, name: str, value: str) -> None:
    """Until the browser closes. When it ends before that is signed in the value, so that a cookie that ended is still
    sent and can be told from none."""
    response.set_cookie(name, value, httponly=True, samesite="Lax", path="/", secure=by_https())


def name_of(cookie: str, *, https: bool) -> str:
    """By https a browser takes it from this host only, so that no other site below the same domain can put one here."""
    return f"__Host-{cookie}" if https else cookie


class SignedCookie:
    """A list that only we can have made, with the moment."""

    def __init__(self, name: str, key: str, now: Now, *, https: bool = False) -> None:
        self.name = name_of(name, https=https)
        self._signer = signing(key, name, now)

    def is_sent(self, asked: Request) -> bool:
        return self.name in asked.cookies

    def read(self, asked: Request, seconds: int) -> tuple[list[Any], float] | None:
        """With the seconds since 1970 of when it was made; None when there is none, it is older, or not ours."""
        try:
            content, made = self._signer.loads(asked.cookies.get(self.name, ""), seconds, return_timestamp=True)
        except BadData:
            return None
        return list(content), made.timestamp()

    def keep(self, response: Response, content: list[Any]) -> None:
        keep_in_browser(response, self.name, self._signer.dumps(content))

    def is_set(self, response: Response) -> bool:
        return any(each.startswith(f"{self.name}=") for each in response.headers.getlist("Set-Cookie"))

    def delete(self, response: Response) -> None:
        response.delete_cookie(self.name, path="/", secure=by_https(), httponly=True, samesite="Lax")
