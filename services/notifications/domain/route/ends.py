"""Whether an end that was told is still one: nothing that was told since says otherwise. Pure.

It hangs on all that is known now, and not on the order in which it came: migration tells of decisions and rights,
billing of budgets, and the two have no common order.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from services.notifications.domain.client.right import ClientRight
from services.notifications.domain.route.client_route import ClientRoute
from services.notifications.domain.route.facts import BudgetStop, Decision, RightEnding

SENT = frozenset({"send", "send-objection-decision"})
NOTHING_AFTER = frozenset({"urgent-help", "not-treated"})
"""Kinds of decisions that decide nothing about what comes after the old right."""
DISMISSED = frozenset({"dismissed", "inadmissible"})
"""Outcomes of an objection that leave everything as it was."""
BY_THE_CLIENT = frozenset({"offer-accepted", "given-up"})


def standing_decisions(route: ClientRoute) -> Sequence[Decision]:
    """Those about what comes after the old right that were sent and did not come back (Awb 3:40), in the order of
    sending."""
    made = {each.decision_id: each for each in route.decisions if each.kind not in NOTHING_AFTER}
    sent: dict[str, None] = {}
    for step in route.steps:
        decision_id = step.details.get("decisionId", "")
        if step.step == "decide-objection" and step.details["outcome"] in DISMISSED:
            made.pop(decision_id, None)
            sent.pop(decision_id, None)
        elif step.step in SENT and decision_id in made:
            sent[decision_id] = None
        elif step.step == "returned":
            sent.pop(decision_id, None)
    return [made[each] for each in sent]


def still_ends(ending: RightEnding, route: ClientRoute, right: ClientRight) -> bool:
    """Whether nobody decided what comes after this right, and a newer determination leaves it that last day."""
    own = (each for each in right.functions if each.id in ending.functions)
    last_days = {day for each in own for day in (each.right_until, each.pgb_until)}
    changed = right.revision > ending.revision and ending.last_day not in last_days
    return not changed and not standing_decisions(route)


def still_stops(stop: BudgetStop, route: ClientRoute, right: ClientRight) -> bool:
    """Whether for some of this care there is nothing but the right in kind when the budget is over."""
    own = [each for each in right.functions if each.id in stop.functions]
    if right.revision > stop.revision:
        own = [each for each in own if each.in_kind_from is not None and each.pgb_until == stop.last_day]
    return any(stops_for(each.id, each.function, stop.last_day, route) for each in own)


def stops_for(function_id: str, word: str, last_day: date, route: ClientRoute) -> bool:
    """Of a budget for one kind of care: the client did not end the right, and no decision goes on with the care."""
    ended = (each for each in route.ends if each.why in BY_THE_CLIENT and function_id in each.functions)
    return not any(each.last_day <= last_day for each in ended) and not _goes_on(word, last_day, route)


def _goes_on(word: str, last_day: date, route: ClientRoute) -> bool:
    """Whether a decision gives the care on the day after, as a pgb or in kind; an offer does when it was accepted."""
    after, holds = last_day + timedelta(days=1), [each for each in standing_decisions(route) if route.holds(each)]
    left = (each for place, each in enumerate(holds) if not _followed(each, holds[place + 1 :], word, after))
    return any(
        any(given.function == word for given in each.provisions)
        and each.starts_on <= after <= (each.ends_on or date.max)
        for each in left
    )


def _followed(decision: Decision, later: Collection[Decision], word: str, day: date) -> bool:
    """Whether by this day another one decides on this care in its place. A next route can bring more beside it."""
    return any(
        each.route == decision.route
        or each.replaces == decision.decision_id
        or (each.starts_on <= day and any(given.function == word for given in each.provisions))
        for each in later
    )
