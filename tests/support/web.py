"""A web context for tests: one fixed user, the installed front-end packages, a clock that stands still."""

from datetime import date
from pathlib import Path

from flask import Request

from shared.access import User
from shared.clock import Clock, TurnedClock
from shared.web.app import WebContext
from shared.web.menu import NavigationItem

PACKAGES = Path(__file__).resolve().parents[2] / "node_modules"
DAY = date(2014, 11, 3)


class FixedIdentity:
    """Whoever asks is this user; None for nobody."""

    def __init__(self, user: User | None) -> None:
        self._user = user

    def user(self, request: Request) -> User | None:
        return self._user


def web_context(
    user: User | None, *, clock: Clock | None = None, navigation: tuple[NavigationItem, ...] = ()
) -> WebContext:
    return WebContext(
        identity=FixedIdentity(user), navigation=navigation, packages=PACKAGES, clock=clock or TurnedClock(DAY)
    )
