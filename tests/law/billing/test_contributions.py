"""Cases per article for the contribution of one period. Amounts in euros in the tables, as the articles write them."""

from datetime import date
from itertools import product

import pytest

from services.billing.domain.contribution.assessment import Contribution, amount_for_hours, assess_contribution
from services.billing.domain.contribution.household import FactsRefused, Household, Means, PensionAge, known_means
from services.billing.domain.contribution.question import (
    CareReceived,
    ContributionQuestion,
    ContributionRule,
    Exemption,
)
from shared.law.book import LawBook, LawError

ON = date(2015, 3, 2)
PLENTY = 10_000_000
WMO, AWBZ = ContributionRule.WMO_2015, ContributionRule.AWBZ_TRANSITION
SINGLE, COUPLE = Household.SINGLE, Household.COUPLE
NONE, ONE, BOTH = PensionAge.NONE, PensionAge.ONE, PensionAge.BOTH


def assess(
    book: LawBook,
    rule: ContributionRule,
    household: Household,
    pension_age: PensionAge,
    income: int,
    *,
    assets: int = 0,
    cost: int = PLENTY,
    wmo: int = 0,
    on: date = ON,
) -> Contribution:
    """Asks with income and assets in euros; cost and results in cents."""
    means = Means(income * 100, assets * 100)
    return assess_contribution(book, ContributionQuestion(rule, on, household, pension_age, means, cost, wmo))


@pytest.mark.parametrize(
    ("rule", "household", "pension_age", "income", "maximum", "due"),
    [
        pytest.param(WMO, SINGLE, NONE, 25_000, 5020, 5020, id="ub-3.8-single-25000"),
        pytest.param(WMO, COUPLE, BOTH, 30_000, 10784, 10784, id="ub-3.8-couple-of-pension-age-30000"),
        pytest.param(AWBZ, SINGLE, NONE, 25_000, 3867, 2591, id="bbz-16d-single-25000-with-discount"),
    ],
)
def test_worked_examples_come_out_to_the_cent(
    book: LawBook,
    rule: ContributionRule,
    household: Household,
    pension_age: PensionAge,
    income: int,
    maximum: int,
    due: int,
) -> None:
    outcome = assess(book, rule, household, pension_age, income)
    assert (outcome.maximum_per_period, outcome.due) == (maximum, due)


@pytest.mark.parametrize(
    ("rule", "household", "pension_age", "threshold", "base"),
    [
        (WMO, SINGLE, NONE, 22_331, 1940),
        (WMO, SINGLE, ONE, 16_634, 1940),
        (WMO, COUPLE, NONE, 27_917, 2760),
        (WMO, COUPLE, ONE, 27_917, 2760),
        (WMO, COUPLE, BOTH, 23_046, 2760),
        (AWBZ, SINGLE, NONE, 23_295, 1900),
        (AWBZ, SINGLE, ONE, 16_456, 1900),
        (AWBZ, COUPLE, NONE, 29_174, 2720),
        (AWBZ, COUPLE, ONE, 29_174, 2720),
        (AWBZ, COUPLE, BOTH, 22_957, 2720),
    ],
)
def test_ceiling_rises_only_above_the_threshold(
    book: LawBook,
    rule: ContributionRule,
    household: Household,
    pension_age: PensionAge,
    threshold: int,
    base: int,
) -> None:
    just_below, at, above = (
        assess(book, rule, household, pension_age, income).maximum_per_period
        for income in (threshold - 1, threshold, threshold + 1300)
    )
    assert (just_below, at, above) == (base, base, base + 1500)


def test_one_euro_above_the_threshold_adds_a_cent(book: LawBook) -> None:
    assert assess(book, WMO, SINGLE, NONE, 22_332).maximum_per_period == 1941


def test_eight_percent_of_assets_counts_as_income(book: LawBook) -> None:
    with_assets = assess(book, WMO, SINGLE, NONE, 22_331, assets=16_250)
    assert with_assets.maximum_per_period == 1940 + 1500


@pytest.mark.parametrize(("cost", "due"), [(0, 0), (1, 1), (1939, 1939), (1940, 1940), (1941, 1940)])
def test_wmo_contribution_never_exceeds_the_cost_price(book: LawBook, cost: int, due: int) -> None:
    assert assess(book, WMO, SINGLE, NONE, 10_000, cost=cost).due == due


@pytest.mark.parametrize(
    ("cost", "wmo", "due"),
    [
        pytest.param(PLENTY, 0, 1273, id="19.00-less-a-third"),
        pytest.param(1400, 0, 938, id="one-hour-of-care"),
        pytest.param(PLENTY, 900, 670, id="wmo-goes-off-before-the-discount"),
        pytest.param(1400, 1940, 0, id="wmo-takes-it-all"),
        pytest.param(0, 0, 0, id="no-care"),
    ],
)
def test_awbz_discount_comes_after_cost_and_wmo(book: LawBook, cost: int, wmo: int, due: int) -> None:
    assert assess(book, AWBZ, SINGLE, NONE, 10_000, cost=cost, wmo=wmo).due == due


def test_due_never_exceeds_ceiling_or_cost(book: LawBook) -> None:
    cases = product((WMO, AWBZ), (0, 16_000, 25_000, 80_000), (0, 777, 3_333, PLENTY))
    for rule, income, cost in cases:
        outcome = assess(book, rule, COUPLE, BOTH, income, cost=cost)
        assert 0 <= outcome.due <= min(outcome.maximum_per_period, cost)


@pytest.mark.parametrize(
    ("minutes", "half_days", "cents"),
    [(0, 0, 0), (60, 0, 1400), (90, 0, 2100), (1, 0, 23), (0, 3, 4200), (30, 1, 2100)],
)
def test_awbz_amount_counts_part_hours_in_proportion(book: LawBook, minutes: int, half_days: int, cents: int) -> None:
    assert amount_for_hours(book, ON, CareReceived(minutes, half_days)) == cents


@pytest.mark.parametrize("rule", list(ContributionRule))
@pytest.mark.parametrize("on", [date(2014, 12, 31), date(2016, 1, 1)])
def test_days_outside_known_law_get_an_error(book: LawBook, rule: ContributionRule, on: date) -> None:
    with pytest.raises(LawError, match=f"no value on {on}"):
        assess(book, rule, SINGLE, NONE, 20_000, on=on)


@pytest.mark.parametrize("rule", list(ContributionRule))
@pytest.mark.parametrize("on", [date(2015, 1, 1), date(2015, 12, 31)])
def test_first_and_last_day_of_2015_are_known(book: LawBook, rule: ContributionRule, on: date) -> None:
    assert assess(book, rule, SINGLE, NONE, 0, on=on).maximum_per_period in (1900, 1940)


def test_cards_name_articles_in_the_order_of_the_sum(book: LawBook) -> None:
    outcome = assess(book, AWBZ, SINGLE, NONE, 25_000, assets=1_000, wmo=100)
    assert [(card.article, card.result) for card in outcome.reasons] == [
        ("16e lid 1", "2508000"),
        ("16d lid 2", str(outcome.maximum_per_period)),
        ("16d lid 1", str(outcome.maximum_per_period)),
        ("16d lid 4", "100"),
        ("16d lid 5", str(outcome.due)),
    ]


def test_wmo_cards_show_no_discount(book: LawBook) -> None:
    outcome = assess(book, WMO, SINGLE, NONE, 25_000)
    assert [card.article for card in outcome.reasons] == ["3.9 lid 1", "3.8 lid 1", "2.1.4"]


def test_income_card_tells_year_and_amounts_in_dutch(book: LawBook) -> None:
    explanation = assess(book, WMO, SINGLE, NONE, 25_000, assets=1_000).reasons[0].explanation
    assert explanation == (
        "Wij kijken naar het inkomen in 2013: €\u00a025.000,00. "
        "Daar komt 8% van het vermogen bij. Samen is dat €\u00a025.080,00."
    )


@pytest.mark.parametrize(
    ("rule", "pension_age", "income", "cost", "wmo", "message"),
    [
        (WMO, BOTH, 0, 0, 0, "Een alleenstaande heeft geen partner"),
        (WMO, NONE, -1, 0, 0, "Het inkomen is lager dan nul"),
        (WMO, NONE, 0, -1, 0, "De kostprijs is lager dan nul"),
        (AWBZ, NONE, 0, 0, -1, "De eigen bijdrage voor de Wmo is lager dan nul"),
        (WMO, NONE, 0, 0, 1, "alleen afgetrokken bij zorg uit het overgangsrecht"),
    ],
)
def test_impossible_facts_are_refused_in_dutch(
    rule: ContributionRule, pension_age: PensionAge, income: int, cost: int, wmo: int, message: str
) -> None:
    with pytest.raises(FactsRefused, match=message):
        ContributionQuestion(rule, ON, SINGLE, pension_age, Means(income, 0), cost, wmo)


def test_negative_assets_are_refused_in_dutch() -> None:
    with pytest.raises(FactsRefused, match="Het vermogen is lager dan nul"):
        Means(0, -1)


def asked(
    rule: ContributionRule,
    household: Household = SINGLE,
    *,
    means: Means | None = None,
    cost: int = PLENTY,
    care: CareReceived | None = None,
    exemption: Exemption | None = None,
) -> ContributionQuestion:
    return ContributionQuestion(rule, ON, household, NONE, means, cost, care=care, exemption=exemption)


@pytest.mark.parametrize(
    ("rule", "household", "cost", "maximum", "due", "article"),
    [
        pytest.param(WMO, SINGLE, PLENTY, 1940, 1940, "3.10 lid 1", id="ub-3.10-single"),
        pytest.param(WMO, COUPLE, PLENTY, 2760, 2760, "3.10 lid 1", id="ub-3.10-couple"),
        pytest.param(WMO, SINGLE, 1000, 1940, 1000, "3.10 lid 1", id="ub-3.10-never-above-the-cost"),
        pytest.param(AWBZ, SINGLE, PLENTY, 1900, 1273, "16f lid 1", id="bbz-16f-single"),
        pytest.param(AWBZ, COUPLE, PLENTY, 2720, 1822, "16f lid 1", id="bbz-16f-couple"),
    ],
)
def test_unknown_means_bring_the_base_amount(
    book: LawBook, rule: ContributionRule, household: Household, cost: int, maximum: int, due: int, article: str
) -> None:
    outcome = assess_contribution(book, asked(rule, household, cost=cost))
    assert (outcome.maximum_per_period, outcome.due) == (maximum, due)
    assert outcome.reasons[0].article == article
    assert "doorgeven aan het CAK" in outcome.reasons[0].explanation


@pytest.mark.parametrize("pension_age", [NONE, ONE, BOTH])
def test_unknown_means_make_the_pension_age_unimportant(book: LawBook, pension_age: PensionAge) -> None:
    question = ContributionQuestion(WMO, ON, COUPLE, pension_age, None, PLENTY)
    assert assess_contribution(book, question).due == 2760


@pytest.mark.parametrize(
    ("income", "assets", "known"), [(1, 2, Means(1, 2)), (0, 0, Means(0, 0)), (None, 2, None), (1, None, None)]
)
def test_means_are_known_only_when_both_are(income: int | None, assets: int | None, known: Means | None) -> None:
    assert known_means(income, assets) == known


@pytest.mark.parametrize(("income", "assets"), [(None, -1), (-1, None)])
def test_a_known_part_of_unknown_means_is_still_checked(income: int | None, assets: int | None) -> None:
    with pytest.raises(FactsRefused, match="lager dan nul"):
        known_means(income, assets)


@pytest.mark.parametrize(
    ("rule", "exemption", "article"),
    [
        pytest.param(WMO, Exemption.STAY, "3.8 lid 4", id="ub-3.8-4-a"),
        pytest.param(WMO, Exemption.SHELTER, "3.8 lid 4", id="ub-3.8-4-b"),
        pytest.param(WMO, Exemption.MINOR_AT_RISK, "3.8 lid 4", id="ub-3.8-4-c"),
        pytest.param(WMO, Exemption.WHEELCHAIR, "3.8 lid 4", id="ub-3.8-4-d"),
        pytest.param(AWBZ, Exemption.STAY, "16d lid 6", id="bbz-16d-6-a"),
        pytest.param(AWBZ, Exemption.MINOR_AT_RISK, "16d lid 6", id="bbz-16d-6-b"),
        pytest.param(AWBZ, Exemption.NURSE_ADVICE, "16d lid 6", id="bbz-16d-6-c"),
        pytest.param(AWBZ, Exemption.SHELTER, "16d lid 6", id="bbz-16d-6-d"),
    ],
)
def test_an_exemption_leaves_nothing_to_pay(
    book: LawBook, rule: ContributionRule, exemption: Exemption, article: str
) -> None:
    outcome = assess_contribution(book, asked(rule, means=Means(2_500_000, 0), exemption=exemption))
    assert outcome.due == 0
    assert outcome.maximum_per_period > 0
    assert (outcome.reasons[-1].article, outcome.reasons[-1].inputs["exemption"]) == (article, exemption)


@pytest.mark.parametrize(("rule", "exemption"), [(WMO, Exemption.NURSE_ADVICE), (AWBZ, Exemption.WHEELCHAIR)])
def test_an_exemption_of_other_rules_is_refused(book: LawBook, rule: ContributionRule, exemption: Exemption) -> None:
    with pytest.raises(FactsRefused, match="hoort niet bij deze regels"):
        assess_contribution(book, asked(rule, exemption=exemption))


@pytest.mark.parametrize(
    ("minutes", "half_days", "cost", "due"),
    [
        pytest.param(60, 0, PLENTY, 938, id="one-hour"),
        pytest.param(0, 1, PLENTY, 938, id="one-half-day"),
        pytest.param(0, 0, PLENTY, 0, id="no-care"),
        pytest.param(600, 0, PLENTY, 1273, id="the-ceiling-is-lower"),
        pytest.param(60, 0, 1000, 670, id="the-cost-price-is-lower"),
    ],
)
def test_care_received_bounds_the_awbz_contribution(
    book: LawBook, minutes: int, half_days: int, cost: int, due: int
) -> None:
    question = asked(AWBZ, means=Means(0, 0), cost=cost, care=CareReceived(minutes, half_days))
    assert assess_contribution(book, question).due == due


@pytest.mark.parametrize(("minutes", "half_days"), [(-1, 0), (0, -1)])
def test_care_below_nothing_is_refused_in_dutch(minutes: int, half_days: int) -> None:
    with pytest.raises(FactsRefused, match="De tijd is lager dan nul"):
        CareReceived(minutes, half_days)


def test_hours_play_no_part_in_a_wmo_contribution() -> None:
    with pytest.raises(FactsRefused, match="Laat de tijd weg"):
        asked(WMO, care=CareReceived(60, 0))


@pytest.mark.parametrize(
    ("on", "period"),
    [
        (date(2015, 1, 1), "van 29 december 2014 tot en met 25 januari 2015"),
        (date(2015, 12, 31), "van 30 november 2015 tot en met 3 januari 2016"),
    ],
)
def test_the_card_of_the_ceiling_names_the_days_of_the_period(book: LawBook, on: date, period: str) -> None:
    assert period in assess(book, WMO, SINGLE, NONE, 0, on=on).reasons[1].explanation
