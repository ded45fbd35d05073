"""The daily tick tells of whom a budget stops while the right goes on, twice before and once on its last day. A missed
day costs nothing: what was not told goes with the next tick, as long as it is still true."""

from dataclasses import dataclass
from datetime import date

from services.billing.application.pgb.ports import TellingWork
from services.billing.domain.pgb.ends import ENDED, BudgetEnded, BudgetEnding, together
from shared.access import system
from shared.region.weeks_before import weeks_chosen, windows

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
    for (first, again), municipalities in weeks_chosen(work.budget_ends.municipalities(), work.choice, today).items():
        for weeks, days in ((ENDED, (date.min, today)), *windows(first, again, today)):
            ends = work.budget_ends.untold(municipalities, days, weeks, command.at_most)
            for one in (found := together(ends)):
                work.record(BudgetEnded(one, today) if weeks == ENDED else BudgetEnding(one, weeks, today))
            work.budget_ends.save(ends, weeks, today)
            told += len(found)
    return told
