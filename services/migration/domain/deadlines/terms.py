"""The terms of the procedure, counted forward (Awb, Wmo 2015, Algemene termijnenwet) and planned backward."""

from datetime import date, timedelta
from enum import StrEnum

from shared.calendar.days import LegalCalendar
from shared.calendar.terms import SAID as SAID_OF_COUNTING
from shared.calendar.terms import Step, TermResult, Unit, count
from shared.law.book import LawBook
from shared.law.sentences import Said, words


class TermError(ValueError):
    """The term cannot be counted. The message (Dutch) says what is missing."""


class TermKind(StrEnum):
    OBJECTION = "objection"
    INVESTIGATION = "investigation"
    DECISION = "decision"
    PERSONAL_PLAN = "personal-plan"
    WEEKS = "weeks"
    DAYS = "days"


LAW_TERMS: dict[TermKind, tuple[str, Unit]] = {
    TermKind.OBJECTION: ("term.objection", "weeks"),
    TermKind.INVESTIGATION: ("term.investigation", "weeks"),
    TermKind.DECISION: ("term.decision", "weeks"),
    TermKind.PERSONAL_PLAN: ("term.personal-plan", "days"),
}
SAID: Said = {**{key: {"means": words()} for key, _ in LAW_TERMS.values()}, **SAID_OF_COUNTING}
"""What is said about terms; the texts stand in law/procedure.toml and law/termijnenwet.toml."""
FREE_TERMS: dict[TermKind, Unit] = {TermKind.WEEKS: "weeks", TermKind.DAYS: "days"}


def count_term(kind: TermKind, start: date, amount: int | None, book: LawBook, calendar: LegalCalendar) -> TermResult:
    """The last day of a term that starts after `start`. The law gives the amount; only WEEKS and DAYS take `amount`.

    Raises TermError without an amount for those two, or with one below 1; CalendarError outside the known years.
    """
    if kind in FREE_TERMS:
        if amount is None or amount < 1:
            raise TermError("Geef aan hoeveel weken of dagen de termijn duurt. Dat is een heel getal vanaf 1.")
        return count(FREE_TERMS[kind], amount, start, calendar, book)
    key, unit = LAW_TERMS[kind]
    source = book.on(key, start).source
    counted = count(unit, book.integer(key, start), start, calendar, book)
    proof = Step(book.sentence(key, "means", start), source.law, source.cited, counted.raw_last_day)
    return TermResult(counted.raw_last_day, counted.last_day, (proof, *counted.steps))


def latest_start(right_until: date, book: LawBook, as_of: date) -> date:
    """The latest day on which the investigation can start, to have the decision on the last day of the right.

    Six weeks for the investigation (2.3.2(1)) and two for the decision (2.3.5(2)): 31-12-2015 asks for 5-11-2015. Plain
    subtraction, for ATW 1(2) moves no day counting back.
    """
    weeks = book.integer("term.investigation", as_of) + book.integer("term.decision", as_of)
    return right_until - timedelta(weeks=weeks)
