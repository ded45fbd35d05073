"""A session: a signed cookie that ends, and is another one after each sign-in."""

import secrets
from collections.abc import Sequence

from flask import Request, after_this_request, has_request_context
from flask import Response as Answer
from werkzeug.wrappers import Response

from shared.web.cookies import Now, SignedCookie

SESSION_SECONDS = 12 * 60 * 60
"""A working day; then one signs in again."""
IDLE_SECONDS = 2 * 60 * 60
"""Without a page that was asked for."""
RENEWED_SECONDS = 5 * 60
"""A cookie that is older gets a new moment with the next page."""


class Sessions:
    def __init__(self, name: str, key: str, now: Now, *, https: bool = False) -> None:
        if len(key) < 32:
            raise ValueError("the session key has fewer than 32 characters; set ZL_SESSION_KEY to a longer secret")
        self.cookie = SignedCookie(name, key, now, https=https)
        self._now = now

    def read(self, asked: Request) -> Sequence[str] | None:
        """What the session of this browser was begun with; None when there is none or it ended. One that goes on gets
        a new moment."""
        found = self.cookie.read(asked, IDLE_SECONDS)
        if found is None:
            return None
        content, last = found
        *held, began, _ = content
        if self._now() - began > SESSION_SECONDS:
            return None
        if self._now() - last > RENEWED_SECONDS:
            self._renew(content)
        return held

    def begin(self, response: Response, held: Sequence[str]) -> None:
        self.cookie.keep(response, [*held, int(self._now()), secrets.token_urlsafe(16)])

    def end(self, response: Response) -> None:
        self.cookie.delete(response)

    def _renew(self, content: list[object]) -> None:
        if not has_request_context():
            return

        @after_this_request
        def keep(response: Answer) -> Answer:
            # What others may keep carries no session.
            if not response.cache_control.public and not self.cookie.is_set(response):
                self.cookie.keep(response, content)
            return response
