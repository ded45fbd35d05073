"""The one question of migration: which right does a person have per function, until when, and why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from services.migration.domain.rights import wording
from services.migration.domain.rights.assessment import AppliedLaw, Assessment, open_assessment, those_given
from services.migration.domain.rights.checks import check_facts
from services.migration.domain.rights.destination import destination
from services.migration.domain.rights.facts import (
    Domain,
    EndedBy,
    EventType,
    FunctionFacts,
    FunctionRight,
    LifeEvent,
    PersonFacts,
)
from services.migration.domain.rights.life_events import apply_events
from services.migration.domain.rights.period import MUNICIPAL, period
from services.migration.domain.rights.wlz_tests import Finding, wlz_finding
from shared.law.book import LawBook
from shared.law.reasons import Reason

REASSESSED = frozenset({Domain.WMO, Domain.PROTECTED_LIVING})
# What says that a right lasts as long as the indication. Other care ends by the rule that names its destination.
OVER_BY = {
    Domain.WMO: "transition.first-day",
    Domain.PROTECTED_LIVING: "protected-living.last-day",
    Domain.JEUGDWET: "youth.last-day",
}
ENDS_BY_ITSELF = frozenset({EndedBy.INDICATION, EndedBy.LAW})


def assess(
    person: PersonFacts,
    functions: Sequence[FunctionFacts],
    events: Sequence[LifeEvent],
    as_of: date,
    book: LawBook,
) -> tuple[FunctionRight, ...]:
    """One right per function, in the order of `functions`, each with at least one reason.

    `as_of` opens the law book. Events count whatever their day, also after `as_of`: that is what makes "what if"
    possible. Raises FactsError when the facts contradict themselves and LawError when the book has no answer.
    """
    check_facts(functions, events)
    assessment = open_assessment(person, functions, AppliedLaw(book, as_of))
    finding = wlz_finding(assessment)
    return tuple(_assess_function(function, assessment, finding, events) for function in functions)


def _assess_function(
    function: FunctionFacts, assessment: Assessment, finding: Finding | None, events: Sequence[LifeEvent]
) -> FunctionRight:
    nothing = _died_before(function, assessment, events)
    if nothing is not None:
        return nothing
    if function.ends_on is not None and function.ends_on < assessment.law.day("transition.first-day"):
        return _ended_before(function, function.ends_on, assessment)
    right = apply_events(_right(function, assessment, finding), function, events, assessment.law)
    return replace(right, reassess=_to_reassess(right, assessment.law))


def _died_before(function: FunctionFacts, assessment: Assessment, events: Sequence[LifeEvent]) -> FunctionRight | None:
    first_day = assessment.law.day("transition.first-day")
    deaths = [event.on for event in events if event.type is EventType.DIED and event.on < first_day]
    if not deaths:
        return None
    text = wording.died_before(min(deaths), first_day)
    card = assessment.law.because("transition.first-day", text, "geen recht", died_on=min(deaths))
    return FunctionRight(function.id, Domain.NONE, None, None, False, (card,))


def _ended_before(function: FunctionFacts, ends_on: date, assessment: Assessment) -> FunctionRight:
    """Where the care would go comes first, and then that nothing is left of it: the indication is over before 2015."""
    where = destination(function, assessment, None)
    rule = OVER_BY.get(where.domain, where.reasons[0].rule)
    text = wording.ended(ends_on, assessment.reader, municipal=where.domain in MUNICIPAL)
    over = assessment.law.because(rule, text, "geen recht", ends_on=ends_on)
    reasons = those_given(*where.reasons, over, _still_time(ends_on, where.domain, assessment))
    return FunctionRight(function.id, Domain.NONE, None, None, False, reasons)


def _still_time(ends_on: date, domain: Domain, assessment: Assessment) -> Reason | None:
    """Wmo 8.1(2): CIZ decides on what it receives before 2015. Insured care needs it until then only."""
    key = "transition.ciz-applications-before"
    before = assessment.law.day(key)
    insured_at_once = domain is Domain.ZVW and ends_on + timedelta(days=1) >= before
    if assessment.law.as_of >= before or insured_at_once:
        return None
    return assessment.law.because(key, wording.ask_ciz(before, domain, assessment.reader), "nieuwe indicatie vragen")


def _right(function: FunctionFacts, assessment: Assessment, finding: Finding | None) -> FunctionRight:
    where = destination(function, assessment, finding)
    if where.domain not in MUNICIPAL:
        return FunctionRight(function.id, where.domain, None, None, False, where.reasons)
    days = period(function, where.domain, assessment)
    reasons = (*where.reasons, *days.reasons)
    if days.last < days.first:
        return FunctionRight(function.id, Domain.NONE, None, None, False, reasons)
    return FunctionRight(function.id, where.domain, days.first, days.last, days.conditional, reasons, days.ended_by)


def _to_reassess(right: FunctionRight, law: AppliedLaw) -> bool:
    """Wmo 8.6(1): every right of 8.3 or 8.4 that runs out in the transition year.

    Protected living that runs on after 2015 is reassessed later, and a right that ended by an accepted offer, death or
    giving up the pgb has nothing left to reassess. A minor's right is the work of the Jeugdwet, which has no such duty.
    """
    return (
        right.domain in REASSESSED
        and right.ended_by in ENDS_BY_ITSELF
        and right.right_until is not None
        and right.right_until <= law.day("investigation.last-right-end")
    )
