"""What the route of a client's reassessment came to, as far as a provider may hear of it.

A decision counts when it was sent and did not come back (Awb 3:40); whatever was undone does not count.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from services.notifications.domain.route.client_route import ClientRoute
from services.notifications.domain.route.ends import standing_decisions
from services.notifications.domain.route.facts import Appointment, Decision, Step


@dataclass(frozen=True, slots=True)
class Course:
    """`decision` is the last one that was sent, but for NOTHING_AFTER. `waits`: it is an offer that the client did not
    accept, and the old right is not over. `holds_from`: its first day when it does not wait. `accepted`: the client
    took an offer, by which all old rights end, on `old_right_until` when it is this one. `died_on`: the last day of
    the care of a client who died. `cancelled`: there was an appointment and another one has to be made. `stopped`: by
    this step the route is over, and nothing was decided in it. `endings`: by last day of a right in how many weeks it
    ends; `ended`: last days that came without a decision."""

    appointment: Appointment | None = None
    cancelled: bool = False
    stopped: Step | None = None
    died_on: date | None = None
    held_on: date | None = None
    decision: Decision | None = None
    waits: bool = False
    holds_from: date | None = None
    accepted: bool = False
    old_right_until: date | None = None
    endings: Mapping[date, int] = field(default_factory=dict)
    ended: frozenset[date] = frozenset()


def course_of(route: ClientRoute) -> Course:
    gone, held = route.cancelled_without_another, route.last("hold-conversation")
    decision = next(reversed(standing_decisions(route)), None)
    old_right_until = route.old_right_until(decision) if decision is not None else None
    went_on = any(each.decision_id is not None for each in route.ends)
    return Course(
        appointment=route.appointment,
        cancelled=gone is not None and gone.new_one_follows,
        stopped=route.ended_by if route.state == "ended" and decision is None else None,
        died_on=_died_on(route),
        held_on=held.on if held is not None else None,
        decision=decision,
        waits=decision is not None and decision.waits_for_acceptance and old_right_until is None and not went_on,
        holds_from=route.begins_on(decision) if decision is not None else None,
        accepted=route.took_an_offer,
        old_right_until=old_right_until,
        endings={each.last_day: each.weeks for each in sorted(route.ending, key=lambda each: -each.weeks)},
        ended=frozenset(each.last_day for each in route.ends if each.decision_id is None),
    )


def _died_on(route: ClientRoute) -> date | None:
    """The last day of the rights that a death ended, while it stands that the client died."""
    end = route.ended_by
    if end is None or end.details.get("reason") != "died":
        return None
    return max((each.last_day for each in route.ended if each.why == "died"), default=end.on)
