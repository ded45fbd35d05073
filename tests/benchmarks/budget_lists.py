"""What the list of budgets costs at 4,000 and at 40,000 budgets: `python -m tests.benchmarks.budget_lists`.

Through the use case, on SQLite, without a browser. Prints the median and the 95th percentile of 60 readings.
"""

import tempfile
import time
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from uuid import UUID

import click

from services.billing.adapters.database import messaging, metadata
from services.billing.adapters.work import BillingWorks
from services.billing.application.pgb.list_budgets import ListBudgets, list_budgets
from services.billing.application.pgb.views import BudgetSort
from services.billing.domain.client.care import Domain
from services.billing.domain.client.spans import year_span
from services.billing.domain.pgb.budget import BudgetAmounts
from services.billing.domain.pgb.holding import HeldLine, Holding, HoldingState
from services.billing.domain.pgb.totals import BUDGETS, GROSS, TotalsChange
from services.billing.main import read_law
from shared.access import Role, User
from shared.clock import TurnedClock
from shared.database import open_engine, sqlite_url
from shared.law.reasons import Reason
from shared.messaging.unit import Database
from tests.support.regions import demo_region

SIZES = (4_000, 40_000)
PLACES = ("0321", "0353", "0331", "0356", "0620")
USER = User("priya", "Priya", Role.FINANCE, frozenset(PLACES))
TODAY = date(2014, 11, 3)
GRANTED, WAITING = HoldingState.GRANTED, HoldingState.WAITING
STATES = [GRANTED] * 90 + [HoldingState.WITHDRAWN] * 7 + [HoldingState.REFUSED] * 2 + [WAITING]
WHY = (Reason("pgb.net", "Regeling subsidies AWBZ", "2.6.8 lid 1", "Uw netto pgb is € 90. " * 4),) * 9
LISTS: Mapping[str, ListBudgets] = {
    "all": ListBudgets(USER),
    "page 20": ListBudgets(USER, page=20),
    "one municipality": ListBudgets(USER, municipality="0321"),
    "one state in a hundred": ListBudgets(USER, state=WAITING),
    "by gross, high to low": ListBudgets(USER, sort=BudgetSort.GROSS, descending=True),
    "one state by day": ListBudgets(USER, sort=BudgetSort.DECIDED, state=GRANTED),
}


def holding(dice: Random) -> Holding:
    gross, days = dice.randrange(100_000, 4_000_000), year_span(2015)
    line = HeldLine("1-81", "BGI", Domain.WMO, "Begeleiding", days, False, gross, Decimal("0.27"), gross, "een jaar")
    return Holding(
        client_id=str(UUID(int=dice.getrandbits(128))),
        revision=1,
        municipality=dice.choice(PLACES),
        decided_on=TODAY + timedelta(days=dice.randrange(28)),
        state=dice.choice(STATES),
        amounts=BudgetAmounts(gross, 1_000, 500),
        days=days,
        lines=(line,),
        reasons=WHY,
    )


def filled(folder: Path, count: int) -> BillingWorks:
    engine = open_engine(sqlite_url(folder / "billing.sqlite"))
    metadata.create_all(engine)
    database = Database(
        service="billing", organisation="0" * 20, engine=engine, messaging=messaging, clock=TurnedClock(TODAY)
    )
    works, dice = BillingWorks(database, read_law(), demo_region()), Random(7)
    for _ in range(count // 2_000):
        held = [holding(dice) for _ in range(2_000)]
        with works.begin() as work:
            work.holdings.replace({one.client_id: [one] for one in held})
            work.totals.add([_counted(one) for one in held])
    return works


def _counted(one: Holding) -> TotalsChange:
    place = (one.municipality, one.state.value)
    return TotalsChange(one.client_id, {(place, BUDGETS): 1, (place, GROSS): one.amounts.gross})


def milliseconds(works: BillingWorks, asked: ListBudgets) -> tuple[float, float]:
    """The median and the 95th percentile."""
    times = []
    for _ in range(60):
        began = time.perf_counter()
        with works.read() as work:
            list_budgets(work, asked)
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    return times[30], times[57]


def main() -> None:
    with tempfile.TemporaryDirectory() as small, tempfile.TemporaryDirectory() as large:
        both = [filled(Path(folder), size) for folder, size in zip((small, large), SIZES, strict=True)]
        middle = {"the middle page": [ListBudgets(USER, page=size // 100) for size in SIZES]}
        for name, asked in ({name: [each, each] for name, each in LISTS.items()} | middle).items():
            (few, few_p95), (many, many_p95) = (milliseconds(*pair) for pair in zip(both, asked, strict=True))
            figures = f"{few:6.1f} ms (p95 {few_p95:5.1f})  {many:6.1f} ms (p95 {many_p95:5.1f})  x {many / few:.2f}"
            click.echo(f"{name:24} {figures}")


if __name__ == "__main__":
    main()
