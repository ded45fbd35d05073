"""Amounts as a Dutch reader writes them."""

import pytest

from shared.dutch import amount, euros


@pytest.mark.parametrize(
    ("cents", "written"),
    [(0, "0,00"), (5, "0,05"), (123_456, "1.234,56"), (-123_456, "-1.234,56"), (100_000_000, "1.000.000,00")],
)
def test_an_amount_stays_on_one_line_with_its_sign(cents: int, written: str) -> None:
    assert euros(cents) == written
    assert amount(cents) == f"€\u00a0{written}"
