"""The rows of looks: on the screen, and in a file for a spreadsheet. Pure."""

from collections.abc import Callable, Sequence
from datetime import datetime

from services.notifications.application.looks.views import MOST_COUNTED, DueLooks, LookLine, OddLine
from services.notifications.domain.looks.look import Look
from services.notifications.entrypoints.looks.words import ASK, KINDS, PATTERNS, ROLES, SERVICES, odd_in_words
from shared.clock import AMSTERDAM
from shared.dutch import counted, date_in_words, list_in_words
from shared.looks.purpose import Kind
from shared.municipalities import municipality_name
from shared.web.tables import Cell, Line

LOOK_HEADS = [
    {"label": "Wie keek"},
    {"label": "Wanneer", "kind": "date"},
    {"label": "Wat"},
    {"label": "Bij wie"},
    {"label": "Waarom"},
]
LOOK_FILE_HEADS = (
    "Dag",
    "Tijd",
    "Medewerker",
    "Naam",
    "Rol",
    "Aanbieder",
    "Soort",
    "Cliënten",
    "Cliënt",
    "Doel",
    "Reden",
    "Door een taak",
    "Dienst",
    "Regel",
)
ODD_FILE_HEADS = (
    "Dag",
    "Gemeente",
    "Wat opvalt",
    "Medewerker",
    "Naam",
    "Cliënt",
    "Uitleg",
    "Nagekeken door",
    "Wat u vond",
)
ODD_HEADS = [{"label": "Wat opvalt"}, {"label": "Dag", "kind": "date"}, {"label": "Nagekeken"}]


def moment_in_words(at: datetime) -> str:
    here = at.astimezone(AMSTERDAM)
    return f"{date_in_words(here.date())}, {here:%H.%M} uur"


def due_in_words(due: DueLooks) -> str:
    """Empty when no term is over."""
    if not due.total:
        return ""
    years = list_in_words([str(number) for number in due.years])
    more = " of meer" if due.total >= MOST_COUNTED else ""
    return (
        f"Van {due.total} keer kijken{more} is de termijn voorbij dat dit bewaard blijft ({years} jaar). Het programma "
        "haalt het niet weg."
    )


def look_lines(lines: Sequence[LookLine], page_of: Callable[[str], str]) -> list[Line]:
    """`page_of`: the address of a look's page."""
    return [
        Line(
            line.look.who,
            page_of(line.look.look_id),
            [
                Cell(moment_in_words(line.look.at)),
                Cell(KINDS[line.look.kind], note=line.look.words),
                Cell(line.client or counted(line.look.clients, "cliënt", "cliënten")),
                Cell(reason_in_words(line.look)),
            ],
            small=ROLES[line.look.role],
        )
        for line in lines
    ]


def reason_in_words(look: Look) -> str:
    if look.reason:
        return look.reason
    if look.kind is Kind.FILE and not look.by_task:
        return "geen taak, en geen reden gevraagd"
    return "volgt uit het werk"


def look_row(line: LookLine) -> Sequence[str | int]:
    look, here = line.look, line.look.at.astimezone(AMSTERDAM)
    return (
        here.date().isoformat(),
        f"{here:%H:%M:%S}",
        look.user_id,
        look.user_name,
        ROLES[look.role],
        look.provider,
        KINDS[look.kind],
        look.clients,
        line.client,
        look.words,
        look.reason,
        "ja" if look.by_task else "nee",
        SERVICES[look.service],
        look.look_id,
    )


def odd_lines(lines: Sequence[OddLine], page_of: Callable[[OddLine], str]) -> list[Line]:
    return [
        Line(
            PATTERNS[line.finding.pattern],
            page_of(line),
            [
                Cell(date_in_words(line.finding.day)),
                Cell(f"door {line.settled.by_name}", tag="safe") if line.settled else Cell("nog niet", note=ASK),
            ],
            small=f"{odd_in_words(line.finding)} {municipality_name(line.finding.municipality)}"
            + (f", {line.client}" if line.client else ""),
        )
        for line in lines
    ]


def odd_row(line: OddLine) -> Sequence[str]:
    finding, settled = line.finding, line.settled
    return (
        finding.day.isoformat(),
        municipality_name(finding.municipality),
        PATTERNS[finding.pattern],
        finding.user_id,
        finding.user_name,
        line.client,
        odd_in_words(finding),
        settled.by_name if settled else "",
        settled.note if settled else "",
    )
