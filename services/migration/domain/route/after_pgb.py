"""Whether a client knows what comes after a pgb for protected living, of which the law does not say it. Pure.

Wmo 2015 8.4(2): the right goes on in kind; whether the pgb does, the college chooses. As long as it did not, the letter
before the last day that is certain promises to say it by then.
"""

from datetime import date, timedelta

from services.migration.domain.route.decisions import Decision
from services.migration.domain.route.route import Route
from services.migration.domain.route.states import DECIDED, EndReason, StepKind


def is_known(route: Route, decision: Decision | None, last_day: date) -> bool:
    """Somebody told it; or a decision that was made known, and waits for no word of the client, says what there is from
    the day after `last_day`; or the client does not wait for it, because an offer ended the right by then, or the care
    comes from the Wlz. `decision`: the one that stands."""
    ended, accepted = route.last(StepKind.END), route.old_right_until
    if route.has(StepKind.TELL_PGB) or (ended is not None and ended.details["reason"] == EndReason.WLZ):
        return True
    if accepted is not None and accepted <= last_day:
        return True
    if decision is None or route.state not in DECIDED or decision.waits_for_acceptance:
        return False
    return decision.starts_on <= last_day + timedelta(days=1)
