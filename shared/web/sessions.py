"""A session: a signed cookie that ends, and is another one after each sign-in."""

import base64
import hmac
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Session:
    """`began`: seconds since 1970. `own_id`: made up for this session, and kept when its cookie gets a new moment."""

    held: Sequence[str]
    began: int
    own_id: str = field(repr=False)


def mark_of(key: str, *words: str) -> str:
    """By which the same words are found again: nobody without the key can make it, or find out what they were."""
    made = hmac.digest(key.encode(), json.dumps(words).encode(), "sha256")
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


class Sessions:
    def __init__(self, name: str, key: str, now: Now, *, https: bool = False) -> None:
        if len(key) < 32:
            raise ValueError("the session key has fewer than 32 characters; set ZL_SESSION_KEY to a longer secret")
        self.cookie = SignedCookie(name, key, now, https=https)
        self._now = now

    def read(self, asked: Request) -> Session | None:
        """The session of this browser; None when there is none, or it ended by itself. One that goes on gets a new
        moment."""
        found = self.cookie.read(asked, IDLE_SECONDS)
        if found is None:
            return None
        content, last = found
        session = _session(content)
        if self._now() - session.began > SESSION_SECONDS:
            return None
        if self._now() - last > RENEWED_SECONDS:
            self._renew(content)
        return session

    def came_with(self, asked: Request) -> Session | None:
        """The same, also when it stood still: a copy of its cookie may have gone on."""
        found = self.cookie.read(asked, SESSION_SECONDS)
        return _session(found[0]) if found is not None else None

    def begin(self, response: Response, held: Sequence[str], began: int | None = None) -> None:
        """`began`: when what it goes on from did; None for now."""
        since = int(self._now()) if began is None else began
        self.cookie.keep(response, [*held, since, secrets.token_urlsafe(16)])

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


def _session(content: Sequence[Any]) -> Session:
    *held, began, own_id = content
    return Session(held, began, own_id)
