"""What the lists of mailings, print runs and a run's letters can be asked in their addresses, and what is typed of a
letter that came back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.notifications.application.mailing.views import MailingFilter, RunFilter
from services.notifications.entrypoints.mailing.words import ODD_TITLES
from services.notifications.entrypoints.paging import PER_PAGE, offset
from shared.municipalities import is_known
from shared.web.fields import DutchSchema, IsoDate
from shared.web.lists import Listing, ListState

RUNS = Listing(sorts=("-made", "letters"), filters={"municipality": is_known})
MAILINGS = Listing(sorts=("-released",), filters={"municipality": is_known})
ODD_LETTERS = Listing(sorts=("day",), filters={"odd": frozenset(ODD_TITLES)})
LETTERS_OF_RUN = Listing(sorts=("place",))


def wanted_runs(state: ListState) -> RunFilter:
    return RunFilter(
        municipality=state.filters.get("municipality"),
        order=state.order.column,
        descending=state.order.descending,
        offset=offset(state.page),
        limit=PER_PAGE,
    )


def wanted_mailings(state: ListState) -> MailingFilter:
    return MailingFilter(state.filters.get("municipality"), offset(state.page), PER_PAGE)


class _Returned(DutchSchema):
    day = IsoDate(required=True)


def day_returned(typed: Mapping[str, str]) -> date:
    """Raises ValidationError."""
    found: dict[str, Any] = _Returned().load({"day": typed.get("day", "")})
    day: date = found["day"]
    return day
