"""The contrast of two colours, against the values that WCAG's own formula gives."""

from decimal import Decimal

import pytest

from shared.colours import contrast


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", "21.00"),
        ("#ffffff", "#000000", "21.00"),
        ("#154273", "#154273", "1.00"),
        ("#767676", "#ffffff", "4.54"),
        ("#777777", "#ffffff", "4.48"),
        ("#ff0000", "#ffffff", "4.00"),
        ("#0000ff", "#ffffff", "8.59"),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: str) -> None:
    assert contrast(one, other).quantize(Decimal("0.01")) == Decimal(ratio)
