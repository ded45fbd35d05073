"""What a list shows, as one value read from the address: the page, the order, the filters and the kept search.

A screen says once what its list knows (`Listing`), reads the address with it, and makes every link of the list from
what came out (`ListState`). So a filter survives a search, a search survives the next page, and Back works.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from marshmallow import ValidationError

from shared.web.forms import Form

PAGE, SORT, SEARCH = "page", "sort", "search"
"""The names in the address that every list has. `search` holds a token of `searches.py`, never what was typed."""

MOST_PAGES = 100_000
TOKEN = re.compile(r"[A-Za-z0-9_-]{8,64}")
NUMBER = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)

Check = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Order:
    """By which column, and in which direction. In the address: `name`, or `-name` for the last one first."""

    column: str
    descending: bool = False

    def __str__(self) -> str:
        return f"-{self.column}" if self.descending else self.column


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list can be asked: the columns to sort by, of which the first is the default (`-made` begins with the last
    one), and per filter the values it takes (a set of words, or a check)."""

    sorts: Sequence[str]
    filters: Mapping[str, AbstractSet[str] | Check] = field(default_factory=dict)

    def read(self, arguments: Mapping[str, str]) -> "ListState":
        """Raises ValidationError, in Dutch and by name, for a value that somebody made up. What this list does not know
        is left alone: the address may hold something for another part of the screen."""
        wrong: dict[str, list[str]] = {}
        given = {name: arguments.get(name, "").strip() for name in (PAGE, SORT, SEARCH, *self.filters)}
        if given[PAGE] and not (NUMBER.fullmatch(given[PAGE]) and int(given[PAGE]) <= MOST_PAGES):
            wrong[PAGE] = ["Een bladzijde is een heel getal vanaf 1."]
        columns = [sort.removeprefix("-") for sort in self.sorts]
        if given[SORT] and given[SORT].removeprefix("-") not in columns:
            wrong[SORT] = [f"Sorteren kan op: {', '.join(columns)}."]
        if given[SEARCH] and not TOKEN.fullmatch(given[SEARCH]):
            wrong[SEARCH] = ["Dit is geen zoekopdracht van ons. Zoek opnieuw."]
        for name, takes in self.filters.items():
            if given[name] and not (takes(given[name]) if callable(takes) else given[name] in takes):
                wrong[name] = [_not_taken(takes)]
        if wrong:
            raise ValidationError(wrong)
        return ListState(
            default=_order(self.sorts[0]),
            order=_order(given[SORT] or self.sorts[0]),
            page=int(given[PAGE] or 1),
            search=given[SEARCH],
            filters={name: given[name] for name in self.filters if given[name]},
        )


@dataclass(frozen=True, slots=True)
class ListState:
    """Where somebody is in a list. Links are relative (`?state=planned&page=2`): they lead to the same screen."""

    default: Order
    order: Order
    page: int = 1
    search: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)

    @property
    def link(self) -> str:
        return "?" + urlencode(self._pairs())

    def on_page(self, page: int) -> "ListState":
        return replace(self, page=page)

    def sorted_by(self, column: str) -> "ListState":
        """From the first page; the other way round when the list is already in this order."""
        turned = self.order.column == column and not self.order.descending
        return replace(self, order=Order(column, descending=turned), page=1)

    def direction_of(self, column: str) -> str:
        """For `aria-sort`."""
        if self.order.column != column:
            return "none"
        return "descending" if self.order.descending else "ascending"

    def only(self, **filters: str) -> "ListState":
        """With these filters instead of what they were; an empty value takes one away."""
        return replace(
            self, filters={name: value for name, value in {**self.filters, **filters}.items() if value}, page=1
        )

    def without(self, name: str) -> "ListState":
        return self.only(**{name: ""})

    def cleared(self) -> "ListState":
        """Without filters and search, in the same order."""
        return replace(self, filters={}, search="", page=1)

    def searched(self, token: str) -> "ListState":
        return replace(self, search=token, page=1)

    @property
    def form(self) -> Form:
        """The filters as what is filled in, for the fields of forms.html."""
        return Form(self.filters)

    def kept_by_filter_form(self) -> list[tuple[str, str]]:
        """Hidden fields of a form that sends the filters."""
        return [pair for pair in self._pairs() if pair[0] in (SORT, SEARCH)]

    def kept_by_search_form(self) -> list[tuple[str, str]]:
        """Hidden fields of a form that sends what is searched for."""
        return [pair for pair in self._pairs() if pair[0] not in (PAGE, SEARCH)]

    def _pairs(self) -> list[tuple[str, str]]:
        pairs = list(self.filters.items())
        if self.search:
            pairs.append((SEARCH, self.search))
        if self.order != self.default:
            pairs.append((SORT, str(self.order)))
        if self.page > 1:
            pairs.append((PAGE, str(self.page)))
        return pairs


def pages_to_show(page: int, pages: int) -> list[int | None]:
    """The first, the last, and those around where one is: 1 … 11 12 13 … 40. None stands for pages left out; one page
    alone is never left out, for its number is as short as the dots."""
    wanted = {1, pages} | {near for near in range(page - 1, page + 2) if 1 <= near <= pages}
    shown: list[int | None] = []
    before = 0
    for number in sorted(wanted):
        if number - before == 2:
            shown.append(number - 1)
        elif number - before > 2:
            shown.append(None)
        shown.append(number)
        before = number
    return shown


def page_count(total: int, size: int) -> int:
    """How many pages hold so many lines; an empty list has one, which says so."""
    return max(1, -(-total // size))


def _order(text: str) -> Order:
    return Order(text.removeprefix("-"), descending=text.startswith("-"))


def _not_taken(takes: AbstractSet[str] | Check) -> str:
    return "Deze keuze kennen we niet." if callable(takes) else f"Kies een van: {', '.join(sorted(takes))}."
