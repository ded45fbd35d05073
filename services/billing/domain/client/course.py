"""What the revisions of a client tell one after the other: where they lived on which days, and when a pgb was given up.

A delivery has no day of its own for either. A pgb that is given up, and a client who lives elsewhere, count from the
day on which the rights of that delivery were determined: not backwards, so that nobody loses money that was theirs (RSA
2.6.12(1)c; Wmo 2015 8.3(1) names the municipality in the present tense).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from services.billing.domain.client.spans import Span


@dataclass(frozen=True, slots=True)
class Step:
    """One revision, as far as it changes the course of things. `budgets`: the functions that are delivered as a pgb,
    with the days of their budget."""

    day: date
    municipality: str
    budgets: Mapping[str, Span | None]


@dataclass(frozen=True, slots=True)
class Home:
    """The days on which a municipality answers for the client."""

    municipality: str
    days: Span


@dataclass(frozen=True, slots=True)
class Course:
    """`pauses`: by function the days without a pgb after one was given up; the last one is open until it is taken up
    again. `given_up`: by function the days of such budgets, as far as they had run."""

    homes: tuple[Home, ...]
    pauses: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    given_up: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)

    def days_at(self, municipality: str) -> tuple[Span, ...]:
        return tuple(home.days for home in self.homes if home.municipality == municipality)

    def open(self, function_id: str, municipality: str, days: Span) -> Iterator[Span]:
        """Those of the days that a budget for the function can have in the books of a municipality."""
        for home in self.days_at(municipality):
            if here := days.within(home):
                yield from here.outside(self.pauses.get(function_id, ()))


def course_of(steps: Sequence[Step]) -> Course:
    """At least one step, in the order of the revisions. A day before that of an earlier step counts as that day."""
    homes = [Home(steps[0].municipality, Span(date.min, date.max))]
    pauses: dict[str, list[Span]] = {}
    given_up: dict[str, list[Span]] = {}
    known: dict[str, Span | None] = {}
    day = date.min
    for step in steps:
        day = max(day, step.day)
        homes = _moved(homes, step.municipality, day)
        for function_id in known.keys() - step.budgets.keys():
            if known[function_id] is not None and not _is_paused(pauses.get(function_id, ())):
                given_up.setdefault(function_id, []).extend(_run(known[function_id], day, pauses.get(function_id, ())))
                pauses.setdefault(function_id, []).append(Span(day, date.max))
        for function_id in step.budgets:
            if _is_paused(pauses.get(function_id, ())):
                pauses[function_id] = list(_until(pauses[function_id], day))
        known |= step.budgets
    return Course(
        tuple(homes),
        {key: tuple(spans) for key, spans in pauses.items()},
        {key: tuple(spans) for key, spans in given_up.items()},
    )


def _moved(homes: list[Home], municipality: str, day: date) -> list[Home]:
    """A home of no day at all is left out: who moves twice on one day was never there."""
    last = homes[-1]
    if last.municipality == municipality:
        return homes
    stayed = [Home(last.municipality, Span(last.days.first, day - timedelta(days=1)))] if last.days.first < day else []
    before = [*homes[:-1], *stayed]
    if before and before[-1].municipality == municipality:
        return [*before[:-1], Home(municipality, Span(before[-1].days.first, date.max))]
    return [*before, Home(municipality, Span(day, date.max))]


def _is_paused(pauses: Sequence[Span]) -> bool:
    return bool(pauses) and pauses[-1].last == date.max


def _run(budget: Span | None, day: date, pauses: Sequence[Span]) -> Iterator[Span]:
    """What has run of a budget before a day."""
    if budget is not None and budget.first < day:
        yield from Span(budget.first, min(budget.last, day - timedelta(days=1))).outside(pauses)


def _until(pauses: Sequence[Span], day: date) -> Iterator[Span]:
    """The pauses, of which the last ends the day before."""
    *closed, last = pauses
    yield from closed
    if last.first < day:
        yield Span(last.first, day - timedelta(days=1))
