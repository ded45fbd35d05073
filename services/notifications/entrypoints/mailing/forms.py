"""What the lists of mailings, print runs and a run's letters can be asked in their addresses, and what is typed of a
letter that came back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import fields, validate

from services.notifications.application.mailing.views import MailingFilter, RunFilter
from services.notifications.domain.letters.returned import ITSELF
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
    who = fields.String(required=True, validate=validate.Length(min=1, error="Kies wat er terugkwam."))
    day = IsoDate(required=True)


@dataclass(frozen=True, slots=True)
class Returned:
    """`copy_to`: the id of who should have got the copy that came back; None for the letter itself."""

    day: date
    copy_to: str | None


def what_returned(typed: Mapping[str, str]) -> Returned:
    """Raises ValidationError."""
    found: dict[str, Any] = _Returned().load({"who": typed.get("who", ""), "day": typed.get("day", "")})
    return Returned(found["day"], None if found["who"] == ITSELF else found["who"])
