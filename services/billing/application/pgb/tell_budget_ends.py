"""The daily tick tells of whom a budget stops while the right goes on, twice before and once on its last day. A missed
day costs nothing: what was not told goes with the next tick, as long as it is still true."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from services.billing.application.pgb.ports import TellingWork
from services.billing.domain.pgb.ends import ENDED, BudgetEnded, BudgetEnding, together
from shared.access import system

FIRST, AGAIN = "control.weeks-before-end", "control.weeks-before-end-again"
BATCH = 1000


@dataclass(frozen=True, slots=True)
class TellBudgetEnds:
    """`at_most`: of so many clients in one transaction."""

    today: date
    at_most: int = BATCH


@system
def tell_budget_ends(work: TellingWork, command: TellBudgetEnds) -> int:
    """Returns how many events were recorded; 0 when nothing is left to tell."""
    today, told = command.today, 0
    for (first, again), municipalities in _choices(work, today).items():
        for weeks, days in _windows(first, again, today):
            ends = work.budget_ends.untold(municipalities, days, weeks, command.at_most)
            for one in (found := together(ends)):
                work.record(BudgetEnded(one, today) if weeks == ENDED else BudgetEnding(one, weeks, today))
            work.budget_ends.save(ends, weeks, today)
            told += len(found)
    return told


def _choices(work: TellingWork, today: date) -> Mapping[tuple[int, int], frozenset[str]]:
    """Municipalities by how many weeks before they tell it, the first time and again."""
    found: dict[tuple[int, int], set[str]] = {}
    for code in work.budget_ends.municipalities():
        first, again = (work.choice(code, key, today).number for key in (FIRST, AGAIN))
        found.setdefault((first, again), set()).add(code)
    return {weeks: frozenset(codes) for weeks, codes in found.items()}


def _windows(first: int, again: int, today: date) -> Iterator[tuple[int, tuple[date, date]]]:
    """So many weeks, and the last days of which is told now. Who is nearer to the end is told the nearer number."""
    yield ENDED, (date.min, today)
    start = today + timedelta(days=1)
    for weeks in sorted({first, again}):
        last = today + timedelta(weeks=weeks)
        yield weeks, (start, last)
        start = last + timedelta(days=1)
