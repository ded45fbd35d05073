"""The seam for signing in. The demo signs you in as a named demo user; whoever signs in as themselves is a
`shared.web.signed_in`."""

import time
from collections.abc import Mapping, Sequence
from typing import Protocol

from flask import Request, Response

from shared.access import User
from shared.web.cookies import Now
from shared.web.sessions import Sessions

COOKIE = "zl_demo_user"


class Identity(Protocol):
    def user(self, asked: Request, /) -> User | None:
        """Who sends this request; None when nobody is signed in."""


class Nobody:
    """Nobody is signed in, whoever asks."""

    def user(self, asked: Request, /) -> User | None:
        return None


class DemoIdentity:
    """Demo users to choose from; without a choice you are the first one. A choice that ended, or that we did not make,
    is nobody. Never for production."""

    def __init__(self, users: Sequence[User], session_key: str, now: Now = time.time) -> None:
        self.users: Mapping[str, User] = {user.id: user for user in users}
        self._first = users[0]
        self._sessions = Sessions(COOKIE, session_key, now)

    def user(self, asked: Request, /) -> User | None:
        if not self._sessions.cookie.is_sent(asked):
            return self._first
        session = self._sessions.read(asked)
        return self.users.get(session.held[0]) if session is not None else None

    def choose(self, response: Response, user_id: str) -> None:
        """Signs the browser in as another demo user, with a cookie that there was not before. Raises KeyError for an
        unknown one."""
        self._sessions.begin(response, [self.users[user_id].id])
