"""What the next step of a person needs of the last route: where it stands, since when, and what it waits for. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.migration.domain.control.standings import LaterRoute
from services.migration.domain.deadlines.open_deadlines import Deadline, law_decide_by, penalty_by
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.route.decisions import Decision, DecisionKind
from services.migration.domain.route.objection_guards import asked_to_repair
from services.migration.domain.route.offers import offer_is_open
from services.migration.domain.route.route import Route
from services.migration.domain.route.states import OBJECTING, EndReason, RouteState, StepKind
from services.migration.domain.route.terms_of_steps import objection_term
from services.migration.domain.route.view_first import awaited_view


class Given(StrEnum):
    """What a decision leaves the client with."""

    IN_KIND = "in-kind"
    PGB = "pgb"
    BOTH = "both"
    OWN_STRENGTH = "own-strength"
    REFUSAL = "refusal"
    END = "end"
    PROLONGATION = "prolongation"
    URGENT_HELP = "urgent-help"
    NOT_TREATED = "not-treated"
    NOTHING_AFTER_OBJECTION = "nothing-after-objection"


BY_CARE = {"ZIN": Given.IN_KIND, "PGB": Given.PGB, "ZIN+PGB": Given.BOTH}


def given_by(decision: Decision) -> Given:
    """Of a decision on an objection the care that it gives."""
    if decision.kind is DecisionKind.ON_OBJECTION:
        return BY_CARE.get(decision.care, Given.NOTHING_AFTER_OBJECTION)
    return Given(decision.kind.value)


@dataclass(frozen=True, slots=True)
class RouteStand:
    """`on`: the day of the last step. `until`: the last day that law or agreement gives this state; None when neither
    does. A later day that the municipality told (Awb 4:14(1)) is neither. `reported_on`: of the client's report with
    which this route began. `hearing`: its day. `view_by`: the client was asked for a view and can still answer;
    `repair_by`: the same of what is missing in an objection. `offer_open`: the client has not answered an offer that
    waits for it, of the municipality where they live. `provided_until`: the last day of what was decided; None without
    an end. `untreated_since`: the day on which the client was told that the application is not treated, as long as
    nothing took its place; then, and while the route is on hold, `provided_until` is of what the client has all the
    same: urgent help, or the decision before. `treated_after_all`: the letter that the application is not treated did
    not leave in time. `gives`: what the decision that counts gives; None before there is one. `settled_in`: as in
    Route. `offer_until`: the last day of the old right by an offer that the client accepted, in any route.
    `penalty_by`: the last day to fix the penalty for a decision that was too late, also of an earlier route.
    `decide_by`: the last day of the law to decide on the application, while that term runs."""

    state: RouteState
    on: date
    until: date | None = None
    reported_on: date | None = None
    hearing: date | None = None
    ended: EndReason | None = None
    view_by: date | None = None
    repair_by: date | None = None
    offer_open: bool = False
    provided_until: date | None = None
    untreated_since: date | None = None
    treated_after_all: bool = False
    gives: Given | None = None
    settled_in: str | None = None
    offer_until: date | None = None
    penalty_by: date | None = None
    decide_by: date | None = None


def stand_of(route: Route, decision: Decision | None, deadlines: Iterable[Deadline], today: date) -> RouteStand | None:
    """None when every step was taken back. `decision`: the one that stands. `deadlines`: the client's."""
    if not route.standing:
        return None
    of_client = tuple(deadlines)
    own = [one for one in of_client if one.of.route == route.number]
    reported = route.last(StepKind.REPORT_NEED)
    ended = route.last(StepKind.END)
    return RouteStand(
        state=route.state,
        on=route.standing[-1].on,
        until=_until(route, own),
        reported_on=reported.on if reported is not None else None,
        hearing=_given(route, StepKind.INVITE_HEARING, "day"),
        ended=EndReason(ended.details["reason"]) if ended is not None else None,
        view_by=_view_by(route),
        repair_by=_repair_by(route),
        offer_open=offer_is_open(route, decision, today),
        provided_until=decision.ends_on if decision is not None and decision.provisions else None,
        untreated_since=route.untreated_since,
        treated_after_all=route.is_too_late_to_leave_untreated,
        settled_in=route.settled_in,
        offer_until=route.old_right_until,
        penalty_by=penalty_by(of_client),
        decide_by=law_decide_by(own),
    )


def _until(route: Route, terms: Sequence[Deadline]) -> date | None:
    if route.state is RouteState.ON_HOLD:
        return _given(route, StepKind.HOLD, "until")
    if route.state is RouteState.INCOMPLETE and not route.is_too_late_to_leave_untreated:
        return _given(route, StepKind.ASK_COMPLETION, "answerBy")
    if route.state is RouteState.SENT:
        objection = objection_term(terms)
        return objection.last_day if objection is not None else None
    own = OWN_TERMS.get(route.state, OF_ANY_STATE)
    if route.state is RouteState.DECIDED and route.untreated is not None:
        own = frozenset({TermKind.NOT_TREATING})
    return min((one.law_last_day for one in terms if one.is_open and one.kind in own), default=None)


OF_ANY_STATE = frozenset(TermKind) - {TermKind.PENALTY_DECISION}
OWN_TERMS = {
    **dict.fromkeys((*OBJECTING, RouteState.OBJECTION_DECIDED), frozenset({TermKind.DECISION_ON_OBJECTION})),
    RouteState.INCOMPLETE: frozenset({TermKind.DECISION}),
    RouteState.DECIDED: frozenset({TermKind.DECISION}),
    RouteState.NOT_TREATED: frozenset({TermKind.OBJECTION}),
}
"""The terms that a state waits for, where another one can still be open. A decision is in time when it is sent."""


DECIDED_BY = frozenset({TermKind.INVESTIGATION, TermKind.DECISION})
"""The terms between a report and the decision on it."""


def later_route(route: Route, deadlines: Iterable[Deadline]) -> LaterRoute:
    """`route`: the client's last one, which began with a report. `deadlines`: the client's."""
    terms = (one for one in deadlines if one.of.route == route.number)
    return LaterRoute(min((one.law_last_day for one in terms if one.is_open and one.kind in DECIDED_BY), default=None))


def _given(route: Route, kind: StepKind, name: str) -> date | None:
    step = route.last(kind)
    return date.fromisoformat(step.details[name]) if step is not None else None


def _view_by(route: Route) -> date | None:
    asked = awaited_view(route) if route.state is RouteState.APPLIED else None
    return asked.answer_by if asked is not None else None


def _repair_by(route: Route) -> date | None:
    asked = asked_to_repair(route)
    return asked.answer_by if asked is not None and route.state in OBJECTING else None
