"""The terms that run on a route, from its steps. Pure; counting is the column `deadlines`'s."""

from dataclasses import dataclass
from datetime import date, timedelta

from services.migration.domain.deadlines.terms import TermKind, count_term
from services.migration.domain.route.route import Route
from services.migration.domain.route.states import OBJECTING, RouteState, StepKind
from shared.calendar.days import LegalCalendar
from shared.calendar.terms import TermResult
from shared.law.book import LawBook


@dataclass(frozen=True, slots=True)
class Running:
    """A term that is open. `kind`: as in terms/calculate. The first step of the proof names the article."""

    kind: str
    counted_from: date
    counted: TermResult


def running_terms(route: Route, book: LawBook, calendar: LegalCalendar) -> tuple[Running, ...]:
    """What runs after the last step. A term that was given by hand (completion, view) stands in its own step."""
    found = []
    if route.state in (RouteState.PLANNED, RouteState.INVITED, RouteState.CONVERSATION_HELD):
        reported = route.last(StepKind.REPORT_NEED)
        if reported is not None:
            found.append(_term(TermKind.INVESTIGATION, reported.on, book, calendar))
    if route.state is RouteState.APPLIED:
        found.append(_decision_term(route, book, calendar))
    if (until := objection_term(route, book, calendar)) is not None and route.state is RouteState.SENT:
        found.append(until)
    if route.state in OBJECTING:
        sent = objection_term(route, book, calendar)
        if sent is not None:
            # 7:10(1): counted from the day after the one on which the objection term ended.
            found.append(_term(TermKind.INVESTIGATION, sent.counted.last_day, book, calendar))
            found[-1] = Running("decision-on-objection", found[-1].counted_from, found[-1].counted)
    return tuple(found)


def objection_term(route: Route, book: LawBook, calendar: LegalCalendar) -> Running | None:
    """Awb 6:7 and 6:8; None when nothing was sent, or when what was sent came back (3:40)."""
    sent = route.last(StepKind.SEND, StepKind.RETURNED)
    if sent is None or sent.kind is StepKind.RETURNED:
        return None
    return _term(TermKind.OBJECTION, sent.on, book, calendar)


def _decision_term(route: Route, book: LawBook, calendar: LegalCalendar) -> Running:
    """2.3.5(2) from the application; what the applicant had to add stops the clock (Awb 4:15(1)a)."""
    applied = route.last(StepKind.APPLY)
    if applied is None:
        raise ValueError("a route that is applied has an application")
    term = _term(TermKind.DECISION, applied.on, book, calendar)
    stood_still = timedelta()
    asked: date | None = None
    for step in route.standing:
        if step.kind is StepKind.ASK_COMPLETION:
            asked = step.on
        elif step.kind is StepKind.COMPLETE and asked is not None:
            stood_still += step.on - asked
            asked = None
    if not stood_still:
        return term
    return _term(TermKind.DECISION, applied.on + stood_still, book, calendar)


def _term(kind: TermKind, start: date, book: LawBook, calendar: LegalCalendar) -> Running:
    return Running(kind.value, start, count_term(kind, start, None, book, calendar))
