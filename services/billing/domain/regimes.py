"""Which contribution regime applies to a client's function on a day, and why.

A transition client pays the AWBZ contribution, in kind per period or withheld
from the pgb; only who has a new Wmo decision pays by the Wmo.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.billing.domain.care import DeliveryForm, Domain, Function
from services.billing.domain.household import birthday
from services.billing.domain.spans import Span
from shared.law.book import LawBook
from shared.law.reasons import Reason, card


class Regime(StrEnum):
    """`awbz-transition` and `wmo-2015`: due per period. `awbz-pgb`: withheld from the budget. A stay: due per month."""

    AWBZ_TRANSITION = "awbz-transition"
    AWBZ_PGB = "awbz-pgb"
    AWBZ_STAY = "awbz-stay"
    WMO_2015 = "wmo-2015"
    WMO_PROTECTED_LIVING = "wmo-protected-living"
    OTHER_LAW = "other-law"
    NONE = "none"


class RightBasis(StrEnum):
    """Where the right to the care comes from."""

    TRANSITION_RIGHT = "transition-right"
    WMO_DECISION = "wmo-decision"


@dataclass(frozen=True, slots=True)
class FunctionRight:
    """A client's right to one function. `domain` is what migration determined: wmo, wmo-protected-living, zvw, ..."""

    function: Function
    domain: str
    delivery_form: DeliveryForm
    basis: RightBasis
    span: Span


@dataclass(frozen=True, slots=True)
class RegimeOutcome:
    regime: Regime
    reason: Reason


_EXPLANATIONS = {
    Regime.AWBZ_TRANSITION: "U houdt in 2015 de zorg die u al had. U betaalt de eigen bijdrage die hoorde bij de AWBZ.",
    Regime.AWBZ_PGB: "U houdt in 2015 het pgb dat u al had. De eigen bijdrage gaat van uw pgb af.",
    Regime.AWBZ_STAY: "U houdt de plek die u al had. U betaalt de eigen bijdrage voor verblijf die hoorde bij de AWBZ.",
    Regime.WMO_2015: "U krijgt hulp door een besluit van de gemeente. U betaalt een eigen bijdrage voor de Wmo.",
    Regime.WMO_PROTECTED_LIVING: "U woont beschermd door een besluit van de gemeente. U betaalt elke maand mee.",
}


def regime_on(
    book: LawBook, day: date, birth_date: date, right: FunctionRight, *, pays_for_stay: bool = False
) -> RegimeOutcome:
    """The regime for one function on one day. `pays_for_stay`: client or partner already pays for a stay elsewhere.

    Raises LawError for a day on which the law book knows no regimes.
    """
    if right.domain not in book.names("regime.wmo-domains", day):
        return _outcome(book, day, right, Regime.OTHER_LAW, "regime.wmo-domains", _other_law_text(right))
    if not right.span.first <= day <= right.span.last:
        text = "Er is op deze dag geen recht op deze zorg. Er is dan ook geen eigen bijdrage."
        return _outcome(book, day, right, Regime.NONE, "regime.transition-right", text)
    regime = _candidate(right)
    age = book.integer(f"regime.{regime}.age", day)
    if day < birthday(birth_date, age):
        text = f"Iemand die jonger is dan {age} jaar betaalt geen eigen bijdrage."
        return _outcome(book, day, right, Regime.NONE, f"regime.{regime}.age", text)
    if right.function not in book.names(f"regime.{regime}.charged", day):
        text = f"Voor {right.function.label.lower()} geldt geen eigen bijdrage."
        return _outcome(book, day, right, Regime.NONE, f"regime.{regime}.charged", text)
    if pays_for_stay and regime in book.names("regime.stay-contribution-first", day):
        text = "U of uw partner betaalt al een eigen bijdrage voor verblijf. Daarom komt er geen tweede bijdrage bij."
        return _outcome(book, day, right, Regime.NONE, f"regime.{regime}.stay-first", text)
    return _outcome(book, day, right, regime, f"regime.{regime}.charged", _EXPLANATIONS[regime])


def _candidate(right: FunctionRight) -> Regime:
    """The regime that the right points to (Wmo 2015 8.3(6), 8.4(2); UB 3.8, 3.11), before age and exceptions."""
    stay = right.domain == Domain.PROTECTED_LIVING and right.function is Function.STAY
    if right.basis is RightBasis.WMO_DECISION:
        return Regime.WMO_PROTECTED_LIVING if stay else Regime.WMO_2015
    if right.delivery_form is DeliveryForm.PGB:
        return Regime.AWBZ_PGB
    return Regime.AWBZ_STAY if stay else Regime.AWBZ_TRANSITION


def _other_law_text(right: FunctionRight) -> str:
    return f"{right.function.label} valt niet onder de Wmo. De gemeente rekent hiervoor geen eigen bijdrage."


def _outcome(
    book: LawBook, day: date, right: FunctionRight, regime: Regime, key: str, explanation: str
) -> RegimeOutcome:
    why = card(
        book,
        key,
        day,
        explanation,
        inputs={
            "on": day,
            "function": right.function,
            "domain": right.domain,
            "deliveryForm": right.delivery_form,
            "basis": right.basis,
            "rightFrom": right.span.first,
            "rightUntil": right.span.last,
        },
        result=regime,
    )
    return RegimeOutcome(regime, why)
