"""Deadlines in Dutch: what has to be done before the last day, by whom, and how it ended."""

from services.migration.application.deadlines.views import Due, SortBy
from services.migration.domain.deadlines.changes import Why
from services.migration.domain.deadlines.open_deadlines import Closing, Deadline
from services.migration.domain.deadlines.penalties_due import PenaltyDue
from services.migration.domain.deadlines.terms import TermKind
from shared.dutch import amount, counted, date_in_words

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
    Closing.NOT_USED: "vervallen: er kwam niets",
    Closing.WITHDRAWN: "vervallen: het bezwaar is ingetrokken",
    Closing.OVERTAKEN: "vervallen: er kwam iets anders voor in de plaats",
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


def penalty_in_words(due: PenaltyDue) -> str:
    """What runs, since when, and how much it is by the law (Awb 4:17(2)); before it how it is prevented."""
    first, penalty = date_in_words(due.penalty.first_day), due.penalty
    if due.through is None:
        return (
            "De cliënt stelde de gemeente in gebreke. Is het besluit uiterlijk op "
            f"{date_in_words(due.free_until)} verstuurd? Dan is er geen dwangsom (Awb, artikel 4:17 lid 3)."
        )
    if due.to_fix or due.is_full:
        days = counted((due.through - penalty.first_day).days + 1, "dag", "dagen")
        return (
            f"De dwangsom is volgens de wet {amount(due.cents)}: {days}, van {first} tot en met "
            f"{date_in_words(due.through)} (Awb, artikel 4:17 lid 2)."
        )
    return (
        f"De gemeente beslist te laat. Sinds {first} loopt er een dwangsom. Tot en met vandaag is die "
        f"{amount(due.cents)}. Verstuurt u het besluit vandaag? Dan telt vandaag niet mee. Zij wordt hoogstens "
        f"{amount(penalty.most_cents)}, op {date_in_words(penalty.last_day)} (Awb, artikel 4:17 lid 2)."
    )


def who(kind: TermKind) -> str:
    return "cliënt" if kind in OF_THE_CLIENT else "gemeente"
