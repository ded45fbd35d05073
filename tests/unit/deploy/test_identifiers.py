"""Which texts are a BSN, a demo number, an AGB code, a postcode."""

import pytest

from shared.identifiers import is_agb, is_bsn, is_demo_number, is_postcode


@pytest.mark.parametrize("text", ["123456782", "999900006", "999990019", "999990342"])
def test_numbers_that_pass_the_eleven_test_are_a_bsn(text: str) -> None:
    assert is_bsn(text)


@pytest.mark.parametrize("text", ["", "123456789", "12345678", "1234567820", "1234.56.782", "12345678a", "000000000"])
def test_other_texts_are_not_a_bsn(text: str) -> None:
    assert not is_bsn(text)


def test_a_demo_number_never_is_a_bsn() -> None:
    demo = [str(number) for number in range(900000000, 900003000) if is_demo_number(str(number))]

    assert len(demo) > 200
    assert not any(is_bsn(number) for number in demo)


@pytest.mark.parametrize("text", ["999900011", "123456782", "90000000", "", "9000000xx"])
def test_a_demo_number_starts_with_nine_outside_the_test_range(text: str) -> None:
    assert not is_demo_number(text)


@pytest.mark.parametrize(("text", "expected"), [("98990001", True), ("9899000", False), ("9899000a", False)])
def test_an_agb_code_is_eight_digits(text: str, expected: bool) -> None:
    assert is_agb(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3992AB", True),
        ("3992 AB", True),
        ("3992ab", False),
        ("NL-3992AB", False),
        ("0992AB", False),
        ("3992SS", False),
        ("39924B", False),
        ("", False),
    ],
)
def test_a_postcode_has_four_digits_and_two_capitals(text: str, expected: bool) -> None:
    assert is_postcode(text) is expected
