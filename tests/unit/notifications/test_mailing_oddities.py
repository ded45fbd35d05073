"""What is odd about a mailing, and which of its letters somebody reads first."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.notifications.domain.mailing.mailing import (
    LETTERS_PER_EVENT,
    Gathered,
    Release,
    closed,
    kinds_of,
    mailing_id,
    released_first,
    released_second,
    seen,
)
from services.notifications.domain.mailing.oddities import Before, Oddity, looks, middle_length, oddities, samples
from tests.support.looked import LookedInHand

TODAY = date(2015, 2, 2)
USUAL = Gathered("letter-000", "client-000", "invitation", "1234AB", 1, TODAY, 3_000)
BY = Release("noor", "Noor Demo", TODAY)


def usual(number: int) -> Gathered:
    return replace(USUAL, letter_id=f"letter-{number:03d}", client_id=f"client-{number:03d}", house_number=number)


MAILING = [usual(number) for number in range(1, 31)]
BEFORE = {"invitation": 30}


def odd_in(
    letters: Sequence[Gathered], withheld: Mapping[str, int], before: Mapping[str, int] | None
) -> tuple[Oddity, ...]:
    hand = LookedInHand(lambda: letters)
    known = Before(sum(before.values()), frozenset(before)) if before is not None else None
    return oddities(hand, hand.tally(list(looks(TODAY).values())), withheld, known, {}, (), (), TODAY)


def read_first(letters: Sequence[Gathered], odd: Sequence[Oddity]) -> list[tuple[str, str]]:
    hand = LookedInHand(lambda: letters)
    return [(each.letter_id, each.why) for each in samples(hand, hand.tally([]).kinds, odd)]


def odd(
    *letters: Gathered, before: Mapping[str, int] | None = None, withheld: Mapping[str, int] | None = None
) -> dict[str, Oddity]:
    found = odd_in([*MAILING, *letters], withheld or {}, before or BEFORE)
    return {each.kind: each for each in found}


def test_usual_letters_are_not_odd() -> None:
    assert odd() == {}


def test_a_letter_without_postcode_or_house_number_is_odd() -> None:
    found = odd(replace(usual(40), postcode=""), replace(usual(41), house_number=0))
    assert found == {"no-address": Oddity("no-address", 2, ("letter-040", "letter-041"))}


def test_a_letter_much_longer_than_others_of_its_kind_is_odd_and_the_longest_comes_first() -> None:
    found = odd(replace(usual(40), length=6_001), replace(usual(41), length=9_000), replace(usual(42), length=6_000))
    assert found == {"long": Oddity("long", 2, ("letter-041", "letter-040"))}
    decisions = [replace(usual(number), kind="decision", length=9_000) for number in (50, 51, 52)]
    assert "long" not in odd(*decisions), "a decision is longer than an invitation"


def test_more_than_four_letters_for_one_address_are_odd() -> None:
    at_one = [replace(usual(number), house_number=99) for number in range(40, 45)]
    assert odd(*at_one[:4]) == {}
    assert odd(*at_one)["crowded"].letters == 5
    assert odd(*at_one)["crowded"].what == "1234AB 99"


def test_a_letter_that_lay_for_more_than_a_week_is_odd_and_the_oldest_is_named() -> None:
    """Most are released some days after they were written."""
    assert odd(replace(usual(40), letter_date=date(2015, 1, 26))) == {}
    found = odd(replace(usual(40), letter_date=date(2015, 1, 25)), replace(usual(41), letter_date=date(2015, 1, 5)))
    assert found["past"] == Oddity("past", 2, ("letter-041", "letter-040"), day=date(2015, 1, 5))


def test_a_total_that_is_far_from_the_mailing_before_is_odd() -> None:
    assert odd(before={"invitation": 15}) == {}, "twice as many is usual"
    assert odd(before={"invitation": 10}) == {"total": Oddity("total", 30, before=10)}
    assert odd(before={"invitation": 61})["total"].before == 61
    few = odd_in(MAILING[:3], {}, {"invitation": 12})
    assert few == (), "of a few letters more or fewer nobody wonders"
    assert odd_in(MAILING, {}, None) == (), "the first mailing is compared with nothing"


def test_a_kind_that_no_mailing_before_had_is_odd() -> None:
    found = odd(replace(usual(40), kind="hearing"))
    assert found["new-kind"] == Oddity("new-kind", 1, ("letter-040",), what="hearing")


def test_withheld_letters_are_told_with_their_reasons() -> None:
    found = odd_in(MAILING, {"Overleden.": 2, "Vastgehouden.": 1}, BEFORE)
    assert [(each.kind, each.letters, each.what) for each in found] == [
        ("withheld", 2, "Overleden."),
        ("withheld", 1, "Vastgehouden."),
    ]


def test_the_samples_are_the_oddest_letters_first() -> None:
    long, lost, new = replace(usual(40), length=9_000), replace(usual(41), postcode=""), replace(usual(42), kind="x")
    letters = [*MAILING, long, lost, new]
    assert read_first(letters, odd_in(letters, {"Overleden.": 1}, BEFORE)) == [
        ("letter-041", "no-address"),
        ("letter-040", "long"),
        ("letter-042", "new-kind"),
    ]


def test_there_are_three_samples_also_when_nothing_is_odd_and_one_of_each_kind() -> None:
    assert read_first(MAILING, ()) == [
        ("letter-001", "kind"),
        ("letter-030", "other"),
        ("letter-016", "other"),
    ]
    of_kinds = [replace(usual(number), kind=f"kind-{number}") for number in range(1, 6)]
    assert len(read_first(of_kinds, ())) == 5
    assert read_first(MAILING[:1], ()) == [("letter-001", "kind")]
    assert read_first([], ()) == []


def test_the_id_of_a_mailing_is_known_before_it_is_closed() -> None:
    made = closed("0321", 2, MAILING, BY, complete=True)
    assert made.id == mailing_id("0321", 2) != mailing_id("0321", 1)
    assert (made.letters, made.kinds, made.released_on) == (30, {"invitation": 30}, TODAY)
    assert closed("0321", 2, MAILING, BY, complete=False).released_on is None


def mark_of(letters: Sequence[Gathered]) -> str:
    return LookedInHand(lambda: letters).seen()


def test_other_letters_have_another_mark() -> None:
    others = [MAILING, MAILING[1:], [*MAILING, usual(40)], [replace(usual(40), letter_id="x"), *MAILING], []]
    assert len({mark_of(each) for each in others}) == len(others)


def test_the_mark_is_of_letters_by_kind_and_then_by_name() -> None:
    mixed = [replace(each, kind="hearing") if number % 2 else each for number, each in enumerate(MAILING)]
    ids = [each.letter_id for each in [*mixed[1::2], *mixed[::2]]]
    assert mark_of(mixed) == seen(ids)


def test_a_mailing_of_any_size_is_told_in_parts_that_fit_in_a_message() -> None:
    made = closed("0321", 1, MAILING, BY, complete=False)
    ids = [f"{number:06d}" for number in range(LETTERS_PER_EVENT + 1)]
    first, rest = released_first(made, ids)
    assert (len(first.letter_ids), len(rest.letter_ids)) == (LETTERS_PER_EVENT, 1)
    assert (first.release, first.complete, first.by) == (1, False, BY)
    other = Release("sam", "Sam Demo", TODAY)
    (second,) = released_second(made, other)
    assert (second.release, second.complete, second.by, second.letter_ids) == (2, True, other, ())
    assert kinds_of(MAILING) == {"invitation": 30}


def test_a_day_that_is_over_or_too_near_for_the_post_is_odd_and_the_nearest_is_named() -> None:
    """Three days of post and two to act: on 2 February what is asked for 7 February still comes in time."""
    asks = {40: date(2015, 2, 1), 41: TODAY, 42: date(2015, 2, 6), 43: date(2015, 2, 7)}
    letters = [replace(usual(number), meets_on=day) for number, day in asks.items()]
    slip = replace(usual(44), meets_on=date(2015, 3, 1), answer_by=date(2015, 1, 30))
    assert odd(*letters, slip) == {
        "day-gone": Oddity("day-gone", 2, ("letter-044", "letter-040"), day=date(2015, 1, 30)),
        "day-near": Oddity("day-near", 2, ("letter-041", "letter-042"), day=TODAY),
    }


def test_a_question_that_would_leave_on_its_own_last_day_asks_for_the_past() -> None:
    """It was printed, and the client was refused on other facts the day after (Awb 4:7)."""
    asks = {40: TODAY, 41: TODAY + timedelta(days=1), 42: TODAY + timedelta(days=5), 43: TODAY + timedelta(days=6)}
    letters = [replace(usual(number), kind="view", answer_by=day) for number, day in asks.items()]
    found = odd(*letters)
    assert found["day-gone"] == Oddity("day-gone", 1, ("letter-040",), day=TODAY)
    assert found["day-near"] == Oddity("day-near", 2, ("letter-041", "letter-042"), day=TODAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("lengths", "middle"),
    [({3: 1}, 3), ({3: 1, 9: 1}, 9), ({3: 2, 9: 1}, 3), ({9: 1, 3: 1, 5: 2}, 5), ({1: 4, 2: 5}, 2)],
)
def test_the_middle_length_is_that_of_the_letter_in_the_middle(lengths: Mapping[int, int], middle: int) -> None:
    in_order = sorted(length for length, number in lengths.items() for _ in range(number))
    assert middle_length(lengths) == middle == in_order[len(in_order) // 2]
