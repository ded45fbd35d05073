"""Whether an offer still asks the client for a word. Pure."""

from datetime import date

from services.migration.domain.route.decisions import CHANGES_NOTHING, Decision
from services.migration.domain.route.route import Route
from services.migration.domain.route.states import DECIDED, RouteState, StepKind

ASKED_IN = DECIDED - {RouteState.OBJECTION_DECIDED}
"""States in which the decision that stands was made known: only then can the client answer it (Awb 3:40)."""


def offer_is_open(route: Route, decision: Decision | None, today: date) -> bool:
    """`decision`: the one that stands. It was sent, the old right runs, and the client did not say yes or no since. A
    yes to the offer before an objection stands for what came of that; a no does not, when that is another offer."""
    if decision is None or not decision.asks_on(today) or route.state not in ASKED_IN:
        return False
    decided = route.last(StepKind.DECIDE_OBJECTION)
    anew = decided is not None and decided.details["outcome"] not in CHANGES_NOTHING
    asks = (StepKind.SEND, StepKind.SEND_OBJECTION_DECISION) if anew else (StepKind.SEND,)
    last = route.last(StepKind.REFUSE_OFFER, *asks)
    return route.accepted is None and last is not None and last.kind is not StepKind.REFUSE_OFFER
