"""The own contribution in one contribution period: what is the ceiling, what is due, and why.

Rounding happens once for each figure that leaves this module, half a cent up: the ceiling is rounded as it is shown;
the amount due is rounded after the discount, from the exact ceiling. The rounding rule of the CAK was not found.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from services.billing.domain.cards import card
from services.billing.domain.ceilings import base_key, ceiling, contributory_income, threshold_of
from services.billing.domain.household import FactsRefused, Household, Means, PensionAge, threshold_group
from shared.law.book import LawBook
from shared.law.reasons import Reason
from shared.money import euros, round_cents


class ContributionRule(StrEnum):
    """The rules with a ceiling per period. The value is the code in the API and the prefix in the law book."""

    WMO_2015 = "wmo-2015"
    AWBZ_TRANSITION = "awbz-transition"


@dataclass(frozen=True, slots=True)
class ContributionQuestion:
    """The facts of one client in one period; money in cents.

    `cost_price_in_period` is the cost price of the provision (`wmo-2015`, Wmo 2015 2.1.4), or the amount for the care
    received (`awbz-transition`, BBZ 16d(1); see `amount_for_hours`). `wmo_contribution_in_period` is what the client
    already owes under the Wmo: BBZ 16d(4) subtracts it before the discount. Raises FactsRefused.
    """

    rule: ContributionRule
    on: date
    household: Household
    pension_age: PensionAge
    means: Means
    cost_price_in_period: int
    wmo_contribution_in_period: int = 0

    def __post_init__(self) -> None:
        threshold_group(self.household, self.pension_age)
        if self.cost_price_in_period < 0:
            raise FactsRefused("De kostprijs is lager dan nul. Vul 0 in als er geen zorg is geweest.")
        if self.wmo_contribution_in_period < 0:
            raise FactsRefused("De eigen bijdrage voor de Wmo is lager dan nul. Vul 0 in als die er niet is.")
        if self.wmo_contribution_in_period and self.rule is ContributionRule.WMO_2015:
            raise FactsRefused(
                "De eigen bijdrage voor de Wmo wordt alleen afgetrokken bij zorg uit het overgangsrecht."
            )


@dataclass(frozen=True, slots=True)
class Contribution:
    """Cents in one period: the ceiling before any discount, and the amount due after it."""

    maximum_per_period: int
    due: int
    reasons: tuple[Reason, ...]


def assess_contribution(book: LawBook, question: ContributionQuestion) -> Contribution:
    """The contribution of one period (UB Wmo 2015 3.8-3.9, or Bijdragebesluit zorg 16d-16e under the transition right).

    Raises LawError for a day on which the law book knows no amounts.
    """
    prefix, on = question.rule.value, question.on
    income = contributory_income(book, prefix, on, question.means)
    most = ceiling(book, prefix, on, question.household, question.pension_age, income)
    lowest = min(most, Decimal(question.cost_price_in_period))
    after_wmo = max(Decimal(0), lowest - question.wmo_contribution_in_period)
    due = round_cents(after_wmo * (1 - book.factor(f"{prefix}.discount", on)))
    maximum = round_cents(most)
    return Contribution(maximum, due, tuple(_reasons(book, question, round_cents(income), maximum, due)))


def amount_for_hours(book: LawBook, on: date, minutes: int, half_days: int) -> int:
    """Cents for individual care in minutes and group care in half-days (Bijdragebesluit zorg 16d(1)).

    Part of an hour counts in proportion; the sum is rounded once.
    """
    hourly = book.integer("awbz-transition.amount-per-hour", on)
    return round_cents(Decimal(hourly) * minutes / 60 + hourly * half_days)


def _reasons(book: LawBook, question: ContributionQuestion, income: int, maximum: int, due: int) -> Iterator[Reason]:
    yield _income_card(book, question, income)
    yield _maximum_card(book, question, income, maximum)
    yield _lowest_card(book, question, maximum)
    if question.wmo_contribution_in_period:
        yield _wmo_first_card(book, question)
    if book.factor(f"{question.rule.value}.discount", question.on):
        yield _discount_card(book, question, due)


def _income_card(book: LawBook, question: ContributionQuestion, income: int) -> Reason:
    prefix, means = question.rule.value, question.means
    year = question.on.year - book.integer(f"{prefix}.reference-years-back", question.on)
    share = book.factor(f"{prefix}.asset-share", question.on)
    return card(
        book,
        f"{prefix}.asset-share",
        question.on,
        f"Wij kijken naar het inkomen in {year}: € {euros(means.income_year)}. "
        f"Daar komt {share:.0%} van het vermogen bij. Samen is dat € {euros(income)}.",
        inputs={"incomeYear": means.income_year, "assets": means.assets, "referenceYear": year},
        result=income,
    )


def _maximum_card(book: LawBook, question: ContributionQuestion, income: int, maximum: int) -> Reason:
    prefix, on = question.rule.value, question.on
    key = base_key(prefix, question.household)
    base = book.integer(key, on)
    threshold = threshold_of(book, prefix, on, question.household, question.pension_age)
    return card(
        book,
        key,
        on,
        f"De eigen bijdrage is in deze periode nooit hoger dan € {euros(maximum)}. "
        f"{_rise_text(income, threshold, base)}",
        inputs={
            "household": question.household,
            "pensionAge": question.pension_age,
            "income": income,
            "base": base,
            "threshold": threshold,
        },
        result=maximum,
    )


def _rise_text(income: int, threshold: int, base: int) -> str:
    if income <= threshold:
        return f"Dat is het laagste bedrag, want het inkomen is niet hoger dan € {euros(threshold)}."
    return f"Dat is € {euros(base)}, plus een deel van het inkomen boven € {euros(threshold)}."


def _lowest_card(book: LawBook, question: ContributionQuestion, maximum: int) -> Reason:
    key = f"{question.rule.value}.cost-price"
    cost = question.cost_price_in_period
    return card(
        book,
        key,
        question.on,
        f"De zorg kost in deze periode € {euros(cost)}. De eigen bijdrage is nooit hoger dan dat bedrag. "
        f"Wij rekenen met het laagste van de twee bedragen: € {euros(min(cost, maximum))}.",
        inputs={"costPriceInPeriod": cost, "maximumPerPeriod": maximum},
        result=min(cost, maximum),
    )


def _wmo_first_card(book: LawBook, question: ContributionQuestion) -> Reason:
    key = f"{question.rule.value}.other-contributions"
    wmo = question.wmo_contribution_in_period
    return card(
        book,
        key,
        question.on,
        f"De eigen bijdrage voor de Wmo is € {euros(wmo)}. Dat bedrag gaat er eerst af.",
        inputs={"wmoContributionInPeriod": wmo},
        result=wmo,
    )


def _discount_card(book: LawBook, question: ContributionQuestion, due: int) -> Reason:
    key = f"{question.rule.value}.discount"
    discount = book.factor(key, question.on)
    return card(
        book,
        key,
        question.on,
        f"Op het bedrag komt een korting van {discount:.0%}. De eigen bijdrage in deze periode is € {euros(due)}.",
        inputs={"discount": discount},
        result=due,
    )
