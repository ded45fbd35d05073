"""The shape that the contribution rules share: a base amount plus a part of the income above a threshold.

The parameters of a rule stand under its prefix in the law book: `wmo-2015` (UB Wmo 2015 3.8), `awbz-transition`
(Bijdragebesluit zorg 16d) and, for the base amount alone, `awbz-pgb` (Regeling subsidies AWBZ 2.6.7). Results are
exact; the caller rounds.
"""

from datetime import date
from decimal import Decimal

from services.billing.domain.contribution.household import Household, Means, PensionAge, threshold_group
from shared.law.book import LawBook


def contributory_income(book: LawBook, prefix: str, on: date, means: Means) -> Decimal:
    """Cents a year that count: income plus 8 % of the assets (UB 3.9(1), BBZ 16e(1))."""
    return means.income_year + book.factor(f"{prefix}.asset-share", on) * means.assets


def ceiling(
    book: LawBook, prefix: str, on: date, household: Household, pension_age: PensionAge, income: Decimal
) -> Decimal:
    """The most that is due in a contribution period, in cents."""
    threshold = threshold_of(book, prefix, on, household, pension_age)
    above = max(Decimal(0), income - threshold)
    parts = book.integer(f"{prefix}.parts-of-the-year", on)
    return book.integer(base_key(prefix, household), on) + above * book.factor(f"{prefix}.rise", on) / parts


def lowest_ceiling(book: LawBook, prefix: str, on: date, household: Household) -> Decimal:
    """What the ceiling is while the means are unknown: the base amount (UB 3.10(1), BBZ 16f(1)).

    Cents per contribution period, or per year for `awbz-pgb`.
    """
    return book.factor(f"{prefix}.without-income", on) * book.integer(base_key(prefix, household), on)


def threshold_of(book: LawBook, prefix: str, on: date, household: Household, pension_age: PensionAge) -> int:
    return book.integer(f"{prefix}.threshold.{threshold_group(household, pension_age)}", on)


def base_key(prefix: str, household: Household) -> str:
    return f"{prefix}.base.{household.value}"
