"""What was filled in on the screens. An odd value is a ValidationError with a Dutch text: the address was changed."""

import re
from collections.abc import Mapping
from datetime import date

from marshmallow import ValidationError

from services.migration.application.control.views import Filter
from services.migration.domain.rights.states import PersonState

CODE = re.compile(r"\d{4}", re.ASCII)
NAME_MAX = 80
PAGE_MAX = 100_000
MONTHS = [date(2015, month, 1) for month in range(1, 13)]
"""The months of the transition year, to filter by the month in which a right ends."""


def municipality_choice(given: Mapping[str, str]) -> str | None:
    """A code, or None for all municipalities of the user."""
    code = given.get("municipality", "")
    if code and not CODE.fullmatch(code):
        raise ValidationError({"municipality": ["Kies een gemeente uit de lijst."]})
    return code or None


def client_filter(given: Mapping[str, str], form: Mapping[str, str]) -> Filter:
    """The name only from `form`: it may not come from an address."""
    return Filter(
        state=_state(given.get("state", "")),
        month=_month(given.get("month", "")),
        overdue=_overdue(given.get("decision", "")),
        name=form.get("name", "").strip()[:NAME_MAX] or None,
        page=_page(given.get("page", "1")),
    )


def _state(text: str) -> PersonState | None:
    if not text:
        return None
    if text not in list(PersonState):
        raise ValidationError({"state": ["Kies een stand uit de lijst."]})
    return PersonState(text)


def _month(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise ValidationError({"month": ["Kies een maand uit de lijst."]}) from error


def _overdue(text: str) -> bool:
    if text not in ("", "overdue"):
        raise ValidationError({"decision": ["Kies een besluit uit de lijst."]})
    return bool(text)


def _page(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:7]) <= PAGE_MAX):
        raise ValidationError({"page": ["Dit is geen bladzijde."]})
    return int(text[:7])
