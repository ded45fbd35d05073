"""Whether an offer still asks the client for a word. Pure."""

from services.migration.domain.route.decisions import Decision
from services.migration.domain.route.route import Route
from services.migration.domain.route.states import RouteState, StepKind


def offer_is_open(route: Route, decision: Decision | None) -> bool:
    """`decision`: the one that stands. It was sent, and the client did not say yes or no since."""
    if decision is None or not decision.waits_for_acceptance or route.state in (RouteState.DECIDED, RouteState.ENDED):
        return False
    last = route.last(StepKind.SEND, StepKind.ACCEPT_OFFER, StepKind.REFUSE_OFFER)
    return last is not None and last.kind is StepKind.SEND
