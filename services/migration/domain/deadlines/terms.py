"""The terms of the procedure, counted forward (Awb, Wmo 2015, Algemene termijnenwet) and planned backward.

A term is counted from its facts (`TermFacts`): the day it begins after, what the municipality gave, the days on which
it stood still, and what was put off. The same facts counted again with another calendar give the corrected day.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.migration.domain.deadlines.pauses import PostponedBy, Postponement, Suspension, TermError, step_of
from shared.calendar.days import LegalCalendar
from shared.calendar.terms import Step, TermResult, Unit, count
from shared.law.book import LawBook


class TermKind(StrEnum):
    OBJECTION = "objection"
    INVESTIGATION = "investigation"
    DECISION = "decision"
    PERSONAL_PLAN = "personal-plan"
    WEEKS = "weeks"
    DAYS = "days"
    COMPLETION = "completion"
    VIEW = "view"
    NOT_TREATING = "not-treating"
    REPAIR = "repair"
    DECISION_ON_OBJECTION = "decision-on-objection"
    DEFAULT_PENALTY = "default-penalty"
    PENALTY_DECISION = "penalty-decision"


FREE_TERMS: Mapping[TermKind, Unit] = {TermKind.WEEKS: "weeks", TermKind.DAYS: "days"}
GIVEN_TERMS = (TermKind.COMPLETION, TermKind.VIEW, TermKind.REPAIR)
"""Of these the law gives no length: the municipality gives the last day."""


@dataclass(frozen=True, slots=True)
class TermFacts:
    """What a term is counted from.

    `start`: the day after which it begins. That is for not treating an application the last day to complete it; for an
    objection the day on which the decision was made known; for the decision on it the last day for objecting; for the
    penalty the day on which the notice of default came; for the penalty decision the last day with a penalty.
    `amount`: of weeks or days, for a term that the law does not count. `given_until`: the last day that the
    municipality gave, for completion, view and repair. `term_ended`: the last day of the term that was not kept, for
    the penalty. `committee`: whether one advises on the objection. `applied_for`: whether the client asked for the
    decision to view.
    """

    start: date
    amount: int | None = None
    given_until: date | None = None
    term_ended: date | None = None
    committee: bool = False
    applied_for: bool = True
    suspensions: tuple[Suspension, ...] = ()
    postponements: tuple[Postponement, ...] = ()


def count_term(kind: TermKind, start: date, amount: int | None, book: LawBook, calendar: LegalCalendar) -> TermResult:
    """The last day of a term that starts after `start`. The law gives the amount; only WEEKS and DAYS take `amount`.

    Raises as `count_facts` does.
    """
    return count_facts(kind, TermFacts(start, amount=amount), book, calendar)


def count_facts(kind: TermKind, facts: TermFacts, book: LawBook, calendar: LegalCalendar) -> TermResult:
    """The last day of a term, with every step that led to it; the last step has the last day.

    Raises TermError when a fact is missing or does not fit, CalendarError outside the years that the calendar knows,
    and LawError when the book has no answer for the day.
    """
    return _Counting(kind, facts, book, calendar).both()[0]


def law_term(kind: TermKind, facts: TermFacts, book: LawBook, calendar: LegalCalendar) -> TermResult:
    """The term that the law gives, without a later day that the municipality only announced (Awb 4:14(1)): after it
    the municipality is too late, whatever it announced. Raises as `count_facts` does."""
    return _Counting(kind, facts, book, calendar).both()[1]


def latest_start(right_until: date, book: LawBook, as_of: date) -> date:
    """The latest day on which the investigation can start, to have the decision on the last day of the right.

    Six weeks for the investigation (2.3.2(1)) and two for the decision (2.3.5(2)): 31-12-2015 asks for 5-11-2015. Plain
    subtraction, for ATW 1(2) moves no day counting back.
    """
    weeks = book.integer("term.investigation", as_of) + book.integer("term.decision", as_of)
    return right_until - timedelta(weeks=weeks)


@dataclass(frozen=True, slots=True)
class _Counting:
    """One term in progress."""

    kind: TermKind
    facts: TermFacts
    book: LawBook
    calendar: LegalCalendar

    def both(self) -> tuple[TermResult, TermResult]:
        """As it was told, and as the law has it."""
        if sum(one.by is PostponedBy.ADJOURNED for one in self.facts.postponements) > 1:
            raise TermError("De gemeente heeft deze beslissing al een keer verdaagd. Dat kan maar een keer.")
        told = law = self._begun()
        changes: list[Suspension | Postponement] = [*self.facts.suspensions, *self.facts.postponements]
        for change in sorted((one.after(self.facts.start) for one in changes), key=lambda one: one.since):
            if isinstance(change, Postponement) and change.by is PostponedBy.LATE:
                told = change.apply(self.kind, told, self.book, self.calendar, law.last_day)
                continue
            before, told = told, change.apply(self.kind, told, self.book, self.calendar)
            if law == before:
                law = told
            elif change.since <= law.last_day:
                law = change.apply(self.kind, law, self.book, self.calendar)
        return told, law

    def _begun(self) -> TermResult:
        if self.kind in FREE_TERMS:
            return self._free(FREE_TERMS[self.kind])
        by_kind: Mapping[TermKind, Callable[[], TermResult]] = {
            TermKind.OBJECTION: lambda: self._plain("term.objection", "weeks"),
            TermKind.INVESTIGATION: lambda: self._plain("term.investigation", "weeks"),
            TermKind.DECISION: lambda: self._plain("term.decision", "weeks"),
            TermKind.PERSONAL_PLAN: lambda: self._plain("term.personal-plan", "days"),
            TermKind.COMPLETION: lambda: self._given("term.completion"),
            TermKind.VIEW: lambda: self._given("term.view-on-application" if self.facts.applied_for else "term.view"),
            TermKind.REPAIR: lambda: self._given("term.repair"),
            TermKind.NOT_TREATING: self._not_treating,
            TermKind.DECISION_ON_OBJECTION: self._decision_on_objection,
            TermKind.DEFAULT_PENALTY: self._default_penalty,
            TermKind.PENALTY_DECISION: self._penalty_decision,
        }
        return by_kind[self.kind]()

    def _free(self, unit: Unit) -> TermResult:
        if self.facts.amount is None or self.facts.amount < 1:
            raise TermError("Geef aan hoeveel weken of dagen de termijn duurt. Dat is een heel getal vanaf 1.")
        return count(unit, self.facts.amount, self.facts.start, self.calendar, self.book)

    def _plain(self, key: str, unit: Unit) -> TermResult:
        """Awb 6:7 with 6:8(1) (objection); Wmo 2.3.2(1) (investigation), 2.3.2(2) (plan), 2.3.5(2) (decision)."""
        return self._counted(key, "means", unit, self.book.integer(key, self.facts.start), self.facts.start)

    def _given(self, key: str) -> TermResult:
        """Awb 4:5(1), 4:7(1), 4:8(1), 6:6: the municipality gives the day. It is a date and no term in an Act, so the
        Algemene termijnenwet does not move it."""
        last = self.facts.given_until
        if last is None:
            raise TermError("De wet noemt hier geen aantal dagen. Geef de laatste dag die de gemeente heeft gekozen.")
        if last <= self.facts.start:
            raise TermError("De laatste dag ligt niet na de dag waarop de termijn begint. Kies een latere dag.")
        self.calendar.check_year(last)
        return TermResult(last, last, (self._step(key, "means", last, last_day=last),))

    def _not_treating(self) -> TermResult:
        """Awb 4:5(4): four weeks after the time to complete the application passed unused."""
        key = "term.not-treating"
        weeks = self.book.integer(key, self.facts.start)
        return self._counted(key, "means", "weeks", weeks, self.facts.start, asked_until=self.facts.start)

    def _decision_on_objection(self) -> TermResult:
        """Awb 7:10(1): six weeks, or twelve with an advisory committee, from the day after the term for objecting."""
        key, committee = "term.decision-on-objection", self.facts.committee
        weeks = self.book.table(key, self.facts.start)["weeks-with-committee" if committee else "weeks"]
        said = {"objection_until": self.facts.start, "weeks": weeks}
        sentence = "means-with-committee" if committee else "means"
        return self._counted(key, sentence, "weeks", weeks, self.facts.start, **said)

    def _default_penalty(self) -> TermResult:
        """Awb 4:17(3): two weeks after the term ended and the notice of default came, whichever was later; the last day
        of them is the last one without a penalty. Article 4:17(1) sets the Algemene termijnenwet aside for the 42 days
        only, so it moves the end of these weeks."""
        key, ended = "term.default-penalty", self.facts.term_ended
        if ended is None:
            raise TermError("Geef de laatste dag van de termijn die de gemeente niet heeft gehaald.")
        later = max(ended, self.facts.start)
        weeks = self.book.integer(key, self.facts.start)
        said = {"term_ended": ended, "received_on": self.facts.start}
        return self._counted(key, "means", "weeks", weeks, later, **said)

    def _penalty_decision(self) -> TermResult:
        """Awb 4:18: two weeks after the last day on which a penalty was due."""
        key = "term.penalty-decision"
        weeks = self.book.integer(key, self.facts.start)
        return self._counted(key, "means", "weeks", weeks, self.facts.start, penalty_until=self.facts.start)

    def _counted(self, key: str, sentence: str, unit: Unit, amount: int, after: date, **said: object) -> TermResult:
        """Under the Algemene termijnenwet, with the article of the term itself as the first step."""
        counted = count(unit, amount, after, self.calendar, self.book)
        proof = self._step(key, sentence, counted.raw_last_day, **said)
        return TermResult(counted.raw_last_day, counted.last_day, (proof, *counted.steps))

    def _step(self, key: str, sentence: str, last_day: date, /, **said: object) -> Step:
        return step_of(self.book, key, sentence, self.facts.start, last_day, **said)
