"""The code on a slip finds one invitation, and whoever mistypes it is told."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.notifications.domain.client.slip_code import (
    ALPHABET,
    LENGTH,
    NoSlipCode,
    printed_slip_code,
    read_slip_code,
    slip_code,
)

ids = some.uuids().map(str)


@given(ids, ids)
def test_what_is_printed_is_read_back(appointment: str, client: str) -> None:
    code, printed = slip_code(appointment, client), printed_slip_code(appointment, client)
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    assert {read_slip_code(each) for each in (code, printed, printed.lower(), f" {' '.join(code)} ")} == {code}


@given(ids, ids, some.integers(0, LENGTH - 1), some.sampled_from(ALPHABET))
def test_one_wrong_character_shows(appointment: str, client: str, place: int, other: str) -> None:
    code = slip_code(appointment, client)
    wrong = code[:place] + other + code[place + 1 :]
    if wrong != code:
        with pytest.raises(NoSlipCode, match="teken verkeerd"):
            read_slip_code(wrong)


@given(ids, ids, some.integers(0, LENGTH - 2))
def test_two_neighbours_that_changed_places_show(appointment: str, client: str, place: int) -> None:
    code = slip_code(appointment, client)
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if wrong != code:
        with pytest.raises(NoSlipCode):
            read_slip_code(wrong)


def test_no_character_looks_like_another() -> None:
    assert set("01OIL") & set(ALPHABET) == set()
    assert len(set(ALPHABET)) == len(ALPHABET) == 31


def test_two_people_of_one_household_have_their_own_code() -> None:
    assert slip_code("a", "b") != slip_code("a", "c")


def test_a_code_stays_what_it_is() -> None:
    """It is on paper, so it may never come out otherwise."""
    one, other = (str(uuid.UUID(int=number)) for number in (1, 2))
    assert printed_slip_code(one, other) == "VQF9D-KNCWW"


@pytest.mark.parametrize(
    ("typed", "told"), [("", "Vul de code in"), ("ABC", "10 tekens"), ("ABCDE-FGH0J", "niet voor")]
)
def test_who_types_something_else_is_told_what_is_wrong(typed: str, told: str) -> None:
    with pytest.raises(NoSlipCode, match=told):
        read_slip_code(typed)
