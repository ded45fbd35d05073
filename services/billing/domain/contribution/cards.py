"""Why an own contribution is what it is: one card per step of the sum, in the order of the sum."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.billing.domain.contribution.ceilings import base_key, contributory_income, threshold_of
from services.billing.domain.contribution.household import Means
from services.billing.domain.contribution.periods import period_of
from services.billing.domain.contribution.question import CareReceived, ContributionQuestion, Exemption
from shared.dutch import amount, date_in_words
from shared.law.book import LawBook
from shared.law.reasons import Reason, card
from shared.money import round_cents

_EXEMPT = {
    Exemption.STAY: "U of uw partner betaalt al een eigen bijdrage voor verblijf.",
    Exemption.SHELTER: "In deze periode waren er twee of meer nachten in de opvang.",
    Exemption.MINOR_AT_RISK: "De gemeente verwacht dat een eigen bijdrage schadelijk is voor een kind.",
    Exemption.WHEELCHAIR: "Het gaat om een rolstoel.",
    Exemption.NURSE_ADVICE: "Het gaat om advies of uitleg van een gespecialiseerde verpleegkundige.",
}


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
    return card(
        book,
        f"{question.rule}.without-income",
        question.on,
        "Wij weten het inkomen of het vermogen nog niet. Daarom rekenen wij nu met het laagste bedrag. "
        "U kunt uw inkomen en vermogen doorgeven aan het CAK. Dan rekent het CAK opnieuw. Het bedrag kan hoger worden.",
        inputs={"means": "unknown"},
        result=figures.maximum,
    )


def _income_card(book: LawBook, question: ContributionQuestion, means: Means, income: int) -> Reason:
    year = question.on.year - book.integer(f"{question.rule}.reference-years-back", question.on)
    share = book.factor(f"{question.rule}.asset-share", question.on)
    return card(
        book,
        f"{question.rule}.asset-share",
        question.on,
        f"Wij kijken naar het inkomen in {year}: {amount(means.income_year)}. "
        f"Daar komt {share:.0%} van het vermogen bij. Samen is dat {amount(income)}.",
        inputs={"incomeYear": means.income_year, "assets": means.assets, "referenceYear": year},
        result=income,
    )


def _base_card(book: LawBook, question: ContributionQuestion, figures: Figures) -> Reason:
    return card(
        book,
        base_key(question.rule, question.household),
        question.on,
        _maximum_text(book, question, figures),
        inputs={"household": question.household, "base": figures.maximum},
        result=figures.maximum,
    )


def _maximum_card(book: LawBook, question: ContributionQuestion, income: int, figures: Figures) -> Reason:
    on, key = question.on, base_key(question.rule, question.household)
    base = book.integer(key, on)
    threshold = threshold_of(book, question.rule, on, question.household, question.pension_age)
    return card(
        book,
        key,
        on,
        f"{_maximum_text(book, question, figures)} {_rise_text(income, threshold, base)}",
        inputs={
            "household": question.household,
            "pensionAge": question.pension_age,
            "income": income,
            "base": base,
            "threshold": threshold,
        },
        result=figures.maximum,
    )


def _maximum_text(book: LawBook, question: ContributionQuestion, figures: Figures) -> str:
    period = period_of(book, question.on)
    return (
        f"De eigen bijdrage is van {date_in_words(period.first_day)} tot en met {date_in_words(period.last_day)} "
        f"nooit hoger dan {amount(figures.maximum)}."
    )


def _rise_text(income: int, threshold: int, base: int) -> str:
    if income <= threshold:
        return f"Dat is het laagste bedrag, want het inkomen is niet hoger dan {amount(threshold)}."
    return f"Dat is {amount(base)}, plus een deel van het inkomen boven {amount(threshold)}."


def _exemption_card(book: LawBook, question: ContributionQuestion, exemption: Exemption) -> Reason:
    return card(
        book,
        f"{question.rule}.exemptions",
        question.on,
        f"{_EXEMPT[exemption]} Daarom is er in deze periode geen eigen bijdrage.",
        inputs={"exemption": exemption},
        result=0,
    )


def _hours_card(book: LawBook, question: ContributionQuestion, care: CareReceived, figures: Figures) -> Reason:
    key = f"{question.rule}.amount-per-hour"
    hourly = book.integer(key, question.on)
    return card(
        book,
        key,
        question.on,
        f"Voor een uur zorg of een dagdeel in een groep betaalt u hoogstens {amount(hourly)}. "
        f"U kreeg {care.minutes} minuten zorg en {care.half_days} dagdelen.",
        inputs={"minutes": care.minutes, "halfDays": care.half_days, "amountPerHour": hourly},
        result=figures.cost,
    )


def _lowest_card(book: LawBook, question: ContributionQuestion, figures: Figures) -> Reason:
    lowest = min(figures.cost, figures.maximum)
    return card(
        book,
        f"{question.rule}.cost-price",
        question.on,
        f"De zorg kost in deze periode {amount(figures.cost)}. De eigen bijdrage is nooit hoger dan dat bedrag. "
        f"Wij rekenen met het laagste van de twee bedragen: {amount(lowest)}.",
        inputs={"costPriceInPeriod": figures.cost, "maximumPerPeriod": figures.maximum},
        result=lowest,
    )


def _wmo_first_card(book: LawBook, question: ContributionQuestion) -> Reason:
    wmo = question.wmo_contribution_in_period
    return card(
        book,
        f"{question.rule}.other-contributions",
        question.on,
        f"De eigen bijdrage voor de Wmo is {amount(wmo)}. Dat bedrag gaat er eerst af.",
        inputs={"wmoContributionInPeriod": wmo},
        result=wmo,
    )


def _discount_card(book: LawBook, question: ContributionQuestion, figures: Figures) -> Reason:
    key = f"{question.rule}.discount"
    discount = book.factor(key, question.on)
    return card(
        book,
        key,
        question.on,
        f"Op het bedrag komt een korting van {discount:.0%}. "
        f"De eigen bijdrage in deze periode is {amount(figures.due)}.",
        inputs={"discount": discount},
        result=figures.due,
    )
