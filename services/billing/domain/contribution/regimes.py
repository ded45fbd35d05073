"""Which contribution regime applies to a client's function on a day, and why.

A transition client pays the AWBZ contribution, in kind per period or withheld from the pgb (Wmo 2015 8.3(6)). Care that
went to another law than the Wmo follows that law.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.billing.domain.client.care import DeliveryForm, Domain, Function
from services.billing.domain.client.spans import Span
from services.billing.domain.client.year import transition_year
from services.billing.domain.contribution.household import birthday
from shared.law.book import LawBook, LawError
from shared.law.reasons import Reason, reason


class Regime(StrEnum):
    """`awbz-transition`: due per period. `awbz-pgb`: withheld from the budget. `awbz-stay`: due per month. `wmo-2015`:
    due per period under a new decision, `wmo-2015-stay`: due per month for protected living under one."""

    AWBZ_TRANSITION = "awbz-transition"
    AWBZ_PGB = "awbz-pgb"
    AWBZ_STAY = "awbz-stay"
    WMO_2015 = "wmo-2015"
    WMO_2015_STAY = "wmo-2015-stay"
    OTHER_LAW = "other-law"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class FunctionRight:
    """A client's transition right to one function. `domain` is what migration determined: wmo, zvw, ...

    `conditional`: the care is not in use (Wmo 2015 8.3(2)).
    """

    function: Function
    domain: Domain
    delivery_form: DeliveryForm
    conditional: bool
    span: Span


@dataclass(frozen=True, slots=True)
class RegimeOutcome:
    regime: Regime
    reason: Reason


OTHER_LAW = "regime.other-law."
"""The laws to which care can go instead of the Wmo 2015, a row each; the first row that fits decides."""
ELSEWHERE = (Domain.INSURANCE, Domain.LONG_TERM, Domain.YOUTH, Domain.WMO_2007)
NOT_IN_USE = "not-in-use"
"""The form of a sentence about care that has not begun."""


def regime_on(
    book: LawBook, day: date, birth_date: date, right: FunctionRight, *, pays_for_stay: bool = False
) -> RegimeOutcome:
    """The regime for one function on one day. `pays_for_stay`: client or partner already pays for a stay elsewhere.

    Raises LawError for a day on which the law book knows no regimes.
    """
    if right.domain not in book.names("regime.wmo-domains", day):
        return _other_law_on(book, day, right)
    if not right.span.first <= day <= right.span.last:
        return _outcome(book, day, right, Regime.NONE, "regime.transition-right", "outside")
    regime = _candidate(right)
    age = book.integer(f"regime.{regime}.age", day)
    if day < birthday(birth_date, age):
        return _outcome(book, day, right, Regime.NONE, f"regime.{regime}.age", "too-young", age=age)
    if right.function not in book.names(f"regime.{regime}.charged", day):
        care = right.function.label.lower()
        return _outcome(book, day, right, Regime.NONE, f"regime.{regime}.charged", "not-charged", care=care)
    if pays_for_stay and regime in book.names("regime.stay-contribution-first", day):
        return _outcome(book, day, right, Regime.NONE, f"regime.{regime}.stay-first", "stay-first")
    forms = (NOT_IN_USE,) if right.conditional else ()
    year = transition_year(book, day).first.year
    return _outcome(book, day, right, regime, f"regime.{regime}.charged", "charged", forms, year=year)


def _candidate(right: FunctionRight) -> Regime:
    """The regime that the right points to (Wmo 2015 8.3(6), 8.4(2)), before age and exceptions."""
    stay = right.domain == Domain.PROTECTED_LIVING and right.function is Function.STAY
    if right.delivery_form is DeliveryForm.PGB:
        return Regime.AWBZ_PGB
    return Regime.AWBZ_STAY if stay else Regime.AWBZ_TRANSITION


def other_law(book: LawBook, on: date, word: str, domain: Domain) -> str:
    """The parameter whose source is the article by which the care of a client belongs to another law than the Wmo 2015.
    Its sentence is about this client's care only: the same function of somebody else may well be Wmo.

    Raises LawError when no row of the law book names the domain.
    """
    for key in book.keys_in_order(OTHER_LAW):
        row = book.table(key, on)
        if row["domain"] == domain and word in row.get("functions", (word,)):
            return key
    raise LawError(f"no parameter {OTHER_LAW}... is about {word} under {domain!r} on {on}; add a row with its article")


def _other_law_on(book: LawBook, day: date, right: FunctionRight) -> RegimeOutcome:
    key = other_law(book, day, right.function, right.domain)
    since = transition_year(book, day).first
    return _outcome(book, day, right, Regime.OTHER_LAW, key, "other-law", care=right.function.label, since=since)


def _outcome(
    book: LawBook,
    day: date,
    right: FunctionRight,
    regime: Regime,
    key: str,
    sentence: str,
    forms: tuple[str, ...] = (),
    **words: object,
) -> RegimeOutcome:
    why = reason(
        book,
        key,
        day,
        sentence,
        forms=forms,
        inputs={
            "on": day,
            "function": right.function,
            "domain": right.domain,
            "deliveryForm": right.delivery_form,
            "inUse": "false" if right.conditional else "true",
            "rightFrom": right.span.first,
            "rightUntil": right.span.last,
        },
        result=regime,
        **words,
    )
    return RegimeOutcome(regime, why)
