"""Counts a legal term, with the steps that prove it."""

from dataclasses import dataclass, replace
from datetime import date

from services.migration.application.deadlines.ports import Work
from services.migration.application.deadlines.views import CalculatedTerm
from services.migration.domain.deadlines.objections import Objection, judge_objection
from services.migration.domain.deadlines.pauses import Postponement, Suspension, TermError
from services.migration.domain.deadlines.penalties import appeal_from, penalty_after
from services.migration.domain.deadlines.terms import TermFacts, TermKind, count_facts, law_term
from shared.access import Role, Scope, allowed
from shared.calendar.days import CalendarError
from shared.dutch import date_in_words
from shared.law.book import LawError
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class CalculateTerm:
    """A term that starts after `start`. `amount`: of weeks or days, for a term that the law does not count itself. The
    rest as in TermFacts. `objection`: one to judge against the term for objecting."""

    kind: TermKind
    start: date
    amount: int | None = None
    given_until: date | None = None
    term_ended: date | None = None
    committee: bool = False
    applied_for: bool = True
    suspensions: tuple[Suspension, ...] = ()
    postponements: tuple[Postponement, ...] = ()
    objection: Objection | None = None

    @property
    def facts(self) -> TermFacts:
        return TermFacts(
            start=self.start,
            amount=self.amount,
            given_until=self.given_until,
            term_ended=self.term_ended,
            committee=self.committee,
            applied_for=self.applied_for,
            suspensions=self.suspensions,
            postponements=self.postponements,
        )


@allowed(*Role, scope=Scope.NOBODY)
def calculate_term(work: Work, asked: CalculateTerm) -> CalculatedTerm:
    """Raises Refused, with a Dutch text, for an amount that is missing and for days that the calendar does not know."""
    try:
        return _calculated(work, asked)
    except (TermError, CalendarError) as error:
        raise Refused(str(error)) from error
    except LawError as error:
        known = date_in_words(work.law.complete_from)
        raise Refused(f"Voor {asked.start} kennen wij deze termijn niet. Kies een datum vanaf {known}.") from error


def _calculated(work: Work, asked: CalculateTerm) -> CalculatedTerm:
    if asked.objection is not None and asked.kind is not TermKind.OBJECTION:
        raise TermError("Een bezwaar past alleen bij de termijn om bezwaar te maken.")
    found = count_facts(asked.kind, asked.facts, work.law, work.calendar)
    penalty = appeal = judgement = None
    if asked.kind is TermKind.DEFAULT_PENALTY and asked.term_ended is not None:
        penalty = penalty_after(found, asked.start, work.law)
        appeal = appeal_from(asked.term_ended, asked.start, work.law, work.calendar)
        penalty = replace(penalty, steps=(*penalty.steps, appeal))
    if asked.objection is not None:
        judgement = judge_objection(asked.start, asked.objection, work.law, work.calendar)
    return CalculatedTerm(
        raw_last_day=found.raw_last_day,
        last_day=found.last_day,
        steps=found.steps,
        law_last_day=law_term(asked.kind, asked.facts, work.law, work.calendar).last_day,
        penalty=penalty,
        appeal_from=appeal.last_day if appeal is not None else None,
        judgement=judgement,
    )
