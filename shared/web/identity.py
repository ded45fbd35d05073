"""The seam for signing in. The demo signs you in as a named demo user; an identity provider (OIDC) comes later."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from flask import Request, Response, has_request_context, request
from itsdangerous import BadData, URLSafeTimedSerializer

from shared.access import User

COOKIE = "zl_demo_user"
SESSION_SECONDS = 12 * 60 * 60
"""A working day; then one chooses again."""


class Identity(Protocol):
    def user(self, asked: Request, /) -> User | None:
        """Who sends this request; None when nobody is signed in."""


class DemoIdentity:
    """Demo users to choose from; without a choice you are the first one. A choice that ended, or that we did not make,
    is nobody. Never for production."""

    def __init__(self, users: Sequence[User], session_key: str) -> None:
        if len(session_key) < 32:
            raise ValueError("the session key has fewer than 32 characters; set ZL_SESSION_KEY to a longer secret")
        self.users: Mapping[str, User] = {user.id: user for user in users}
        self._first = users[0]
        self._signer = URLSafeTimedSerializer(session_key, salt=COOKIE)

    def user(self, asked: Request, /) -> User | None:
        chosen = asked.cookies.get(COOKIE)
        if chosen is None:
            return self._first
        try:
            return self.users.get(self._signer.loads(chosen, max_age=SESSION_SECONDS))
        except BadData:
            return None

    def choose(self, response: Response, user_id: str) -> None:
        """Signs the browser in as another demo user. Raises KeyError for an unknown one."""
        signed = self._signer.dumps(self.users[user_id].id)
        response.set_cookie(
            COOKIE, signed, max_age=SESSION_SECONDS, httponly=True, samesite="Lax", path="/", secure=_is_secure()
        )


def _is_secure() -> bool:
    """Whether the browser speaks https, with us or with the gateway."""
    return has_request_context() and (request.is_secure or request.headers.get("X-Forwarded-Proto") == "https")
