"""What the addresses and forms of looks hold."""

from datetime import date, timedelta

from services.notifications.application.looks.views import LookFilter
from services.notifications.entrypoints.forms import read_day
from services.notifications.entrypoints.paging import PER_PAGE, offset
from shared.access import Role
from shared.looks.purpose import Kind
from shared.searching import Sought
from shared.web.forms import Form
from shared.web.lists import TOKEN, Listing, ListState

WEEK, YEAR = timedelta(days=6), timedelta(days=365)
"""Before the last day, when no first one is chosen: a year of somebody who is sought, else a week."""


def is_day(text: str) -> bool:
    return read_day(text) is not None


def is_token(text: str) -> bool:
    return TOKEN.fullmatch(text) is not None


LOOKS = Listing(
    sorts=("-at",),
    filters={
        "since": is_day,
        "until": is_day,
        "kind": frozenset(Kind),
        "role": frozenset(Role),
        "user": is_token,
    },
)
"""`search` is the token of the client who is sought, `user` that of the colleague: no name stands in an address."""


def period_of(state: ListState, today: date) -> tuple[date, date]:
    until = read_day(state.filters.get("until", "")) or today
    back = YEAR if state.search or "user" in state.filters else WEEK
    return read_day(state.filters.get("since", "")) or until - back, until


def search_form(state: ListState, period: tuple[date, date], texts: tuple[str, str]) -> Form:
    """What is looked for now, to be changed."""
    since, until = (day.isoformat() for day in period)
    return Form({**state.filters, "since": since, "until": until, "text": texts[0], "colleague": texts[1]})


def wanted_looks(state: ListState, today: date, person: Sought | None, user: str) -> LookFilter:
    since, until = period_of(state, today)
    return LookFilter(
        since=since,
        until=until,
        person=person,
        user=user,
        kind=Kind(state.filters["kind"]) if "kind" in state.filters else None,
        role=Role(state.filters["role"]) if "role" in state.filters else None,
        offset=offset(state.page),
        limit=PER_PAGE,
    )
