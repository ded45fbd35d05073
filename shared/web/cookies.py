"""How a cookie of ours travels: out of reach of scripts, not with forms of other sites, and by https where we are."""

from flask import Response, current_app, request

PUBLIC_URL = "PUBLIC_URL"
"""In an app's config: the address under which people reach it; empty when that is the one they asked for."""


def by_https() -> bool:
    """Whether the browser speaks https, with us or with the gateway before us."""
    return request.is_secure or str(current_app.config.get(PUBLIC_URL, "")).startswith("https://")


def keep_in_browser(response: Response, name: str, value: str) -> None:
    """Until the browser closes. When it ends before that is signed in the value, so that a cookie that ended is still
    sent and can be told from none."""
    response.set_cookie(name, value, httponly=True, samesite="Lax", path="/", secure=by_https())
