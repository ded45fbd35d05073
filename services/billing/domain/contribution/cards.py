"""Why an own contribution is what it is: one card per step of the sum, in the order of the sum."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.billing.domain.contribution.ceilings import base_key, contributory_income, threshold_of
from services.billing.domain.contribution.household import Means
from services.billing.domain.contribution.periods import period_of
from services.billing.domain.contribution.question import CareReceived, ContributionQuestion, Exemption
from shared.dutch import amount, percent
from shared.law.book import LawBook
from shared.law.reasons import Reason, reason
from shared.money import round_cents

LOWEST, RAISED = "lowest", "raised"
"""Forms of the sentence about the ceiling: the income is not above the threshold, or it is."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The outcome in cents: the ceiling, the cost that bounds it too, and what is due."""

    maximum: int
    cost: int
    due: int


def reasons_of(book: LawBook, question: ContributionQuestion, figures: Figures) -> Iterator[Reason]:
    """The cards of one answer. An exemption ends the sum: what would have been due plays no part then."""
    if question.means is None:
        yield _unknown_means_card(book, question, figures)
        yield _base_card(book, question, figures)
    else:
        income = round_cents(contributory_income(book, question.rule, question.on, question.means))
        yield _income_card(book, question, question.means, income)
        yield _maximum_card(book, question, income, figures)
    if question.exemption:
        yield _exemption_card(book, question, question.exemption)
    else:
        yield from _sum_cards(book, question, figures)


def _sum_cards(book: LawBook, question: ContributionQuestion, figures: Figures) -> Iterator[Reason]:
    if question.care is not None:
        yield _hours_card(book, question, question.care, figures)
    yield _lowest_card(book, question, figures)
    if question.wmo_contribution_in_period:
        yield _wmo_first_card(book, question)
    if book.factor(f"{question.rule}.discount", question.on):
        yield _discount_card(book, question, figures)


def _unknown_means_card(book: LawBook, question: ContributionQuestion, figures: Figures) -> Reason:
    return reason(
        book,
        f"{question.rule}.without-income",
        question.on,
        "unknown-means",
        inputs={"means": "unknown"},
        result=figures.maximum,
    )


def _income_card(book: LawBook, question: ContributionQuestion, means: Means, income: int) -> Reason:
    key, on = f"{question.rule}.asset-share", question.on
    year = on.year - book.integer(f"{question.rule}.reference-years-back", on)
    return reason(
        book,
        key,
        on,
        "income",
        inputs={"incomeYear": means.income_year, "assets": means.assets, "referenceYear": year},
        result=income,
        year=year,
        income=amount(means.income_year),
        share=percent(book.factor(key, on)),
        counted=amount(income),
    )


def _base_card(book: LawBook, question: ContributionQuestion, figures: Figures) -> Reason:
    """While the means are unknown: the base amount itself."""
    return _ceiling_card(book, question, figures, (), {"base": figures.maximum})


def _maximum_card(book: LawBook, question: ContributionQuestion, income: int, figures: Figures) -> Reason:
    threshold = threshold_of(book, question.rule, question.on, question.household, question.pension_age)
    base = book.integer(base_key(question.rule, question.household), question.on)
    form = LOWEST if income <= threshold else RAISED
    inputs = {"pensionAge": question.pension_age, "income": income, "base": base, "threshold": threshold}
    return _ceiling_card(book, question, figures, (form,), inputs, threshold=amount(threshold), base=amount(base))


def _ceiling_card(
    book: LawBook,
    question: ContributionQuestion,
    figures: Figures,
    forms: tuple[str, ...],
    inputs: Mapping[str, object],
    **words: object,
) -> Reason:
    period = period_of(book, question.on)
    return reason(
        book,
        base_key(question.rule, question.household),
        question.on,
        "ceiling",
        forms=forms,
        inputs={"household": question.household, **inputs},
        result=figures.maximum,
        first_day=period.first_day,
        last_day=period.last_day,
        maximum=amount(figures.maximum),
        **words,
    )


def _exemption_card(book: LawBook, question: ContributionQuestion, exemption: Exemption) -> Reason:
    key = f"{question.rule}.exemptions"
    return reason(book, key, question.on, exemption, inputs={"exemption": exemption}, result=0)


def _hours_card(book: LawBook, question: ContributionQuestion, care: CareReceived, figures: Figures) -> Reason:
    key = f"{question.rule}.amount-per-hour"
    hourly = book.integer(key, question.on)
    return reason(
        book,
        key,
        question.on,
        "hours",
        inputs={"minutes": care.minutes, "halfDays": care.half_days, "amountPerHour": hourly},
        result=figures.cost,
        hourly=amount(hourly),
        minutes=care.minutes,
        half_days=care.half_days,
    )


def _lowest_card(book: LawBook, question: ContributionQuestion, figures: Figures) -> Reason:
    lowest = min(figures.cost, figures.maximum)
    return reason(
        book,
        f"{question.rule}.cost-price",
        question.on,
        "lowest",
        inputs={"costPriceInPeriod": figures.cost, "maximumPerPeriod": figures.maximum},
        result=lowest,
        cost=amount(figures.cost),
        lowest=amount(lowest),
    )


def _wmo_first_card(book: LawBook, question: ContributionQuestion) -> Reason:
    wmo = question.wmo_contribution_in_period
    key = f"{question.rule}.other-contributions"
    inputs = {"wmoContributionInPeriod": wmo}
    return reason(book, key, question.on, "wmo-first", inputs=inputs, result=wmo, wmo=amount(wmo))


def _discount_card(book: LawBook, question: ContributionQuestion, figures: Figures) -> Reason:
    key = f"{question.rule}.discount"
    discount = book.factor(key, question.on)
    return reason(
        book,
        key,
        question.on,
        "discount",
        inputs={"discount": discount},
        result=figures.due,
        discount=percent(discount),
        due=amount(figures.due),
    )
