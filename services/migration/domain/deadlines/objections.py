"""Whether an objection is in time (Awb 3:40, 6:7 to 6:11), and whether it is heard all the same when it is not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.migration.domain.deadlines.pauses import TermError, step_of
from services.migration.domain.deadlines.terms import TermFacts, TermKind, count_facts
from shared.calendar.days import LegalCalendar
from shared.calendar.terms import Step, count
from shared.law.book import LawBook


class Timeliness(StrEnum):
    """How an objection stands to its term. Only LATE is inadmissible for it."""

    BEFORE_THE_TERM = "before-the-term"
    IN_TIME = "in-time"
    IN_TIME_BY_POST = "in-time-by-post"
    LATE = "late"
    LATE_EXCUSED = "late-excused"


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection as it came in. `posted_on`: when it came by post, the day of the postmark. `excused`: a person
    judged that the objector cannot be blamed for being late (6:11)."""

    received_on: date
    posted_on: date | None = None
    excused: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """`last_day`: of the term for objecting; None while the decision was not made known, for then no term runs."""

    timeliness: Timeliness
    last_day: date | None
    steps: tuple[Step, ...]

    @property
    def admitted(self) -> bool:
        return self.timeliness is not Timeliness.LATE

    @property
    def in_time(self) -> bool:
        return self.timeliness not in (Timeliness.LATE, Timeliness.LATE_EXCUSED)


def judge_objection(
    made_known_on: date | None, objection: Objection, book: LawBook, calendar: LegalCalendar
) -> Judgement:
    """In time, in time by post, late, or late and excused. `made_known_on`: the day on which the decision was sent or
    handed over; None while it was not, for example because the letter came back (3:40): then no term has begun, and an
    objection against a decision that exists is admitted (6:10(1)a).

    Raises TermError for a postmark after the day of receipt, and CalendarError and LawError as counting does.
    """
    if objection.posted_on is not None and objection.posted_on > objection.received_on:
        raise TermError("Het bezwaar is gepost na de dag waarop het kwam. Verander een van de twee dagen.")
    if made_known_on is None or objection.received_on <= made_known_on:
        return _before(made_known_on, objection, book, calendar)
    return _Judging(made_known_on, objection, book, calendar).judgement()


def _before(made_known_on: date | None, objection: Objection, book: LawBook, calendar: LegalCalendar) -> Judgement:
    """Awb 3:40, 6:8(1), 6:10(1)a: before the term."""
    on = objection.received_on
    admitted = step_of(book, "objection.before-the-term", "admitted", on, on, received_on=on)
    if made_known_on is None:
        none_yet = step_of(book, "objection.not-made-known", "no-term", on, on)
        return Judgement(Timeliness.BEFORE_THE_TERM, None, (none_yet, admitted))
    term = count_facts(TermKind.OBJECTION, TermFacts(made_known_on), book, calendar)
    return Judgement(Timeliness.BEFORE_THE_TERM, term.last_day, (*term.steps, admitted))


@dataclass(frozen=True, slots=True)
class _Judging:
    made_known_on: date
    objection: Objection
    book: LawBook
    calendar: LegalCalendar

    def judgement(self) -> Judgement:
        term = count_facts(TermKind.OBJECTION, TermFacts(self.made_known_on), self.book, self.calendar)
        timeliness, last_step = self._against(term.last_day)
        steps = [self._begins(term.last_day), *term.steps, last_step]
        if timeliness is Timeliness.LATE and self.objection.excused:
            timeliness = Timeliness.LATE_EXCUSED
            steps.append(self._said("objection.excusable", "excused", term.last_day, {}))
        return Judgement(timeliness, term.last_day, tuple(steps))

    def _begins(self, last_day: date) -> Step:
        """Awb 6:8(1)."""
        first = self.made_known_on + timedelta(days=self.book.integer("objection.first-day", self.made_known_on))
        said = {"made_known_on": self.made_known_on, "first_day": first}
        return self._said("objection.first-day", "begins", last_day, said)

    def _against(self, last_day: date) -> tuple[Timeliness, Step]:
        """Awb 6:9(1): received by the last day. 6:9(2): posted by the last day, and received at most a week after it;
        that week is a term of the Act, so the Algemene termijnenwet moves its end."""
        came = {"received_on": self.objection.received_on, "last_day": last_day}
        if self.objection.received_on <= last_day:
            return Timeliness.IN_TIME, self._said("objection.received-in-time", "in-time", last_day, came)
        posted = self.objection.posted_on
        if posted is None or posted > last_day:
            return Timeliness.LATE, self._said("objection.received-in-time", "late", last_day, came)
        weeks = self.book.integer("objection.by-post", self.made_known_on)
        until = count("weeks", weeks, last_day, self.calendar, self.book).last_day
        said = {"posted_on": posted, "received_on": self.objection.received_on, "post_until": until}
        if self.objection.received_on <= until:
            return Timeliness.IN_TIME_BY_POST, self._said("objection.by-post", "in-time", until, said)
        return Timeliness.LATE, self._said("objection.by-post", "late", until, said)

    def _said(self, key: str, sentence: str, last_day: date, said: Mapping[str, object]) -> Step:
        return step_of(self.book, key, sentence, self.made_known_on, last_day, **said)
