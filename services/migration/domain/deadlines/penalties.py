"""The penalty for deciding too late (Awb 4:17): from which day, for how many days, and how much."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from services.migration.domain.deadlines.pauses import step_of
from shared.calendar.days import LegalCalendar
from shared.calendar.terms import Step, TermResult, count
from shared.dutch import amount
from shared.law.book import LawBook

ONE_DAY = timedelta(days=1)


class NotDue(StrEnum):
    """Awb 4:17(6): why no penalty is due. A person judges it."""

    NOTICE_TOO_LATE = "notice-too-late"
    NOT_INTERESTED = "not-interested"
    EVIDENTLY_WITHOUT_CHANCE = "evidently-without-chance"


@dataclass(frozen=True, slots=True)
class Band:
    """Days with one amount per day, both ends included."""

    first_day: date
    last_day: date
    cents_per_day: int

    def cents_through(self, day: date) -> int:
        """What these days have cost at the end of `day`."""
        return max(0, (min(day, self.last_day) - self.first_day).days + 1) * self.cents_per_day


@dataclass(frozen=True, slots=True)
class Penalty:
    """`last_day`: the last day on which a penalty can be due. `steps`: the proof."""

    bands: tuple[Band, ...]
    steps: tuple[Step, ...]

    @property
    def first_day(self) -> date:
        return self.bands[0].first_day

    @property
    def last_day(self) -> date:
        return self.bands[-1].last_day

    @property
    def most_cents(self) -> int:
        return self.cents_through(self.last_day)

    def cents_through(self, day: date) -> int:
        """What is due when the municipality is in default through `day`."""
        return sum(band.cents_through(day) for band in self.bands)

    def last_day_due(self, made_known_on: date | None) -> date | None:
        """The last day with a penalty, which is the day before the decision was made known; None when that was in time
        and nothing is due. `made_known_on` None: no decision yet."""
        last = self.last_day if made_known_on is None else min(self.last_day, made_known_on - ONE_DAY)
        return last if last >= self.first_day else None


def penalty_after(without: TermResult, received_on: date, book: LawBook) -> Penalty:
    """Awb 4:17(1)-(3). `without`: the term of the kind default-penalty, whose last day is the last one without a
    penalty. The days are counted as they come: the Algemene termijnenwet does not apply to them (4:17(1))."""
    first = without.last_day + ONE_DAY
    days = book.integer("penalty.days", received_on)
    last = first + timedelta(days=days - 1)
    bands = _bands(first, last, book, received_on)
    begins = step_of(book, "term.default-penalty", "first", received_on, first, first_day=first)
    ends = step_of(book, "penalty.days", "at-most", received_on, last, days=days, last_day=last)
    found = Penalty(bands, (begins, ends))
    return replace(found, steps=(begins, ends, *_told(found, book, received_on)))


def _bands(first: date, last: date, book: LawBook, on: date) -> tuple[Band, ...]:
    """Awb 4:17(2)."""
    cents = sorted((int(number), each) for number, each in book.table("penalty.cents-per-day", on).items())
    starts = [first + timedelta(days=number - 1) for number, _ in cents]
    ends = [*(start - ONE_DAY for start in starts[1:]), last]
    return tuple(Band(start, end, each) for start, end, (_, each) in zip(starts, ends, cents, strict=True))


def _told(found: Penalty, book: LawBook, on: date) -> Sequence[Step]:
    key = "penalty.cents-per-day"
    bands = [
        step_of(
            book,
            key,
            "band",
            on,
            band.last_day,
            first_day=band.first_day,
            last_day=band.last_day,
            amount=amount(band.cents_per_day),
        )
        for band in found.bands
    ]
    return [*bands, step_of(book, key, "most", on, found.last_day, amount=amount(found.most_cents))]


def appeal_from(term_ended: date, notice_on: date, book: LawBook, calendar: LegalCalendar) -> Step:
    """Awb 6:12(2): the first day on which somebody can appeal against the lack of a decision: the municipality is too
    late, and two weeks after the notice of default have passed. That appeal has no last day (6:12(1)); the step's day
    is the first one."""
    weeks = book.integer("appeal.no-decision", notice_on)
    passed = count("weeks", weeks, notice_on, calendar, book).last_day
    first = max(passed, term_ended) + ONE_DAY
    return step_of(book, "appeal.no-decision", "from", notice_on, first, first_day=first)


def not_due(why: NotDue, on: date, book: LawBook) -> Step:
    """Awb 4:17(6), as a sentence for the decision that no penalty is due."""
    return step_of(book, "penalty.not-due", why.value, on, on)
