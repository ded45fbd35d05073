"""The chain of looks shows what was changed, taken away or swapped, and where."""

from typing import Any

import pytest

from shared.looks.chain import (
    BEFORE_THE_FIRST,
    Link,
    chained,
    hash_of,
    judge,
    link_of,
    reason_of,
    with_reason,
    without_reason,
)

Look = dict[str, Any]


def chain(length: int) -> list[Look]:
    found: list[Look] = []
    after = BEFORE_THE_FIRST
    for each in range(length):
        found.append(chained({"userId": f"user-{each}", "clientIds": ["anna"]}, after))
        after = link_of(found[-1])
    return found


def changed(looks: list[Look]) -> list[Look]:
    return [{**look, "userId": "somebody-else"} if look["number"] == 3 else look for look in looks]


def changed_with_its_hash(looks: list[Look]) -> list[Look]:
    other = {**looks[2], "userId": "somebody-else"}
    return [*looks[:2], {**other, "hash": hash_of(other)}, *looks[3:]]


def removed(looks: list[Look]) -> list[Look]:
    return [look for look in looks if look["number"] != 3]


def swapped(looks: list[Look]) -> list[Look]:
    return [*looks[:2], looks[3], looks[2], *looks[4:]]


def said_twice(looks: list[Look]) -> list[Look]:
    other = chained({"userId": "somebody-else"}, link_of(looks[1]))
    return [*looks[:3], other, *looks[3:]]


def given(reason: str, after: Link) -> Look:
    return chained({"userId": "noor", "clientIds": ["anna"], **with_reason(reason, ["anna"], "a" * 32)}, after)


def test_the_chain_stays_whole_when_whom_a_reason_is_about_is_forgotten() -> None:
    first = given("Haar dochter belde", BEFORE_THE_FIRST)
    looks = [first, given("Er kwam post", link_of(first))]
    assert judge(looks).broken_at is None
    gone = [without_reason(look, {"anna"}) for look in looks]
    assert "Haar dochter" not in str(gone)
    assert [reason_of(look) for look in (*looks, *gone)] == ["Haar dochter belde", "Er kwam post", None, None]
    assert judge(gone).broken_at is None


def test_a_reason_that_was_changed_is_a_break() -> None:
    look = given("Haar dochter belde", BEFORE_THE_FIRST)
    look["reasons"][0]["reason"] = "Er kwam post"
    verdict = judge([look])
    assert (verdict.broken_at, "reden" in verdict.why) == (1, True)


def test_a_whole_chain_is_whole() -> None:
    verdict = judge(chain(5))
    assert (verdict.looks, verdict.last.number, verdict.broken_at) == (5, 5, None)
    assert judge([]).broken_at is None


def test_what_the_log_holds_twice_is_no_break() -> None:
    looks = chain(3)
    assert judge([*looks, looks[1], looks[2]]).broken_at is None


@pytest.mark.parametrize(
    ("attack", "at", "why"),
    [
        (changed, 3, "veranderd"),
        (changed_with_its_hash, 4, "sluit niet aan"),
        (removed, 4, "ontbreken"),
        (swapped, 4, "niet op hun plaats"),
        (said_twice, 3, "twee keer"),
    ],
)
def test_the_first_break_is_named(attack: Any, at: int, why: str) -> None:
    verdict = judge(attack(chain(6)))
    assert verdict.broken_at == at
    assert why in verdict.why


def test_a_tail_that_was_cut_off_shows_to_who_knows_how_far_the_chain_went() -> None:
    looks = chain(4)
    assert judge(looks[:3]).broken_at is None
    assert judge(looks[:3], link_of(looks[3])).broken_at == 4
    assert judge(looks, link_of(looks[3])).broken_at is None


def test_a_chain_that_was_made_anew_shows_to_who_knows_how_it_ended() -> None:
    assert judge(chain(4), Link(4, "0" * 64)).broken_at == 4
