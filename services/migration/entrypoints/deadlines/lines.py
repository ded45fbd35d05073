"""The rows of the lists of deadlines, on a screen and in a file. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date

from services.migration.application.deadlines.views import DeadlineLine, SortBy
from services.migration.domain.deadlines.changes import Change
from services.migration.entrypoints.deadlines.words import KINDS, SORTS, WHYS, who
from shared.dutch import date_in_words
from shared.municipalities import municipality_name
from shared.web.tables import Cell, Line

SOON = 14
HEADS = [
    {"label": "Cliënt"},
    {"label": "Wat"},
    {"label": "Door wie"},
    {"label": SORTS[SortBy.STARTED], "sort": SortBy.STARTED.value, "kind": "date"},
    {"label": SORTS[SortBy.LAST_DAY], "sort": SortBy.LAST_DAY.value, "kind": "date"},
]
CHANGE_HEADS = [
    {"label": "Cliënt"},
    {"label": "Wat"},
    {"label": "Opnieuw geteld op", "kind": "date"},
    {"label": "Laatste dag was", "kind": "date"},
    {"label": "Laatste dag is nu", "kind": "date"},
    {"label": "Waarom"},
]
FILE_HEADS = (
    "cliënt",
    "naam",
    "gemeente",
    "route",
    "termijn",
    "nummer",
    "door wie",
    "begonnen na",
    "laatste dag",
    "laatste dag volgens de wet",
)

CHANGE_FILE_HEADS = (
    "cliënt",
    "naam",
    "gemeente",
    "route",
    "termijn",
    "nummer",
    "opnieuw geteld op",
    "laatste dag was",
    "laatste dag is nu",
    "waarom",
    "niet te tellen, want",
)


def deadline_lines(found: Sequence[DeadlineLine], base: str, today: date, *, with_town: bool) -> list[Line]:
    """`base`: what stands before a client's id in the address of the client's deadlines."""
    return [
        Line(
            one.name,
            base + one.client_id,
            [
                Cell(KINDS[one.kind]),
                Cell(who(one.kind)),
                Cell(date_in_words(one.started_on)),
                last_day(one.last_day, one.law_last_day, today),
            ],
            small=municipality_name(one.municipality) if with_town else "",
        )
        for one in found
    ]


def last_day(day: date, by_law: date, today: date) -> Cell:
    """Past, soon, or later than the law has it: then it is late from the day of the law (Awb 4:14(1))."""
    left, over, words = (day - today).days, (today - by_law).days, date_in_words(day)
    if over > 0:
        law = "" if by_law == day else f"wet: {date_in_words(by_law)}, "
        return Cell(words, note=f"{law}{over} {_days(over)} voorbij", tag="danger")
    if left <= SOON:
        return Cell(words, note=f"over {left} {_days(left)}" if left else "vandaag", tag="warning")
    return Cell(words)


def _days(number: int) -> str:
    return "dag" if number == 1 else "dagen"


def change_lines(found: Sequence[Change], names: Mapping[str, str], base: str) -> list[Line]:
    return [
        Line(
            names[each.of.client_id],
            base + each.of.client_id,
            [
                Cell(KINDS[each.kind]),
                Cell(date_in_words(each.noticed_on)),
                Cell(date_in_words(each.was)),
                Cell(date_in_words(each.becomes)) if not each.fault else Cell("niet te tellen", note=each.fault),
                Cell(WHYS[each.why]),
            ],
            small=municipality_name(each.of.municipality),
        )
        for each in found
    ]


def change_rows(found: Sequence[Change], names: Mapping[str, str]) -> list[Sequence[str]]:
    """In the order of CHANGE_FILE_HEADS."""
    return [
        (
            each.of.client_id,
            names[each.of.client_id],
            municipality_name(each.of.municipality),
            str(each.of.route),
            KINDS[each.kind],
            str(each.number),
            each.noticed_on.isoformat(),
            each.was.isoformat(),
            each.becomes.isoformat(),
            WHYS[each.why],
            each.fault,
        )
        for each in found
    ]


def file_rows(found: Sequence[DeadlineLine]) -> list[Sequence[str]]:
    """In the order of FILE_HEADS; dates as a spreadsheet sorts them."""
    return [
        (
            one.client_id,
            one.name,
            municipality_name(one.municipality),
            str(one.route),
            KINDS[one.kind],
            str(one.number),
            who(one.kind),
            one.started_on.isoformat(),
            one.last_day.isoformat(),
            one.law_last_day.isoformat(),
        )
        for one in found
    ]
