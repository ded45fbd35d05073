"""Which contribution regime applies to each function of a client, on which days of the year, and why.

A regime can change within the year: on the day somebody becomes an adult, when a budget ends and the right goes on in
kind, and when a stay begins or ends. The days of a
right are cut there, and the question is asked for the first day of every piece.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise

from services.billing.domain.client.care import DeliveryForm, Domain, Function
from services.billing.domain.client.revisions import ClientRevision, DeterminedRight, IndicatedFunction
from services.billing.domain.client.spans import Span
from services.billing.domain.contribution.household import birthday
from services.billing.domain.contribution.regimes import (
    FunctionRight,
    Regime,
    RegimeOutcome,
    other_law,
    regime_on,
)
from shared.law.book import LawBook
from shared.law.reasons import reason

_AGES = tuple(f"regime.{regime}.age" for regime in (Regime.AWBZ_TRANSITION, Regime.AWBZ_PGB, Regime.AWBZ_STAY))


@dataclass(frozen=True, slots=True)
class Charge:
    """The regime of one function on some days; without days there is no right in the year. `decision_id`: the care of a
    decision under the Wmo 2015, whose days can go on after the year; a last day of `date.max`: no end was set."""

    function_id: str
    days: Span | None
    outcome: RegimeOutcome
    decision_id: str | None = None


@dataclass(frozen=True, slots=True)
class ContributionAssessed:
    """In one revision of a client, it was assessed which contribution regime applies to each function."""

    client_id: str
    revision: int
    municipality: str
    charges: tuple[Charge, ...]
    turn: int = 0


def charges_of(book: LawBook, client: ClientRevision) -> tuple[Charge, ...]:
    """At least one charge for every function of the client. Raises LawError outside known law."""
    turning = _turning_days(book, client)
    return tuple(
        charge
        for function, right in client.functions()
        for charge in _charges_of_function(book, client, function, right, turning)
    )


def _charges_of_function(
    book: LawBook, client: ClientRevision, function: IndicatedFunction, right: DeterminedRight, turning: set[date]
) -> Iterator[Charge]:
    year = client.year(book)
    days = right.days_within(year)
    if right.days is None or days is None:
        yield Charge(right.function_id, None, _without_right(book, year.first, function, right))
    elif right.domain not in book.names("regime.wmo-domains", year.first) and not function.has_rules:
        yield Charge(right.function_id, days, _without_right(book, year.first, function, right))
    elif not function.has_rules:
        yield Charge(right.function_id, days, _not_of_the_awbz(book, right, right.days))
    else:
        forms = (*client.budget_days(right), *client.days_in_kind(right))
        pieces = _cut(days, turning | {span.first for span in forms})
        outcomes = [(span, _regime(book, client, function, right, span.first)) for span in pieces]
        for span, outcome in _joined(outcomes):
            yield Charge(right.function_id, span, outcome)


def _regime(
    book: LawBook, client: ClientRevision, function: IndicatedFunction, right: DeterminedRight, day: date
) -> RegimeOutcome:
    """Of a function with rules, on one of the days of its right."""
    born = client.facts.birth_date
    if _youth_budget_of_an_adult(book, client, right, day):
        age = book.integer(f"regime.{Regime.AWBZ_PGB}.age", day)
        return _outcome(book, "pgb.contribution.jeugdwet", day, "adult", Regime.AWBZ_PGB, right, age=age)
    pays_for_stay = any(stay.first <= day <= stay.last for stay in client.stays_in_kind())
    days, form = right.days or Span(day, day), client.form_on(right, day)
    asked = FunctionRight(Function(function.word), right.domain, form, right.conditional, days)
    return regime_on(book, day, born, asked, pays_for_stay=pays_for_stay)


def _youth_budget_of_an_adult(book: LawBook, client: ClientRevision, right: DeterminedRight, day: date) -> bool:
    adult_on = birthday(client.facts.birth_date, book.integer(f"regime.{Regime.AWBZ_PGB}.age", day))
    return right.domain == Domain.YOUTH and client.form_on(right, day) is DeliveryForm.PGB and day >= adult_on


def _turning_days(book: LawBook, client: ClientRevision) -> set[date]:
    first, stays = client.year(book).first, client.stays_in_kind()
    grown_up = {birthday(client.facts.birth_date, book.integer(key, first)) for key in _AGES}
    begin = {stay.first for stay in stays}
    return grown_up | begin | {stay.last + timedelta(days=1) for stay in stays}


def _cut(span: Span, first_days: Iterable[date]) -> Iterator[Span]:
    """The span in pieces, each beginning on the span's own first day or on one of `first_days`."""
    inside = sorted({span.first} | {day for day in first_days if span.first < day <= span.last})
    for first, following in pairwise([*inside, span.last + timedelta(days=1)]):
        yield Span(first, following - timedelta(days=1))


def _joined(outcomes: Iterable[tuple[Span, RegimeOutcome]]) -> Iterator[tuple[Span, RegimeOutcome]]:
    """Days that follow each other under one regime become one span, with the reason of the first day."""
    for _, group in groupby(outcomes, key=lambda pair: pair[1].regime):
        same = list(group)
        yield Span(same[0][0].first, same[-1][0].last), same[0][1]


def _without_right(book: LawBook, on: date, function: IndicatedFunction, right: DeterminedRight) -> RegimeOutcome:
    if right.domain == Domain.NONE or right.domain in book.names("regime.wmo-domains", on):
        return _outcome(book, "regime.transition-right", on, "none", Regime.NONE, right, year=on.year)
    key = other_law(book, on, function.word, right.domain)
    return _outcome(book, key, on, "other-law", Regime.OTHER_LAW, right, care=function.label, since=on)


def _not_of_the_awbz(book: LawBook, right: DeterminedRight, days: Span) -> RegimeOutcome:
    """A function that the contribution rules do not name is not charged by them."""
    return _outcome(book, "regime.awbz-transition.charged", days.first, "other-help", Regime.NONE, right)


def _outcome(
    book: LawBook, key: str, on: date, sentence: str, regime: Regime, right: DeterminedRight, **words: object
) -> RegimeOutcome:
    inputs = {"on": on, "domain": right.domain, "deliveryForm": right.delivery_form}
    return RegimeOutcome(regime, reason(book, key, on, sentence, forms=(), inputs=inputs, result=regime, **words))
