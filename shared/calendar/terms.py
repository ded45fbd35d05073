"""Counting legal terms under the Algemene termijnenwet (ATW). Pure; every step of the count is kept as proof.

Days, numbers and sentences come from the law book that is handed in, under the keys that begin with `atw.`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from shared.calendar.days import LegalCalendar
from shared.law.book import LawBook
from shared.law.sentences import Said, words

Unit = Literal["weeks", "days"]

FIRST_DAY, NO_LAST_DAY, WORKING_DAYS, LONGEST = (
    "atw.first-day-counted",
    "atw.no-last-day",
    "atw.working-days",
    "atw.longest",
)
SAID: Said = {
    FIRST_DAY: {"counted": words("term", "start", "last_day")},
    NO_LAST_DAY: {"moved": words("last_day", "why", "moved_to")},
    WORKING_DAYS: {"lengthened": words("working_days", "last_day")},
    LONGEST: {"not-extended": words("longest")},
}
"""What is said about a count, and the words that each sentence can use."""
WEEKEND = ("zaterdag", "zondag")
HOLIDAY = "feestdag"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a count: a Dutch sentence, the article it carries out, and the last day after this step."""

    sentence: str
    law: str
    article: str
    last_day: date


@dataclass(frozen=True, slots=True)
class TermResult:
    """A counted term: the last day before and after the ATW, and how it came about."""

    raw_last_day: date
    last_day: date
    steps: tuple[Step, ...]


def count(unit: Unit, amount: int, start: date, calendar: LegalCalendar, book: LawBook) -> TermResult:
    """The last day of a term of `amount` weeks or days from `start`, by the law of that day.

    Weeks end on the same weekday as `start`. Applies ATW 1(1), 2 and 4. Raises ValueError for an amount below one,
    CalendarError when the count leaves the years the calendar knows, and LawError when the book has no answer.
    """
    if amount < 1:
        raise ValueError(f"Een termijn is minstens {_in_words(unit, 1)}; gevraagd is {amount}.")
    return Counting(unit, amount, start, calendar, book).result()


@dataclass(frozen=True, slots=True)
class Counting:
    """One count in progress."""

    unit: Unit
    amount: int
    start: date
    calendar: LegalCalendar
    book: LawBook

    def result(self) -> TermResult:
        raw = self.start + timedelta(days=self._first_day_counted() - 1 + self._days())
        self.calendar.check_year(raw)
        term = _in_words(self.unit, self.amount)
        steps = [self._step(FIRST_DAY, "counted", raw, {"term": term, "start": self.start, "last_day": raw})]
        if self.amount > self.book.table(LONGEST, self.start)[self.unit]:
            longest = _in_words(self.unit, self.book.table(LONGEST, self.start)[self.unit])
            steps.append(self._step(LONGEST, "not-extended", raw, {"longest": longest}))
        else:
            steps += self._extension(raw)
        return TermResult(raw, steps[-1].last_day, tuple(steps))

    def _extension(self, raw: date) -> list[Step]:
        steps = []
        last = self._moved(raw)
        if last != raw:
            why = self.calendar.why_not_working(raw)
            steps.append(self._step(NO_LAST_DAY, "moved", last, {"last_day": raw, "why": why, "moved_to": last}))
        least = self.book.table(WORKING_DAYS, self.start)
        if self._days() >= least["term-of-days"]:
            longer = self._with_working_days(last, least["working-days"])
            if longer != last:
                said = {"working_days": least["working-days"], "last_day": longer}
                steps.append(self._step(WORKING_DAYS, "lengthened", longer, said))
        return steps

    def _moved(self, day: date) -> date:
        """The day itself, or the first one after it on which a term can end."""
        no_last_day = self.book.names(NO_LAST_DAY, self.start)
        while _kind(self.calendar.why_not_working(day)) in no_last_day:
            day += timedelta(days=1)
        return day

    def _with_working_days(self, last: date, least: int) -> date:
        first = self.start + timedelta(days=self._first_day_counted())
        while self.calendar.working_days_between(first, last) < least:
            last = self.calendar.next_working_day(last + timedelta(days=1))
        return last

    def _first_day_counted(self) -> int:
        return self.book.integer(FIRST_DAY, self.start)

    def _days(self) -> int:
        return self.amount * 7 if self.unit == "weeks" else self.amount

    def _step(self, key: str, sentence: str, last_day: date, said: Mapping[str, object]) -> Step:
        """What is no article of a law is cited without one."""
        source = self.book.on(key, self.start).source
        text = self.book.sentence(key, sentence, self.start, (), **said)
        return Step(text, source.law, source.cited if source.bwb else "", last_day)


def _kind(why_not_working: str) -> str:
    """`zaterdag`, `zondag` or `feestdag`; empty for a working day."""
    return why_not_working if why_not_working in WEEKEND or not why_not_working else HOLIDAY


def _in_words(unit: Unit, amount: int) -> str:
    singular, plural = ("week", "weken") if unit == "weeks" else ("dag", "dagen")
    return f"{amount} {singular if amount == 1 else plural}"
