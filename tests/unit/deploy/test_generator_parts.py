"""The pure parts of the demo generator: chance, shares, classes, plans, numbers, dates, addresses, faults."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice, pairwise

import pytest

from deploy.demo.chance import Dice, Urn, apportion
from deploy.demo.classes import class_code, class_mix, class_values, year_amount
from deploy.demo.decisions import add_months, decision, zzp_decision
from deploy.demo.faults import ACCEPTED, HELD_BACK, fault_kinds
from deploy.demo.figures import Care, Cell, Form, agb_codes, read_figures, read_words
from deploy.demo.numbers import bsn_series, client_numbers, decision_numbers
from deploy.demo.people import addresses
from deploy.demo.plan import Band, all_providers, fitted_providers, plan_region, scaled_rows
from shared.identifiers import TEST_RANGE, is_agb, is_bsn, is_demo_number, is_postcode

FIGURES = read_figures()
# Whole periods cannot add up to 6.6 over six rows or to 2.8 over two: the nearest is 7 and 3.
OUT_OF_REACH = {Cell("IJsselstein", Form.ZIN, Care.KVB): 70, Cell("Vianen", Form.ZIN, Care.KVB): 30}
HOUTEN = FIGURES.municipalities[0]


@pytest.mark.parametrize(
    ("total", "weights", "expected"),
    [
        (10, [1, 1], [5, 5]),
        (10, [1, 1, 1], [4, 3, 3]),
        (1, [5, 6], [0, 1]),
        (7, [2, 0, 5], [2, 0, 5]),
        (0, [3, 4], [0, 0]),
        (0, [], []),
    ],
)
def test_shares_are_whole_and_add_up_to_the_total(total: int, weights: list[int], expected: list[int]) -> None:
    assert apportion(total, weights) == expected


def test_something_cannot_be_divided_over_no_weight() -> None:
    with pytest.raises(ValueError, match="cannot be divided"):
        apportion(3, [0, 0])


def test_an_urn_gives_back_exactly_what_went_in() -> None:
    urn, dice = Urn({"a": 3, "b": 1, "c": 0}), Dice("x")

    drawn = [urn.draw(dice) for _ in range(4)]

    assert Counter(drawn) == {"a": 3, "b": 1}
    assert len(urn) == 0


def test_an_empty_urn_says_so_when_drawn_from() -> None:
    with pytest.raises(LookupError):
        Urn[str]({}).draw(Dice("x"))


def test_only_fitting_balls_come_out_and_none_when_none_fits() -> None:
    urn, dice = Urn({1: 5, 2: 5}), Dice("x")

    assert urn.draw_fitting(dice, lambda ball: ball == 2) == [2]
    assert urn.draw_fitting(dice, lambda ball: ball > 2) == []


def test_the_same_seed_throws_the_same_dice_for_ever() -> None:
    dice = Dice("7/0321")

    assert [dice.below(1000) for _ in range(5)] == [776, 530, 154, 235, 373]


@pytest.mark.parametrize("cell", FIGURES.clients, ids=lambda cell: f"{cell.municipality}-{cell.form.name}-{cell.care}")
def test_classes_add_up_to_the_published_weekly_volume(cell: Cell) -> None:
    rows, volume = FIGURES.clients[cell], FIGURES.volume_tenths[cell]

    mix = class_mix(cell.care, rows, volume)

    reached = sum(count * value for count, value in zip(mix, class_values(cell.care), strict=True))
    assert sum(mix) == rows
    assert reached == OUT_OF_REACH.get(cell, reached)
    assert cell in OUT_OF_REACH or 20 * abs(reached - volume) <= volume


@pytest.mark.parametrize(
    ("care", "number", "code"),
    [
        (Care.PV, 3, "K3"),
        (Care.BGI, 8, "K8"),
        (Care.BGG, 4, "KD04"),
        (Care.BGG_TRANSPORT, 9, "KD09"),
        (Care.KVB, 2, "KE2"),
    ],
)
def test_each_function_has_its_own_class_codes(care: Care, number: int, code: str) -> None:
    assert class_code(care, number) == code


@pytest.mark.parametrize(
    ("care", "klasse", "cents"),
    [
        (Care.BGI, "K3", 1028200),
        (Care.PV, "K1", 140900),
        (Care.BGG_TRANSPORT, "KD04", 1034800),
        (Care.KVB, "KE1", 525200),
    ],
)
def test_a_budget_is_the_class_amount_or_close_to_it_and_seldom_above(care: Care, klasse: str, cents: int) -> None:
    dice = Dice("amounts")

    drawn = Counter(year_amount(care, klasse, dice) for _ in range(400))

    assert drawn.most_common(1)[0][0] == cents
    assert len(drawn) > 5
    assert all(89 * cents <= 100 * amount <= 101 * cents for amount in drawn)
    assert sum(times for amount, times in drawn.items() if amount > cents) <= 10


def test_at_scale_one_the_plan_is_table_one() -> None:
    assert scaled_rows(FIGURES, Decimal(1)) == FIGURES.clients


@pytest.mark.parametrize(("scale", "rows"), [("0.01", 38), ("0.5", 1903), ("2", 7612), ("26.27", 99984)])
def test_at_another_scale_the_rows_follow_the_total(scale: str, rows: int) -> None:
    scaled = scaled_rows(FIGURES, Decimal(scale))

    assert sum(scaled.values()) == rows
    assert all(abs(count - FIGURES.clients[cell] * Decimal(scale)) < 1 for cell, count in scaled.items())


@pytest.mark.parametrize("scale", ["0", "-1"])
def test_a_scale_without_rows_is_refused_by_name(scale: str) -> None:
    with pytest.raises(ValueError, match="scale"):
        plan_region(FIGURES, Decimal(scale))


@pytest.mark.parametrize("scale", ["0.02", "1", "3"])
def test_every_plan_has_as_many_classes_and_providers_as_rows(scale: str) -> None:
    for plan in plan_region(FIGURES, Decimal(scale)):
        by_cell: Counter[tuple[Form, Care]] = Counter()
        for slot, count in plan.slots.items():
            by_cell[slot.form, slot.care] += count
        assert {key: sum(classes.values()) for key, classes in plan.classes.items()} == by_cell
        in_kind = {care: count for (form, care), count in by_cell.items() if form == Form.ZIN}
        assert {care: sum(names.values()) for care, names in plan.providers.items()} == in_kind


def test_72_percent_of_planned_guidance_is_for_people_of_65_and_over() -> None:
    slots: Counter[Band] = Counter()
    for plan in plan_region(FIGURES, Decimal(1)):
        for slot, count in plan.slots.items():
            slots[slot.band] += count * (slot.function in ("81", "82"))

    assert 0.71 < slots[Band.OLD] / slots.total() < 0.73


def test_an_overfull_cell_takes_clients_from_its_smaller_providers() -> None:
    printed = [("Vitras", 90), ("Schutse", 34), ("Rivas", 3), ("Zorg voor zorg", 1), ("Reinaerde", 1)]

    fitted = fitted_providers(printed, 121)

    assert fitted == [("Vitras", 90), ("Schutse", 28), ("Rivas", 1), ("Zorg voor zorg", 1), ("Reinaerde", 1)]


def test_an_invented_provider_never_outranks_a_printed_one() -> None:
    assert all_providers([("A", 20), ("B", 4)], 33, ["x", "y", "z", "unused"]) == [
        ("A", 20),
        ("B", 4),
        ("x", 3),
        ("y", 3),
        ("z", 3),
    ]


def test_one_provider_has_one_agb_code_however_it_is_spelled() -> None:
    codes = agb_codes()

    assert all(is_agb(code) for code in codes.values())
    assert len(set(codes.values())) == len(codes)
    printed = {name for counts in FIGURES.providers.values() for name, _ in counts}
    assert {"Ewoud gasthuis", "Ewoud Gasthuis"} <= printed, "the tables spell this one in two ways"
    assert {name.casefold() for name in printed} <= codes.keys()


def test_numbers_come_from_the_test_range_and_then_cannot_be_anybodys() -> None:
    series = list(islice(bsn_series(), 12_000))

    tests = [number for number in series if is_bsn(number)]
    demo = series[len(tests) :]
    assert series[0] == "999900006"
    assert tests[-1] == "999999990"
    assert len(tests) > 9000
    assert all(int(number) in TEST_RANGE for number in tests)
    assert all(is_demo_number(number) and not is_bsn(number) for number in demo)
    assert len(set(series)) == len(series)


def test_client_and_decision_numbers_have_a_fixed_length() -> None:
    assert list(islice(client_numbers("5509"), 2)) == ["55090000001", "55090000002"]
    assert list(islice(decision_numbers(), 2)) == ["410000001", "410000002"]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2014, 8, 31), 6, date(2015, 2, 28)),
        (date(2014, 9, 2), 6, date(2015, 3, 2)),
        (date(2014, 12, 31), 12, date(2015, 12, 31)),
        (date(2014, 1, 15), -24, date(2012, 1, 15)),
    ],
)
def test_months_are_added_to_the_same_day(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_decisions_run_as_long_as_their_month_of_issue_allows() -> None:
    dice = Dice("decisions")

    for _ in range(3000):
        drawn = decision("410000001", date(1940, 5, 1), dice)
        assert drawn.issued <= date(2014, 10, 31)
        assert drawn.issued <= drawn.starts <= drawn.ends
        assert drawn.ends < add_months(drawn.starts, _longest(drawn.issued))


def test_short_decisions_end_from_march_to_june_2015() -> None:
    dice = Dice("decisions")
    drawn = [decision("410000001", date(1940, 5, 1), dice) for _ in range(3000)]

    short = [one.ends for one in drawn if one.issued >= date(2014, 7, 1)]

    assert 450 < len(short) < 750
    assert all(date(2015, 3, 1) <= ends <= date(2015, 6, 30) for ends in short)


def test_a_few_decisions_ended_in_2014_and_a_few_start_in_2015() -> None:
    dice = Dice("decisions")
    drawn = [decision("410000001", date(1940, 5, 1), dice) for _ in range(3000)]

    assert 10 < sum(one.ends.year == 2014 for one in drawn) < 90
    assert 10 < sum(one.starts.year == 2015 for one in drawn) < 90


def test_protected_living_is_indicated_for_an_adult_of_that_day() -> None:
    dice = Dice("zzp")

    drawn = [zzp_decision("410000001", date(1994, 5, 1), dice) for _ in range(300)]

    assert all(one.issued >= date(2012, 5, 1) for one in drawn)
    next_days = {(one.ends + timedelta(days=1)).year - one.starts.year for one in drawn}
    assert next_days == {5, 15}


def _longest(issued: date) -> int:
    """Months: 15 years, 8 months, 6 months (the day before the same day is the last)."""
    if issued >= date(2014, 9, 1):
        return 6
    return 8 if issued >= date(2014, 7, 1) else 180


def test_no_two_households_get_the_same_address() -> None:
    drawn = list(islice(addresses(HOUTEN, read_words(), Dice("homes")), 30_000))

    assert len({(home.street, home.number, home.letter, home.addition) for home in drawn}) == len(drawn)
    assert all(is_postcode(home.postcode) and home.postcode[:3] == "399" for home in drawn)


def test_neighbours_in_the_order_of_the_file_live_apart() -> None:
    drawn = list(islice(addresses(HOUTEN, read_words(), Dice("homes")), 50))

    assert all(first.street != second.street for first, second in pairwise(drawn))


def test_every_kind_of_fault_has_a_name_of_its_own_and_an_outcome() -> None:
    kinds = list(fault_kinds(("0321", "0353")))

    assert len({kind.name for kind in kinds}) == len(kinds) == 21
    assert {kind.expected for kind in kinds} == {HELD_BACK, ACCEPTED}
