"""What the addresses of the screens about deadlines hold."""

from services.migration.application.deadlines.views import DeadlineFilter, Due, SortBy
from services.migration.domain.deadlines.terms import TermKind
from services.migration.entrypoints.deadlines.words import DUES, KINDS
from shared.municipalities import municipality_name
from shared.web.lists import Listing, ListState


def _is_code(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit()


DEADLINES = Listing(
    tuple(each.value for each in SortBy),
    {
        "kind": frozenset(each.value for each in KINDS),
        "due": frozenset(each.value for each in Due),
        "municipality": _is_code,
    },
)
CHANGES = Listing(("-noticed",), {"municipality": _is_code})


def deadline_filter(state: ListState) -> DeadlineFilter:
    """The municipality is asked for apart."""
    chosen = state.filters
    return DeadlineFilter(
        kind=TermKind(chosen["kind"]) if "kind" in chosen else None,
        due=Due(chosen["due"]) if "due" in chosen else None,
        sort=SortBy(state.order.column),
        descending=state.order.descending,
    )


def chosen_words(state: ListState) -> dict[str, str]:
    """What the list is narrowed to, in Dutch."""
    chosen = state.filters
    words = {}
    if "kind" in chosen:
        words["kind"] = f"Termijn: {KINDS[TermKind(chosen['kind'])]}"
    if "due" in chosen:
        words["due"] = DUES[Due(chosen["due"])].capitalize()
    if "municipality" in chosen:
        words["municipality"] = f"Gemeente: {municipality_name(chosen['municipality'])}"
    return words
