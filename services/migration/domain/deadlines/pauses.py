"""What happens to a term while it runs: it stands still for some days (Awb 4:15, 7:10(2)), or a later day is named
(4:14, 7:10(3) and (4))."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from shared.calendar.days import LegalCalendar
from shared.calendar.terms import Step, TermResult, count
from shared.dutch import date_in_words
from shared.law.book import LawBook


class TermError(ValueError):
    """The term cannot be counted. The message (Dutch) says what is missing."""


class SuspendedBy(StrEnum):
    """Why a term stands still. The word is the end of its parameter: `suspension.completion`."""

    COMPLETION = "completion"
    CONSENT = "consent"
    APPLICANT = "applicant"
    FORCE_MAJEURE = "force-majeure"
    OBJECTION_REPAIR = "objection-repair"


ASKED = (SuspendedBy.COMPLETION, SuspendedBy.OBJECTION_REPAIR)
"""Suspensions that begin with a question and end with its answer."""


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days on which a term stands still, both included; none when `last_day` is the day before `first_day`, for the
    answer came at once. `given_until`: of a question, the last day that was given to answer it."""

    by: SuspendedBy
    first_day: date
    last_day: date
    given_until: date | None = None

    @property
    def days(self) -> int:
        return (self.last_day - self.first_day).days + 1

    @property
    def since(self) -> date:
        return self.first_day

    def after(self, start: date) -> "Suspension":
        """Without days before the term begins, which is on the day after `start`: what does not run yet cannot stand
        still. So a question about an objection, asked while others can still object, suspends only from the day on
        which the term for deciding on it begins (7:10(1) and (2))."""
        first = start + timedelta(days=1)
        if self.days < 0 or self.first_day >= first:
            return self
        return replace(self, first_day=first, last_day=max(self.last_day, start))

    def apply(self, kind: str, found: TermResult, book: LawBook, calendar: LegalCalendar) -> TermResult:
        """Awb 4:15, 7:10(2): the days do not count, so the term ends that many days later; and then the
        Algemene termijnenwet moves its last day. A suspension that begins on a day to which that Act had moved the end
        leaves nothing of the term but the day after it."""
        key = f"suspension.{self.by}"
        _check_kind(kind, key, book, self.first_day, "staat niet stil om deze reden")
        if self.days < 0:
            raise TermError("De opschorting eindigt voordat zij begint. Verander een van de twee dagen.")
        if self.days == 0:
            return found
        if self.first_day > found.last_day:
            raise TermError(
                f"De termijn was al voorbij op {date_in_words(found.last_day)}. Opschorten kan dan niet meer."
            )
        in_term = self.first_day <= found.raw_last_day
        raw = found.raw_last_day + timedelta(days=self.days) if in_term else self.last_day + timedelta(days=1)
        said = {"first_day": self.first_day, "last_day": self.last_day, "term_until": raw}
        steps = [*found.steps, step_of(book, key, "suspended", self.first_day, raw, **said)]
        last = calendar.next_working_day(raw)
        if last != raw:
            moved = {"last_day": raw, "why": calendar.why_not_working(raw), "moved_to": last}
            steps.append(step_of(book, "atw.no-last-day", "moved", self.first_day, last, **moved))
        return TermResult(raw, last, tuple(steps))


class PostponedBy(StrEnum):
    """How a later day came. The word is the end of its parameter: `extension.late`."""

    LATE = "late"
    ADJOURNED = "adjourned"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Postponement:
    """A later last day that the municipality told on a day."""

    by: PostponedBy
    told_on: date
    until: date

    @property
    def since(self) -> date:
        return self.told_on

    def after(self, start: date) -> "Postponement":
        return self

    def apply(
        self, kind: str, found: TermResult, book: LawBook, calendar: LegalCalendar, law_until: date | None = None
    ) -> TermResult:
        """Awb 4:14(1) (told to be late), 7:10(3) (adjourned for at most six weeks), 7:10(4) (agreed). `law_until`: the
        last day of the law, where an earlier announcement named a later one."""
        key = f"extension.{self.by}"
        _check_kind(kind, key, book, self.told_on, "kan de gemeente zo niet verlengen")
        if self.until <= found.last_day:
            raise TermError(f"De termijn loopt al tot en met {date_in_words(found.last_day)}. Kies een latere dag.")
        if self.by is PostponedBy.ADJOURNED:
            self._check_adjournment(key, found, book, calendar)
        calendar.check_year(self.until)
        said = {"last_day": self.until, "law_until": law_until or found.last_day}
        step = step_of(book, key, "told", self.told_on, self.until, **said)
        return TermResult(self.until, self.until, (*found.steps, step))

    def _check_adjournment(self, key: str, found: TermResult, book: LawBook, calendar: LegalCalendar) -> None:
        """Awb 7:10(3). The weeks are a term of their own, counted from the last day before that was moved."""
        if self.told_on > found.last_day:
            raise TermError(
                f"De termijn was al voorbij op {date_in_words(found.last_day)}. Verdagen kan dan niet meer."
            )
        weeks = book.table(key, self.told_on)["weeks"]
        most = count("weeks", weeks, found.raw_last_day, calendar, book).last_day
        if self.until > most:
            raise TermError(f"Verdagen kan hoogstens {weeks} weken, dus tot en met {date_in_words(most)}.")


def while_asked(
    asked_on: date, given_until: date, answered_on: date | None, book: LawBook, by: SuspendedBy = SuspendedBy.COMPLETION
) -> Suspension:
    """Awb 4:15(1)a, 7:10(2): still from the day after the question, to the day of the answer, or through the day that
    was given when no answer came by then. Raises TermError when the days are in no order."""
    if given_until <= asked_on:
        raise TermError("De dag om te antwoorden ligt niet na de dag van de vraag. Kies een latere dag.")
    if answered_on is not None and answered_on < asked_on:
        raise TermError("Het antwoord kwam voor de vraag. Verander een van de twee dagen.")
    days = book.table(f"suspension.{by}", asked_on)
    first = asked_on + timedelta(days=days["from-days-after"])
    last = given_until
    if answered_on is not None:
        last = min(given_until, answered_on - timedelta(days=days["through-days-before"]))
    return Suspension(by, first, max(last, first - timedelta(days=1)), given_until)


def step_of(book: LawBook, key: str, sentence: str, on: date, last_day: date, /, **said: object) -> Step:
    """A step of a proof; what is no article of a law is cited without one."""
    source = book.on(key, on).source
    return Step(book.sentence(key, sentence, on, (), **said), source.law, source.cited if source.bwb else "", last_day)


def _check_kind(kind: str, key: str, book: LawBook, on: date, what: str) -> None:
    value: Any = book.on(key, on).value
    kinds: Sequence[str] = value["kinds"] if isinstance(value, dict) else value
    if kind not in kinds:
        raise TermError(f"Deze termijn {what}.")
