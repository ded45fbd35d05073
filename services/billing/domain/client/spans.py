"""Spans of days, both ends included."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations


@dataclass(frozen=True, slots=True, order=True)
class Span:
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a span ends on {self.last}, before it starts on {self.first}")

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def overlaps(self, other: "Span") -> bool:
        return self.first <= other.last and other.first <= self.last

    def within(self, other: "Span") -> "Span | None":
        """The days that both spans have, or None when they share no day."""
        if not self.overlaps(other):
            return None
        return Span(max(self.first, other.first), min(self.last, other.last))

    def outside(self, others: Iterable["Span"]) -> Iterator["Span"]:
        """What is left of the span without the days of the others, in order."""
        first = self.first
        for other in sorted(common for each in others if (common := each.within(self))):
            if first < other.first:
                yield Span(first, other.first - timedelta(days=1))
            first = max(first, other.last + timedelta(days=1))
        if first <= self.last:
            yield Span(first, self.last)


def year_span(year: int) -> Span:
    return Span(date(year, 1, 1), date(year, 12, 31))


def covered_days(spans: Iterable[Span]) -> int:
    """How many days lie in at least one of the spans."""
    total, counted_until = 0, date.min
    for span in sorted(spans):
        uncounted = span.within(Span(counted_until + timedelta(days=1), date.max))
        total += uncounted.days if uncounted else 0
        counted_until = max(counted_until, span.last)
    return total


def any_overlap(spans: Iterable[Span]) -> bool:
    return any(one.overlaps(other) for one, other in combinations(spans, 2))
