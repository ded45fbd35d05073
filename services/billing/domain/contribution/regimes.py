"""Which contribution regime applies to a client's function on a day, and why.

A transition client pays the AWBZ contribution, in kind per period or withheld from the pgb (Wmo 2015 8.3(6)). Care that
went to another law than the Wmo follows that law.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.billing.domain.client.care import DeliveryForm, Domain, Function
from services.billing.domain.client.spans import Span
from services.billing.domain.contribution.household import birthday
from shared.law.book import LawBook
from shared.law.reasons import Reason, card


class Regime(StrEnum):
    """`awbz-transition`: due per period. `awbz-pgb`: withheld from the budget. `awbz-stay`: due per month."""

    AWBZ_TRANSITION = "awbz-transition"
    AWBZ_PGB = "awbz-pgb"
    AWBZ_STAY = "awbz-stay"
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


_EXPLANATIONS = {
    Regime.AWBZ_TRANSITION: "U houdt in 2015 de zorg die u al had. U betaalt de eigen bijdrage die hoorde bij de AWBZ.",
    Regime.AWBZ_PGB: "U houdt in 2015 het pgb dat u al had. De eigen bijdrage gaat van uw pgb af.",
    Regime.AWBZ_STAY: "U houdt de plek die u al had. U betaalt de eigen bijdrage voor verblijf die hoorde bij de AWBZ.",
}
_NOT_IN_USE = {
    Regime.AWBZ_TRANSITION: "U gebruikt deze zorg nog niet. Begint de zorg in 2015, dan betaalt u de eigen bijdrage "
    "die hoorde bij de AWBZ.",
    Regime.AWBZ_PGB: "U gebruikt deze zorg nog niet. Begint de zorg in 2015, dan gaat de eigen bijdrage van uw pgb af.",
    Regime.AWBZ_STAY: "U gebruikt deze plek nog niet. Gaat u er in 2015 wonen, dan betaalt u de eigen bijdrage voor "
    "verblijf die hoorde bij de AWBZ.",
}
# Of another law we say that it is the one, and who knows more. The texts call nobody "u": parents read them as well.
_OTHER_LAW = {
    Domain.INSURANCE: "hoort vanaf 1 januari 2015 bij de zorgverzekering. De gemeente rekent hiervoor geen eigen "
    "bijdrage. Vraag aan de zorgverzekeraar of deze zorg geld kost.",
    Domain.LONG_TERM: "hoort vanaf 1 januari 2015 bij de Wlz. Voor de Wlz geldt een eigen bijdrage. Die is niet van de "
    "gemeente. Wij weten niet hoe hoog die is. Vraag dat aan het CAK.",
    Domain.YOUTH: "valt vanaf 1 januari 2015 onder de Jeugdwet. De eigen bijdrage van de Wmo geldt hiervoor niet. "
    "Of er een andere bijdrage is, weten wij niet. Vraag dat aan de gemeente.",
}


def regime_on(
    book: LawBook, day: date, birth_date: date, right: FunctionRight, *, pays_for_stay: bool = False
) -> RegimeOutcome:
    """The regime for one function on one day. `pays_for_stay`: client or partner already pays for a stay elsewhere.

    Raises LawError for a day on which the law book knows no regimes.
    """
    if right.domain not in book.names("regime.wmo-domains", day):
        text = other_law_text(right.function.label, right.domain)
        return _outcome(book, day, right, Regime.OTHER_LAW, other_law_key(right.domain), text)
    if not right.span.first <= day <= right.span.last:
        text = "Er is op deze dag geen recht op deze zorg bij de gemeente. Er is dan ook geen eigen bijdrage."
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
    texts = _NOT_IN_USE if right.conditional else _EXPLANATIONS
    return _outcome(book, day, right, regime, f"regime.{regime}.charged", texts[regime])


def _candidate(right: FunctionRight) -> Regime:
    """The regime that the right points to (Wmo 2015 8.3(6), 8.4(2)), before age and exceptions."""
    stay = right.domain == Domain.PROTECTED_LIVING and right.function is Function.STAY
    if right.delivery_form is DeliveryForm.PGB:
        return Regime.AWBZ_PGB
    return Regime.AWBZ_STAY if stay else Regime.AWBZ_TRANSITION


def other_law_key(domain: Domain) -> str:
    """The parameter whose source is the article by which the care of a client belongs to another law than the Wmo."""
    return f"regime.other-law.{domain}"


def other_law_text(label: str, domain: Domain) -> str:
    """A sentence about this client's care only: the same function of somebody else may well be Wmo."""
    return f"{label}: deze zorg {_OTHER_LAW[domain]}"


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
            "inUse": "false" if right.conditional else "true",
            "rightFrom": right.span.first,
            "rightUntil": right.span.last,
        },
        result=regime,
    )
    return RegimeOutcome(regime, why)
