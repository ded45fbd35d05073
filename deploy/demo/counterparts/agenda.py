"""After how many days the next thing happens to a route, by the state it is in. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta

from deploy.demo.counterparts.chance import Fate
from services.migration.application.route.views import RouteAt
from services.migration.domain.route.states import RouteState

S = RouteState
DAYS: Mapping[RouteState, tuple[int, int]] = {
    S.PLANNED: (1, 2),
    S.INVITED: (7, 13),
    S.CONVERSATION_HELD: (2, 9),
    S.REPORTED: (3, 12),
    S.APPLIED: (4, 12),
    S.INCOMPLETE: (5, 13),
    S.DECIDED: (6, 8),
    S.NOT_TREATED: (8, 25),
    S.SENT: (8, 30),
    S.OBJECTION: (20, 22),
    S.HEARD: (5, 14),
    S.OBJECTION_DECIDED: (6, 8),
    S.IN_FORCE: (20, 60),
}
"""From the last step; a route that ended stays so, and the clock takes one from hold. A decision is sent when its
letter is handed over; a caseworker does it only for a letter that did not go."""
SLOW: Mapping[RouteState, int] = {S.CONVERSATION_HELD: 15, S.REPORTED: 50, S.APPLIED: 10}
"""Of a thousand, how many take four times as long there."""
TIMES = 4
LONGEST = timedelta(days=TIMES * max(last for _, last in DAYS.values()))
"""Nothing is due later after the last step."""


def due_on(fate: Fate, at: RouteAt) -> date:
    """The day on which the next thing happens, or the first working day after it. What then happens is drawn apart."""
    first, last = DAYS[at.state]
    dice = fate.of(at.client_id, at.number, at.steps, "when")
    days = dice.between(first, last)
    if dice.happens(SLOW.get(at.state, 0)):
        days *= TIMES
    return at.changed_on + timedelta(days=days)
