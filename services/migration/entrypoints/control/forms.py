"""What the addresses of the screens hold. An odd value is a ValidationError with a Dutch text: somebody changed it."""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date

from marshmallow import ValidationError

from services.migration.application.control.views import Filter, Moment, SortBy
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.searching import read_search
from services.migration.domain.rights.states import PersonState
from services.migration.entrypoints.control.words import LISTS, MOMENTS
from services.migration.entrypoints.rights.words import STATES
from shared.dutch import iso_week, month_in_words
from shared.municipalities import municipality_name
from shared.web.lists import Check, Listing, ListState

CODE = re.compile(r"\d{4}", re.ASCII)
MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
MONTHS = {f"{year}-{month:02}": date(year, month, 1) for year in (2014, 2015, 2016) for month in range(1, 13)}
"""To filter by the month of the last day: the transition year and the year on both sides of it."""
LIST = "list"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).weekday() == 0
    except ValueError:
        return False


FILTERS: Mapping[str, AbstractSet[str] | Check] = {
    LIST: frozenset(each.value for each in WorkList),
    "state": frozenset(each.value for each in PersonState),
    "month": frozenset(MONTHS),
    "municipality": lambda text: CODE.fullmatch(text) is not None,
    **dict.fromkeys((moment.value for moment in Moment), _is_day),
}
SORTS = tuple(each.value for each in SortBy)
CLIENTS = Listing(SORTS, FILTERS)
OVERDUE = Listing((SortBy.DUE.value, *(each for each in SORTS if each != SortBy.DUE)), FILTERS)
"""Who is most days late stands first."""


def listing_of(given: Mapping[str, str]) -> Listing:
    return OVERDUE if given.get(LIST) == WorkList.OVERDUE else CLIENTS


def municipality_choice(given: Mapping[str, str]) -> str | None:
    """A code, or None for all municipalities of the user."""
    code = given.get("municipality", "")
    if code and not CODE.fullmatch(code):
        raise ValidationError({"municipality": ["Kies een gemeente uit de lijst."]})
    return code or None


def client_filter(state: ListState, typed: str) -> Filter:
    """`typed`: what is searched for, empty for nothing. The municipality is asked for apart."""
    chosen = state.filters
    return Filter(
        work_list=WorkList(chosen[LIST]) if LIST in chosen else None,
        state=PersonState(chosen["state"]) if "state" in chosen else None,
        month=MONTHS[chosen["month"]] if "month" in chosen else None,
        weeks={moment: date.fromisoformat(chosen[moment.value]) for moment in Moment if moment.value in chosen},
        search=read_search(typed) if typed else None,
        sort=SortBy(state.order.column),
        descending=state.order.descending,
        page=state.page,
    )


def chosen_words(state: ListState) -> dict[str, str]:
    """What the list is narrowed to, in Dutch."""
    found = {name: _words_of(name, value) for name, value in state.filters.items()}
    return {name: words for name, words in found.items() if words}


def _words_of(name: str, value: str) -> str:
    if name == LIST:
        return LISTS[WorkList(value)].name
    if name == "state":
        return f"Stand: {STATES[PersonState(value)]}"
    if name == "month":
        return f"Laatste dag in {month_in_words(MONTHS[value])}"
    if name == "municipality":
        return f"Gemeente: {municipality_name(value)}"
    return f"{MOMENTS[Moment(name)]} {week_words(date.fromisoformat(value))}"


def week_words(monday: date) -> str:
    """`week 12 van 2015`"""
    return f"week {iso_week(monday)} van {monday.isocalendar().year}"
