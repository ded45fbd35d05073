"""Which contribution regime applies to each function of a client, on which days of the year, and why.

A regime can change within the year: on the day somebody becomes an adult, and when a stay begins or ends. The days of a
right are cut there, and the question is asked for the first day of every part.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from services.billing.domain.care import DeliveryForm, Domain, Function
from services.billing.domain.case import YEAR, Case, DeterminedRight, IndicatedFunction
from services.billing.domain.household import birthday
from services.billing.domain.regimes import (
    FunctionRight,
    Regime,
    RegimeOutcome,
    other_law_key,
    other_law_text,
    regime_on,
)
from services.billing.domain.spans import Span, year_span
from shared.law.book import LawBook
from shared.law.reasons import card

FIRST_DAY = date(YEAR, 1, 1)
_AGES = tuple(f"regime.{regime}.age" for regime in (Regime.AWBZ_TRANSITION, Regime.AWBZ_PGB, Regime.AWBZ_STAY))


@dataclass(frozen=True, slots=True)
class Charge:
    """The regime of one function on some days; without days there is no right in the year."""

    function_id: str
    days: tuple[Span, ...]
    outcome: RegimeOutcome


def charges_of(book: LawBook, case: Case) -> tuple[Charge, ...]:
    """At least one charge for every function of the client. Raises LawError outside known law."""
    functions = case.functions()
    stays = case.stays_in_kind()
    turning = _turning_days(book, case.facts.birth_date, stays)
    return tuple(
        charge for function, right in functions for charge in _charges(book, case, function, right, stays, turning)
    )


def _charges(
    book: LawBook,
    case: Case,
    function: IndicatedFunction,
    right: DeterminedRight,
    stays: tuple[Span, ...],
    turning: set[date],
) -> Iterator[Charge]:
    days = right.days_of(year_span(YEAR))
    if not days:
        yield Charge(right.function_id, (), _without_right(book, function, right))
    elif not function.has_rules:
        yield Charge(right.function_id, days, _not_of_the_awbz(book, function, right))
    else:
        parts = [
            Charge(right.function_id, (part,), _regime(book, case, function, right, part, stays))
            for part in _cut(days[0], turning)
        ]
        yield from _joined(parts)


def _regime(
    book: LawBook,
    case: Case,
    function: IndicatedFunction,
    right: DeterminedRight,
    part: Span,
    stays: tuple[Span, ...],
) -> RegimeOutcome:
    born = case.facts.birth_date
    if _youth_budget_of_an_adult(book, born, right, part.first):
        return _outcome(
            book,
            "pgb.contribution.jeugdwet",
            part.first,
            "U bent 18 jaar of ouder en u houdt uw pgb. De eigen bijdrage gaat van uw pgb af.",
            Regime.AWBZ_PGB,
            right,
        )
    asked = FunctionRight(Function(function.word), right.domain, right.delivery_form, right.conditional, right.days[0])
    pays_for_stay = any(stay.overlaps(Span(part.first, part.first)) for stay in stays)
    return regime_on(book, part.first, born, asked, pays_for_stay=pays_for_stay)


def _youth_budget_of_an_adult(book: LawBook, born: date, right: DeterminedRight, day: date) -> bool:
    adult_on = birthday(born, book.integer(f"regime.{Regime.AWBZ_PGB}.age", day))
    return right.domain == Domain.YOUTH and right.delivery_form is DeliveryForm.PGB and day >= adult_on


def _turning_days(book: LawBook, born: date, stays: tuple[Span, ...]) -> set[date]:
    grown_up = {birthday(born, book.integer(key, FIRST_DAY)) for key in _AGES}
    begin = {stay.first for stay in stays}
    return grown_up | begin | {stay.last + timedelta(days=1) for stay in stays}


def _cut(span: Span, first_days: Iterable[date]) -> Iterator[Span]:
    """The span in parts, each beginning on the span's own first day or on one of `first_days`."""
    inside = sorted({span.first} | {day for day in first_days if span.first < day <= span.last})
    for first, following in pairwise([*inside, span.last + timedelta(days=1)]):
        yield Span(first, following - timedelta(days=1))


def _joined(parts: list[Charge]) -> list[Charge]:
    """Parts that follow each other under one regime become one, with the reason of the first."""
    joined = parts[:1]
    for part in parts[1:]:
        last = joined[-1]
        if part.outcome.regime is last.outcome.regime:
            joined[-1] = replace(last, days=(Span(last.days[0].first, part.days[0].last),))
        else:
            joined.append(part)
    return joined


def _without_right(book: LawBook, function: IndicatedFunction, right: DeterminedRight) -> RegimeOutcome:
    if right.domain == Domain.NONE or right.domain in book.names("regime.wmo-domains", FIRST_DAY):
        text = (
            f"Er is in {YEAR} geen recht op deze zorg bij de gemeente. De gemeente rekent dan ook geen eigen bijdrage."
        )
        return _outcome(book, "regime.transition-right", FIRST_DAY, text, Regime.NONE, right)
    text = other_law_text(function.label, right.domain)
    return _outcome(book, other_law_key(right.domain), FIRST_DAY, text, Regime.OTHER_LAW, right)


def _not_of_the_awbz(book: LawBook, function: IndicatedFunction, right: DeterminedRight) -> RegimeOutcome:
    """A function that the contribution rules do not name is not charged by them."""
    text = "Voor deze hulp geldt de eigen bijdrage van de AWBZ niet."
    return _outcome(book, "regime.awbz-transition.charged", right.days[0].first, text, Regime.NONE, right)


def _outcome(
    book: LawBook, key: str, on: date, explanation: str, regime: Regime, right: DeterminedRight
) -> RegimeOutcome:
    inputs = {"on": on, "domain": right.domain, "deliveryForm": right.delivery_form}
    return RegimeOutcome(regime, card(book, key, on, explanation, inputs=inputs, result=regime))
