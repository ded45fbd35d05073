"""Deadlines in Dutch: what has to be done before the last day, by whom, and how it ended."""

from services.migration.application.deadlines.views import Due, SortBy
from services.migration.domain.deadlines.changes import Why
from services.migration.domain.deadlines.open_deadlines import Closing, Deadline
from services.migration.domain.deadlines.terms import TermKind

KINDS = {
    TermKind.INVESTIGATION: "onderzoek doen",
    TermKind.PERSONAL_PLAN: "eigen plan inleveren",
    TermKind.DECISION: "besluiten op de aanvraag",
    TermKind.COMPLETION: "aanvraag aanvullen",
    TermKind.NOT_TREATING: "besluiten de aanvraag niet te behandelen",
    TermKind.VIEW: "zienswijze geven",
    TermKind.OBJECTION: "bezwaar maken",
    TermKind.REPAIR: "bezwaar aanvullen",
    TermKind.DECISION_ON_OBJECTION: "beslissen op het bezwaar",
    TermKind.DEFAULT_PENALTY: "besluiten zonder dwangsom",
    TermKind.PENALTY_DECISION: "dwangsom vaststellen",
}
"""The kinds that somebody can have a deadline of."""
OF_THE_CLIENT = frozenset(
    {TermKind.PERSONAL_PLAN, TermKind.COMPLETION, TermKind.VIEW, TermKind.OBJECTION, TermKind.REPAIR}
)
"""What the client can do before the last day; the rest is for the municipality to do."""
DUES = {
    Due.OVERDUE: "laatste dag voorbij",
    Due.IN_2: "binnen 2 weken",
    Due.IN_4: "binnen 4 weken",
    Due.IN_8: "binnen 8 weken",
}
SORTS = {SortBy.LAST_DAY: "Laatste dag", SortBy.STARTED: "Begonnen na"}
CLOSINGS = {
    Closing.DONE: "gedaan",
    Closing.PASSED: "voorbij",
    Closing.VOID: "heeft niet gelopen",
    Closing.ROUTE_ENDED: "niet meer nodig",
}
WHYS = {
    Why.BASIS: "kalender of wet gewijzigd",
    Why.START: "begindag verbeterd",
    Why.LETTER: "brief op een andere dag verstuurd",
}


def how_closed(one: Deadline) -> str:
    if one.closed_as is None:
        raise ValueError("an open deadline is not closed in any way")
    return f"{CLOSINGS[one.closed_as]}{', te laat' if one.done_late else ''}"


def who(kind: TermKind) -> str:
    return "cliënt" if kind in OF_THE_CLIENT else "gemeente"
