"""Numbers that name people, providers and addresses. They are text: a leading zero is part of the number.

The demo series: when the official test range of the BSN (999900006 to 999999990) is used up, the demo takes nine-digit
numbers that start with a 9, but not with 9999, and whose weighted sum of the eleven test (weights 9, 8, 7, 6, 5, 4, 3,
2, -1) leaves 5 when divided by 11. Every real BSN leaves 0, so no person has or will ever have such a number.
"""

from stdnum.exceptions import ValidationError
from stdnum.nl import bsn, postcode

TEST_RANGE = range(999900006, 999999990 + 1)
DEMO_REMAINDER = 5


def is_bsn(text: str) -> bool:
    """Nine digits that pass the eleven test. The official test range passes, the demo series does not."""
    return _are_digits(text, 9) and bool(bsn.is_valid(text))


def is_demo_number(text: str) -> bool:
    """A number of the demo series (see the module): it stands where a BSN stands and cannot be anybody's."""
    outside_test_range = text.startswith("9") and not text.startswith("9999")
    return _are_digits(text, 9) and outside_test_range and bool(bsn.checksum(text) == DEMO_REMAINDER)


def is_agb(text: str) -> bool:
    """Eight digits. An AGB code has no check digit; whether the provider exists is in the register, not here."""
    return _are_digits(text, 8)


def is_postcode(text: str) -> bool:
    """A Dutch postcode in capitals, with or without one space: `1234AB` or `1234 AB`."""
    try:
        spaced = str(postcode.validate(text))
    except ValidationError:
        return False
    return text in (spaced, spaced.replace(" ", ""))


def _are_digits(text: str, count: int) -> bool:
    return len(text) == count and text.isascii() and text.isdigit()
