"""Numbers for invented people: BSN, client number, decision number.

BSNs come first from the official test range (999900006 to 999999990, about nine thousand valid numbers). After those
the demo series of shared/identifiers.py follows: nine digits, the first a 9 but not 9999, whose eleven-test sum
leaves 5 when divided by 11. Every BSN leaves 0, so a number of this series cannot be anybody's.
"""

from collections.abc import Iterator
from itertools import chain, count

from shared.identifiers import DEMO_REMAINDER, TEST_RANGE, is_bsn

DEMO_STEMS = range(90_000_000, 99_990_000)


def bsn_series() -> Iterator[str]:
    """Every number once: the test range, then the demo series. Ends after about nine million numbers."""
    return chain(filter(is_bsn, map(str, TEST_RANGE)), demo_series())


def demo_series() -> Iterator[str]:
    """All numbers of the demo series, from low to high."""
    for stem in map(str, DEMO_STEMS):
        weighted = sum((9 - place) * int(digit) for place, digit in enumerate(stem))
        last = (weighted - DEMO_REMAINDER) % 11
        if last < 10:
            yield f"{stem}{last}"


def client_numbers(care_office: str) -> Iterator[str]:
    """Unique within the care office: its four digits and seven of ours."""
    return (f"{care_office}{number:07d}" for number in count(1))


def decision_numbers() -> Iterator[str]:
    """Nine digits, unique in the region."""
    return (f"{number:09d}" for number in count(410_000_001))
