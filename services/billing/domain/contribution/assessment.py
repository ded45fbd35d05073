"""The own contribution in one contribution period: what is the ceiling, what is due, and why.

Rounding happens once for each figure that leaves this module, half a cent up: the ceiling is rounded as it is shown;
the amount due is rounded after the discount, from the exact ceiling. The rounding rule of the CAK was not found.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.billing.domain.contribution.cards import Figures, reasons_of
from services.billing.domain.contribution.ceilings import ceiling, contributory_income, lowest_ceiling
from services.billing.domain.contribution.household import FactsRefused
from services.billing.domain.contribution.question import CareReceived, ContributionQuestion
from shared.law.book import LawBook
from shared.law.reasons import Reason
from shared.money import round_cents


@dataclass(frozen=True, slots=True)
class Contribution:
    """Cents in one period: the ceiling before any discount, and the amount due after it."""

    maximum_per_period: int
    due: int
    reasons: tuple[Reason, ...]


def assess_contribution(book: LawBook, question: ContributionQuestion) -> Contribution:
    """The contribution of one period (UB Wmo 2015 3.8-3.10; transition right: Bijdragebesluit zorg 16d-16f).

    Raises LawError for a day on which the law book knows no amounts, FactsRefused for an exemption that the rule
    does not have.
    """
    _check_exemption(book, question)
    most = _ceiling(book, question)
    cost = _cost(book, question)
    due = 0 if question.exemption else _due(book, question, min(most, Decimal(cost)))
    figures = Figures(round_cents(most), cost, due)
    return Contribution(figures.maximum, due, tuple(reasons_of(book, question, figures)))


def amount_for_hours(book: LawBook, on: date, care: CareReceived) -> int:
    """Cents for the care that was received (Bijdragebesluit zorg 16d(1)).

    Part of an hour counts in proportion; the sum is rounded once.
    """
    hourly = book.integer("awbz-transition.amount-per-hour", on)
    return round_cents(Decimal(hourly) * care.minutes / 60 + hourly * care.half_days)


def _check_exemption(book: LawBook, question: ContributionQuestion) -> None:
    if question.exemption and question.exemption not in book.names(f"{question.rule}.exemptions", question.on):
        raise FactsRefused("Deze uitzondering hoort niet bij deze regels. Laat haar weg of kies andere regels.")


def _ceiling(book: LawBook, question: ContributionQuestion) -> Decimal:
    prefix, on, household = question.rule.value, question.on, question.household
    if question.means is None:
        return lowest_ceiling(book, prefix, on, household)
    income = contributory_income(book, prefix, on, question.means)
    return ceiling(book, prefix, on, household, question.pension_age, income)


def _cost(book: LawBook, question: ContributionQuestion) -> int:
    """Cents that the contribution never exceeds: the cost price, or the amount for the hours when that is lower."""
    if question.care is None:
        return question.cost_price_in_period
    return min(question.cost_price_in_period, amount_for_hours(book, question.on, question.care))


def _due(book: LawBook, question: ContributionQuestion, lowest: Decimal) -> int:
    after_wmo = max(Decimal(0), lowest - question.wmo_contribution_in_period)
    return round_cents(after_wmo * (1 - book.factor(f"{question.rule}.discount", question.on)))
