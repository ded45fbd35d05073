"""How a cookie of ours travels: out of reach of scripts, not with forms of other sites, and by https where we are."""

import hashlib
from collections.abc import Callable

from flask import Response, current_app, has_request_context, request
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

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
