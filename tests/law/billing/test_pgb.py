"""Cases per article for the pgb budget of 2015 (Regeling subsidies AWBZ 2.6.6-2.6.9). Amounts in cents."""

from datetime import date

import pytest

from services.billing.domain.client.care import Function
from services.billing.domain.client.spans import Span, year_span
from services.billing.domain.pgb.budget import BudgetRefused, Holder, PgbBudget, PgbFunction
from services.billing.domain.pgb.calculation import budget_of, lines_of
from shared.law.book import LawBook, LawError

F = Function
YEAR = year_span(2015)
ADULT = Holder(birth_date=date(1950, 6, 1))


def until(day: date) -> Span:
    return Span(date(2012, 1, 1), day)


def grant(book: LawBook, *functions: PgbFunction, holder: Holder = ADULT) -> PgbBudget:
    return budget_of(book, holder, lines_of(book, 2015, functions))


@pytest.mark.parametrize(
    ("function", "prefix", "transport", "first_class", "euros"),
    [
        (F.PV, "K", False, 1, [1409, 4226, 7748, 11975, 16201, 20428, 25358, 31698]),
        (F.VP, "K", False, 0, [1272, 3817, 7634, 13995, 21629, 29263, 36896, 45802]),
        (F.BGI, "K", False, 1, [1869, 5608, 10282, 15891, 21499, 27107, 33651, 42063]),
        (F.BGG, "KD0", False, 1, [2310, 4622, 6932, 9244, 11555, 13865, 16177, 18487, 20798]),
        (F.BGG, "KD0", True, 1, [2588, 5175, 7763, 10348, 12939, 15248, 17561, 19871, 22183]),
    ],
)
def test_whole_year_gives_the_class_amount(
    book: LawBook, function: Function, prefix: str, transport: bool, first_class: int, euros: list[int]
) -> None:
    granted = [
        grant(book, PgbFunction(function, YEAR, f"{prefix}{number}", transport=transport)).gross
        for number, _ in enumerate(euros, start=first_class)
    ]
    assert granted == [amount * 100 for amount in euros]


@pytest.mark.parametrize(
    ("key", "first_class", "euros"),
    [
        ("PV", 1, [1486, 4458, 8160, 12618, 17050, 21508, 26696]),
        ("VP", 0, [1272, 3817, 7634, 13995, 21629, 29263]),
        ("BGI", 1, [1972, 5915, 10827, 16742, 22621, 28537, 35420, 44275]),
    ],
)
def test_amounts_with_a_stay_indication_are_those_of_the_annex(
    book: LawBook, key: str, first_class: int, euros: list[int]
) -> None:
    expected = {str(number): amount * 100 for number, amount in enumerate(euros, start=first_class)}
    assert book.table(f"pgb.gross-with-stay.{key}", date(2015, 1, 1)) == expected


@pytest.mark.parametrize(
    ("transport", "half_days", "euros"),
    [(False, 10, 23_108), (False, 15, 34_658), (True, 10, 24_493), (True, 12, 29_113)],
)
def test_each_half_day_above_class_nine_adds_an_amount(
    book: LawBook, transport: bool, half_days: int, euros: int
) -> None:
    budget = grant(book, PgbFunction(F.BGG, YEAR, f"KD{half_days}", transport=transport))
    assert budget.gross == euros * 100


@pytest.mark.parametrize(("code", "gross"), [("KE1", 10100 * 52), ("KE2", 10100 * 104), ("KE3", 10100 * 104)])
def test_short_stay_counts_at_most_two_periods_a_week(book: LawBook, code: str, gross: int) -> None:
    budget = grant(book, PgbFunction(F.KVB, YEAR, code))
    assert (budget.gross, budget.contribution) == (gross, 0)


def test_delivered_amount_goes_before_the_class_amount(book: LawBook) -> None:
    budget = grant(book, PgbFunction(F.BGI, YEAR, "K3", gross_year=987_654))
    assert budget.gross == 987_654


@pytest.mark.parametrize(
    ("zzp", "euros"),
    [
        ("760", 1486 + 10827 + 3332),
        ("762", 1486 + 22621 + 3332),
        ("764", 4458 + 22621 + 3332),
        ("866", 4458 + 13995 + 16742 + 3332),
        ("868", 8160 + 7634 + 22621 + 3332),
        ("870", 17050 + 13995 + 22621 + 3332),
    ],
)
def test_zzp_becomes_classes_and_a_supplement(book: LawBook, zzp: str, euros: int) -> None:
    budget = grant(book, PgbFunction(F.STAY, YEAR, zzp=zzp))
    assert budget.gross == euros * 100


@pytest.mark.parametrize(
    ("right", "days", "gross"),
    [
        pytest.param(until(date(2015, 1, 1)), 1, 2817, id="ends-on-1-january"),
        pytest.param(until(date(2015, 6, 30)), 181, 509_875, id="ends-on-30-june"),
        pytest.param(until(date(2015, 12, 30)), 364, 1_025_383, id="ends-a-day-early"),
        pytest.param(until(date(2015, 12, 31)), 365, 1_028_200, id="ends-with-the-year"),
        pytest.param(until(date(2026, 7, 6)), 365, 1_028_200, id="runs-on-after-the-year"),
        pytest.param(Span(date(2015, 7, 2), date(2015, 12, 31)), 183, 515_508, id="starts-mid-year"),
        pytest.param(Span(date(2015, 3, 1), date(2015, 3, 1)), 1, 2817, id="one-day"),
        pytest.param(Span(date(2015, 12, 31), date(2016, 5, 1)), 1, 2817, id="starts-on-31-december"),
    ],
)
def test_part_of_a_year_counts_by_days(book: LawBook, right: Span, days: int, gross: int) -> None:
    budget = grant(book, PgbFunction(F.BGI, right, "K3"))
    assert (budget.span.days, budget.gross) == (days, gross)


def test_calculation_of_a_line_shows_the_sum(book: LawBook) -> None:
    [line] = grant(book, PgbFunction(F.BGI, until(date(2015, 6, 30)), "K3")).lines
    assert line.year.label == "Begeleiding individueel, klasse 3"
    assert line.calculation == "€\u00a010.282,00 per jaar x 181 dagen / 365 dagen = €\u00a05.098,75"


def test_functions_of_one_client_form_one_budget(book: LawBook) -> None:
    budget = grant(
        book,
        PgbFunction(F.BGI, until(date(2015, 6, 30)), "K3"),
        PgbFunction(F.BGG, YEAR, "KD04", transport=True),
        PgbFunction(F.PV, YEAR, "K1"),
    )
    assert [line.gross for line in budget.lines] == [509_875, 1_034_800, 140_900]
    assert (budget.span, budget.gross) == (YEAR, 1_685_575)


def test_same_function_may_follow_itself(book: LawBook) -> None:
    budget = grant(
        book,
        PgbFunction(F.BGI, until(date(2015, 6, 30)), "K3"),
        PgbFunction(F.BGI, Span(date(2015, 7, 1), date(2015, 12, 31)), "K4"),
    )
    assert budget.gross == 509_875 + 801_081


def test_contribution_is_the_lowest_amount_while_income_is_unknown(book: LawBook) -> None:
    """EUR 247.68 less 33 %."""
    budget = grant(book, PgbFunction(F.BGI, YEAR, "K3"))
    assert (budget.contribution, budget.provisional) == (16595, True)
    assert budget.net == budget.gross - 16595


@pytest.mark.parametrize(
    ("function", "gross_year", "contribution"),
    [
        pytest.param(F.PV, 10_000, 2211, id="33-percent-of-personal-care"),
        pytest.param(F.VP, 10_000, 1340, id="20-percent-of-nursing"),
        pytest.param(F.BGI, 10_000, 1809, id="27-percent-of-individual-support"),
        pytest.param(F.BGG, 10_000, 1809, id="27-percent-of-group-support"),
        pytest.param(F.KVB, 10_000, 0, id="nothing-of-short-stay"),
    ],
)
def test_small_budget_pays_the_share_of_its_function(
    book: LawBook, function: Function, gross_year: int, contribution: int
) -> None:
    budget = grant(book, PgbFunction(function, YEAR, gross_year=gross_year))
    assert budget.contribution == contribution


def test_rsa_2_6_7_1_short_stay_alone_pays_nothing_and_nothing_is_provisional(book: LawBook) -> None:
    budget = grant(book, PgbFunction(F.KVB, YEAR, "KE2"))
    assert (budget.contribution, budget.provisional) == (0, False)
    said = [card.explanation for card in budget.reasons if card.article.startswith("2.6.7")]
    assert said == ["Voor deze zorg gaat er geen eigen bijdrage van uw pgb af."]


def test_rsa_2_6_7_2_days_with_short_stay_alone_do_not_raise_the_ceiling(book: LawBook) -> None:
    """As for guidance until 30 June without anything beside it."""
    guidance, short_stay = PgbFunction(F.BGI, until(date(2015, 6, 30)), "K3"), PgbFunction(F.KVB, YEAR, "KE1")
    assert grant(book, guidance, short_stay).contribution == grant(book, guidance).contribution == 8229


def test_delivered_stay_has_the_mean_share_of_its_classes(book: LawBook) -> None:
    by_class = lines_of(book, 2015, [PgbFunction(F.STAY, YEAR, zzp="866")])
    gross = sum(line.gross for line in by_class)
    [delivered] = lines_of(book, 2015, [PgbFunction(F.STAY, YEAR, zzp="866", gross_year=gross)])
    expected = sum(line.year.contribution_share * line.gross for line in by_class)
    assert round(delivered.year.contribution_share * gross) == round(expected) == 879_048


@pytest.mark.parametrize(
    ("last_day", "contribution"), [(date(2015, 1, 1), 45), (date(2015, 6, 30), 8229), (date(2015, 12, 31), 16595)]
)
def test_ceiling_of_the_contribution_counts_by_days(book: LawBook, last_day: date, contribution: int) -> None:
    assert grant(book, PgbFunction(F.BGI, until(last_day), "K3")).contribution == contribution


@pytest.mark.parametrize(
    ("born", "contribution"),
    [
        pytest.param(date(1997, 1, 1), 16595, id="eighteen-on-the-first-day"),
        pytest.param(date(1997, 7, 2), 8320, id="eighteen-halfway"),
        pytest.param(date(1997, 12, 31), 45, id="eighteen-on-the-last-day"),
        pytest.param(date(1998, 1, 1), 0, id="eighteen-a-year-later"),
    ],
)
def test_contribution_counts_days_from_the_eighteenth_birthday(book: LawBook, born: date, contribution: int) -> None:
    assert grant(book, PgbFunction(F.BGI, YEAR, "K3"), holder=Holder(born)).contribution == contribution


FIRST_HALF, SECOND_HALF = until(date(2015, 6, 30)), Span(date(2015, 7, 1), date(2018, 1, 1))


@pytest.mark.parametrize(
    ("born", "stays", "contribution"),
    [
        pytest.param(ADULT.birth_date, (), 16595, id="no-stay"),
        pytest.param(ADULT.birth_date, (Span(date(2014, 1, 1), date(2014, 12, 31)),), 16595, id="before-the-year"),
        pytest.param(ADULT.birth_date, (FIRST_HALF,), 8365, id="first-half"),
        pytest.param(ADULT.birth_date, (SECOND_HALF,), 8229, id="second-half"),
        pytest.param(ADULT.birth_date, (FIRST_HALF, SECOND_HALF), 0, id="two-stays-that-fill-the-year"),
        pytest.param(date(1997, 7, 2), (FIRST_HALF,), 8320, id="stay-ends-before-the-eighteenth-birthday"),
        pytest.param(date(1997, 7, 2), (SECOND_HALF,), 0, id="stay-covers-every-adult-day"),
    ],
)
def test_contribution_leaves_out_the_days_of_a_stay(
    book: LawBook, born: date, stays: tuple[Span, ...], contribution: int
) -> None:
    budget = grant(book, PgbFunction(F.BGI, YEAR, "K3"), holder=Holder(born, stays=stays))
    assert budget.contribution == contribution


def test_small_budget_pays_its_share_of_the_days_outside_a_stay(book: LawBook) -> None:
    budget = grant(
        book, PgbFunction(F.BGI, YEAR, gross_year=10_000), holder=Holder(date(1950, 1, 1), stays=(FIRST_HALF,))
    )
    assert budget.contribution == 912


@pytest.mark.parametrize(("in_kind", "result"), [(False, []), (True, ["unknown"])])
def test_charged_care_in_kind_is_told_but_not_subtracted(book: LawBook, in_kind: bool, result: list[str]) -> None:
    budget = grant(book, PgbFunction(F.BGI, YEAR, "K3"), holder=Holder(ADULT.birth_date, in_kind))
    assert [card.result for card in budget.reasons if card.rule == "pgb.contribution.other"] == result
    assert budget.contribution == 16595


@pytest.mark.parametrize(
    ("gross_year", "right", "free"),
    [
        pytest.param(1_600_000, YEAR, 25_000, id="under-the-least"),
        pytest.param(2_000_000, YEAR, 30_000, id="1.5-percent"),
        pytest.param(9_000_000, YEAR, 125_000, id="over-the-most"),
        pytest.param(20_000, YEAR, 20_000, id="never-more-than-the-budget"),
        pytest.param(1_600_000, until(date(2015, 6, 30)), 12_397, id="least-by-days"),
        pytest.param(9_000_000, until(date(2015, 6, 30)), 61_986, id="most-by-days"),
    ],
)
def test_unaccountable_part_stays_between_least_and_most(
    book: LawBook, gross_year: int, right: Span, free: int
) -> None:
    assert grant(book, PgbFunction(F.KVB, right, gross_year=gross_year)).unaccountable == free


def test_gap_between_two_rights_does_not_count(book: LawBook) -> None:
    budget = grant(
        book,
        PgbFunction(F.KVB, until(date(2015, 1, 31)), gross_year=100_000),
        PgbFunction(F.KVB, Span(date(2015, 12, 1), date(2015, 12, 31)), gross_year=9_000_000),
    )
    assert budget.gross == 8_493 + 764_384
    assert budget.unaccountable == 11_593


def test_grant_decision_has_a_card_per_item_of_the_law(book: LawBook) -> None:
    budget = grant(book, PgbFunction(F.BGI, YEAR, "K3"))
    assert [(card.rule, card.article) for card in budget.reasons] == [
        ("pgb.pro-rata", "2.6.6 lid 6"),
        ("pgb.contribution.share", "2.6.7 lid 1"),
        ("pgb.contribution.pro-rata", "2.6.7 lid 2"),
        ("awbz-pgb.without-income", "16f lid 1"),
        ("awbz-pgb.without-household", "16f lid 1"),
        ("awbz-pgb.discount", "2.6.7 lid 5"),
        ("pgb.net", "2.6.8 lid 1"),
        ("pgb.unaccountable.share", "2.6.9 lid 3"),
    ]


@pytest.mark.parametrize(("gross_year", "asks"), [(10_950_000, False), (10_950_001, True)])
def test_more_than_300_euros_a_day_asks_for_a_check(book: LawBook, gross_year: int, asks: bool) -> None:
    budget = grant(book, PgbFunction(F.BGI, YEAR, gross_year=gross_year))
    assert ("check" in [card.result for card in budget.reasons]) is asks


@pytest.mark.parametrize(
    ("functions", "message"),
    [
        ([], "geen dag met recht op een pgb"),
        ([PgbFunction(F.BGI, until(date(2014, 12, 31)), "K3")], "geen dag met recht op een pgb"),
        ([PgbFunction(F.BGI, YEAR, "K3"), PgbFunction(F.BGI, until(date(2015, 1, 1)), "K1")], "twee keer"),
        ([PgbFunction(F.BGI, until(date(2015, 1, 1)), gross_year=1)], "minder dan een cent"),
        ([PgbFunction(F.BH, YEAR, "K3")], "Behandeling kan niet met een pgb"),
        ([PgbFunction(F.TRANSPORT, YEAR)], "Vervoer heeft in een pgb geen eigen bedrag"),
        ([PgbFunction(F.BGI, YEAR, "K9")], "geen bedrag in de regeling"),
        ([PgbFunction(F.BGI, YEAR, "KD04")], "andere eenheid"),
        ([PgbFunction(F.BGI, YEAR, "99")], "Of vul het bruto jaarbedrag in"),
        ([PgbFunction(F.BGI, YEAR)], "geen klasse"),
        ([PgbFunction(F.KVB, YEAR, "KE0")], "de klasse is 0"),
        ([PgbFunction(F.STAY, YEAR, zzp="999")], "zzp-code 999"),
        ([PgbFunction(F.STAY, YEAR)], "zzp-code"),
    ],
)
def test_facts_without_a_budget_are_refused_in_dutch(book: LawBook, functions: list[PgbFunction], message: str) -> None:
    with pytest.raises(BudgetRefused, match=message):
        grant(book, *functions)


@pytest.mark.parametrize("gross_year", [0, -1])
def test_delivered_amount_must_be_more_than_nothing(gross_year: int) -> None:
    with pytest.raises(BudgetRefused, match="hoger zijn dan nul"):
        PgbFunction(F.BGI, YEAR, gross_year=gross_year)


@pytest.mark.parametrize("year", [2014, 2016])
def test_years_outside_known_law_get_an_error(book: LawBook, year: int) -> None:
    with pytest.raises(LawError, match=str(year)):
        lines_of(book, year, [PgbFunction(F.BGI, year_span(year), "K3")])
