"""How many weeks before something ends its client is told, the first time and again, by what a municipality chose."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from shared.region.policy import Choice

FIRST, AGAIN = "control.weeks-before-end", "control.weeks-before-end-again"


def weeks_chosen(
    codes: Iterable[str], choice: Callable[[str, str, date], Choice], today: date
) -> Mapping[tuple[int, int], frozenset[str]]:
    """Municipalities by how many weeks before they tell it, the first time and again."""
    found: dict[tuple[int, int], set[str]] = {}
    for code in codes:
        first, again = (choice(code, key, today).number for key in (FIRST, AGAIN))
        found.setdefault((first, again), set()).add(code)
    return {weeks: frozenset(codes) for weeks, codes in found.items()}


def windows(first: int, again: int, today: date) -> Iterator[tuple[int, tuple[date, date]]]:
    """So many weeks, and the last days of which is told now. Who is nearer to the end is told the nearer number."""
    start = today + timedelta(days=1)
    for weeks in sorted({first, again}):
        last = today + timedelta(weeks=weeks)
        yield weeks, (start, last)
        start = last + timedelta(days=1)
