"""What a client has seen of the own page, so that it can begin with what is new. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

ONE_VISIT = timedelta(minutes=30)
"""Pages opened within so much time after each other are one visit: what is new stays new while one reads."""

KEEP_AGAIN = timedelta(minutes=5)
"""So much later the same visit is kept again, so that it lasts."""


@dataclass(frozen=True, slots=True)
class Visit:
    """The last visit, and what had been shown by then. `before` is when the client was there before that, None for
    somebody who never was; `seen_before` is what had been shown by then."""

    last: datetime
    seen: frozenset[str]
    before: datetime | None
    seen_before: frozenset[str]

    def is_new(self, key: str) -> bool:
        """On a first visit nothing is: everything would be."""
        return self.before is not None and key not in self.seen_before


def says_more(kept: Visit | None, now: Visit) -> bool:
    """Whether this visit has to be kept: a page that is opened again at once tells nothing new."""
    if kept is None or kept.seen != now.seen or kept.before != now.before:
        return True
    return now.last - kept.last > KEEP_AGAIN


def visited(visit: Visit | None, now: datetime, shown: Collection[str]) -> Visit:
    """The visit with what is shown now."""
    if visit is None:
        return Visit(now, frozenset(shown), None, frozenset())
    seen = visit.seen | frozenset(shown)
    if now - visit.last <= ONE_VISIT:
        return Visit(now, seen, visit.before, visit.seen_before)
    return Visit(now, seen, visit.last, visit.seen)
