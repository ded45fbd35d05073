"""The seam for signing in. The demo signs you in as a named demo user; an identity provider (OIDC) comes later."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from flask import Request, Response
from itsdangerous import BadSignature, URLSafeSerializer

from shared.access import User

COOKIE = "zl_demo_user"


class Identity(Protocol):
    def user(self, request: Request) -> User | None:
        """Who sends this request; None when nobody is signed in."""


class DemoIdentity:
    """Demo users to choose from; without a choice you are the first one. Never for production."""

    def __init__(self, users: Sequence[User], session_key: str) -> None:
        if len(session_key) < 32:
            raise ValueError("the session key has fewer than 32 characters; set ZL_SESSION_KEY to a longer secret")
        self.users: Mapping[str, User] = {user.id: user for user in users}
        self._first = users[0]
        self._signer = URLSafeSerializer(session_key, salt=COOKIE)

    def user(self, request: Request) -> User | None:
        chosen = request.cookies.get(COOKIE)
        if chosen is None:
            return self._first
        try:
            return self.users.get(self._signer.loads(chosen), self._first)
        except BadSignature:
            return self._first

    def choose(self, response: Response, user_id: str) -> None:
        """Signs the browser in as another demo user. Raises KeyError for an unknown one."""
        response.set_cookie(COOKIE, self._signer.dumps(self.users[user_id].id), httponly=True, samesite="Lax", path="/")
