"""The one question of migration: which right does a person have per function, until when, and why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from services.migration.domain.rights.assessment import AppliedLaw, Assessment, open_assessment, those_given
from services.migration.domain.rights.checks import check_facts
from services.migration.domain.rights.destination import Destination, destination
from services.migration.domain.rights.facts import (
    Domain,
    EndedBy,
    EventType,
    Finding,
    FunctionFacts,
    FunctionRight,
    LifeEvent,
    PersonFacts,
    PgbReading,
    no_right,
)
from services.migration.domain.rights.life_events import apply_events
from services.migration.domain.rights.period import MUNICIPAL, period
from services.migration.domain.rights.wlz_tests import Candidate, wlz_candidate
from shared.law.book import LawBook
from shared.law.reasons import Reason

OVER_BY = {
    Domain.WMO: "transition.first-day",
    Domain.PROTECTED_LIVING: "protected-living.last-day",
    Domain.JEUGDWET: "youth.last-day",
}
"""What says that a right lasts as long as the indication. Other care ends because its indication does."""
ENDS_BY_ITSELF = frozenset({EndedBy.INDICATION, EndedBy.LAW})


def assess(
    person: PersonFacts,
    functions: Sequence[FunctionFacts],
    events: Sequence[LifeEvent],
    as_of: date,
    book: LawBook,
    pgb_reading: PgbReading,
) -> tuple[FunctionRight, ...]:
    """One right per function, in the order of `functions`, each with at least one reason.

    `as_of` opens the law book. Events count whatever their day, also after `as_of`: that is what makes "what if"
    possible. `pgb_reading`: the choice of the college of the person's municipality. Raises FactsError when the facts
    contradict themselves and LawError when the book has no answer.
    """
    check_facts(functions, events)
    assessment = open_assessment(person, functions, AppliedLaw(book, as_of), pgb_reading)
    candidate = wlz_candidate(assessment, events)
    return tuple(_assess_function(function, assessment, candidate, events) for function in functions)


def _assess_function(
    function: FunctionFacts, assessment: Assessment, candidate: Candidate | None, events: Sequence[LifeEvent]
) -> FunctionRight:
    nothing = _died_before(function, assessment, events)
    if nothing is not None:
        return nothing
    if function.ends_on is not None and function.ends_on < assessment.law.day("transition.first-day"):
        return _ended_before(function, function.ends_on, assessment)
    where = _with_wlz(destination(function, assessment), function, candidate)
    right = apply_events(_right(function, where, assessment), function, events, assessment)
    return replace(right, reassess_before_end_of=_reassess_before_end_of(right, assessment.law))


def _died_before(function: FunctionFacts, assessment: Assessment, events: Sequence[LifeEvent]) -> FunctionRight | None:
    first_day = assessment.law.day("transition.first-day")
    deaths = [event.on for event in events if event.type is EventType.DIED and event.on < first_day]
    if not deaths:
        return None
    card = assessment.because("transition.first-day", "died-before", "geen recht", died_on=min(deaths))
    return no_right(function.id, Domain.NONE, (card,))


def _ended_before(function: FunctionFacts, ends_on: date, assessment: Assessment) -> FunctionRight:
    """Where the care would go comes first, and then that nothing is left of it: the indication is over before 2015."""
    where = destination(function, assessment)
    rule = OVER_BY.get(where.domain, "transition.indication-over")
    over = assessment.because(rule, "ended", "geen recht", *assessment.past(ends_on), ends_on=ends_on)
    reasons = those_given(*where.reasons, over, _still_time(ends_on, where.domain, assessment))
    return no_right(function.id, Domain.NONE, reasons)


def _still_time(ends_on: date, domain: Domain, assessment: Assessment) -> Reason | None:
    """Wmo 8.1(2): CIZ decides on what it receives before 2015. Insured care needs it until then only."""
    key = "transition.ciz-applications-before"
    before = assessment.law.day(key)
    insured = domain is Domain.ZVW
    if assessment.law.as_of >= before or (insured and ends_on + timedelta(days=1) >= before):
        return None
    sentence = "ciz-decides-insured" if insured else "ciz-decides"
    return assessment.because(key, sentence, "nieuwe indicatie vragen", words={"before": before})


def _with_wlz(where: Destination, function: FunctionFacts, candidate: Candidate | None) -> Destination:
    """Wlz 11.1.1(6) is about care without stay, so it leaves alone a stay that begins later. A candidate's care stays
    where it is until a reply to CIZ is recorded."""
    if candidate is None or function.is_stay or Finding.OUTSIDE_TRANSITION in where.findings:
        return where
    if candidate.told_on is not None:
        return Destination(Domain.WLZ, candidate.reasons)
    return Destination(where.domain, (*where.reasons, *candidate.reasons), (*where.findings, Finding.WLZ_CANDIDATE))


def _right(function: FunctionFacts, where: Destination, assessment: Assessment) -> FunctionRight:
    if where.domain not in MUNICIPAL:
        return no_right(function.id, where.domain, where.reasons, *where.findings)
    if (late := _issued_too_late(function, where.domain, assessment)) is not None:
        return no_right(function.id, Domain.NONE, (*where.reasons, late), *where.findings)
    days = period(function, where.domain, assessment)
    reasons, findings = (*where.reasons, *days.reasons), (*where.findings, *days.findings)
    if days.last < days.first:
        return no_right(function.id, Domain.NONE, reasons, *findings)
    return FunctionRight(
        id=function.id,
        domain=where.domain,
        right_from=days.first,
        right_until=days.last,
        conditional=days.conditional,
        reasons=reasons,
        ended_by=days.ended_by,
        pgb_until=days.pgb_until,
        findings=findings,
    )


def _issued_too_late(function: FunctionFacts, domain: Domain, assessment: Assessment) -> Reason | None:
    """Jeugdwet 10.1(3): a minor keeps rights of an indication that was issued before that act came into force."""
    key = "youth.issued-before"
    before = assessment.law.day(key)
    if domain is not Domain.JEUGDWET or function.issued_on < before:
        return None
    words = {"before": before}
    return assessment.because(key, "issued-late", "geen recht", words=words, issued_on=function.issued_on)


def _reassess_before_end_of(right: FunctionRight, law: AppliedLaw) -> date | None:
    """Wmo 8.6(1): in time before a right of 8.3 or 8.4 ends, whenever that is; a budget whose end is open counts as
    ending on the last day that is certain.

    A right that ended by an accepted offer or by death has nothing left to reassess. A minor's right is the work of the
    Jeugdwet, which has no such duty.
    """
    if right.domain not in law.names("investigation.before-the-end-of") or right.ended_by not in ENDS_BY_ITSELF:
        return None
    return right.pgb_until if Finding.PGB_READING_OPEN in right.findings else right.right_until
