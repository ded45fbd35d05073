"""The seam for signing in. The demo signs you in as a named demo user; an identity provider (OIDC) comes later."""

import secrets
import time
from collections.abc import Mapping, Sequence
from typing import Protocol

from flask import Request, Response, after_this_request, has_request_context
from itsdangerous import BadData

from shared.access import User
from shared.web.cookies import Now, keep_in_browser, signing

COOKIE = "zl_demo_user"
SESSION_SECONDS = 12 * 60 * 60
"""A working day; then one chooses again."""
IDLE_SECONDS = 2 * 60 * 60
"""Without a page that was asked for."""
RENEWED_SECONDS = 5 * 60
"""A cookie that is older gets a new moment with the next page."""


class Identity(Protocol):
    def user(self, asked: Request, /) -> User | None:
        """Who sends this request; None when nobody is signed in."""


class DemoIdentity:
    """Demo users to choose from; without a choice you are the first one. A choice that ended, or that we did not make,
    is nobody. Never for production."""

    def __init__(self, users: Sequence[User], session_key: str, now: Now = time.time) -> None:
        if len(session_key) < 32:
            raise ValueError("the session key has fewer than 32 characters; set ZL_SESSION_KEY to a longer secret")
        self.users: Mapping[str, User] = {user.id: user for user in users}
        self._first = users[0]
        self._now = now
        self._signer = signing(session_key, COOKIE, now)

    def user(self, asked: Request, /) -> User | None:
        chosen = asked.cookies.get(COOKIE)
        if chosen is None:
            return self._first
        try:
            content, last = self._signer.loads(chosen, max_age=IDLE_SECONDS, return_timestamp=True)
        except BadData:
            return None
        user_id, began, _ = content
        if self._now() - began > SESSION_SECONDS or user_id not in self.users:
            return None
        if self._now() - last.timestamp() > RENEWED_SECONDS:
            self._renew(content)
        return self.users[user_id]

    def choose(self, response: Response, user_id: str) -> None:
        """Signs the browser in as another demo user, with a cookie that there was not before. Raises KeyError for an
        unknown one."""
        content = [self.users[user_id].id, int(self._now()), secrets.token_urlsafe(16)]
        keep_in_browser(response, COOKIE, self._signer.dumps(content))

    def _renew(self, content: list[object]) -> None:
        if not has_request_context():
            return

        @after_this_request
        def keep(response: Response) -> Response:
            # What others may keep carries no session.
            if not response.cache_control.public and COOKIE not in str(response.headers.getlist("Set-Cookie")):
                keep_in_browser(response, COOKIE, self._signer.dumps(content))
            return response
