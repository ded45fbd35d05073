"""No page of budgets reads more than it shows: the plan of every list is a search along an index that has the order."""

from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import text

from services.billing.adapters.database import metadata
from services.billing.adapters.pgb.queries import branches_of, order_of
from services.billing.application.pgb.views import BudgetSort
from services.billing.domain.pgb.holding import HoldingState
from shared.database import open_engine, sqlite_url
from shared.storing import merged_page


@pytest.mark.parametrize(("sort", "descending"), list(product(BudgetSort, (False, True))))
@pytest.mark.parametrize("states", [[HoldingState.WAITING], list(HoldingState)], ids=["one-state", "every-state"])
@pytest.mark.parametrize("municipalities", [["0321"], ["0321", "0353", "0620"]], ids=["one", "three"])
def test_a_list_is_read_along_an_index_without_sorting(
    tmp_path: Path, sort: BudgetSort, descending: bool, states: list[HoldingState], municipalities: list[str]
) -> None:
    engine = open_engine(sqlite_url(tmp_path / "plan.sqlite"))
    metadata.create_all(engine)
    branches, order = branches_of(municipalities, states, sort), order_of(sort, descending=descending)
    query = merged_page(engine.dialect.name, branches, order, 0, 50)
    statement = str(query.compile(engine, compile_kwargs={"literal_binds": True}))
    with engine.connect() as connection:
        plan = [row[3] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {statement}"))]
    engine.dispose()
    reads = [step for step in plan if "budget" in step]
    assert len(reads) == len(municipalities) * len(states)
    assert all(step.startswith("SEARCH budget USING COVERING INDEX budget_by_") for step in reads)
    assert [step for step in plan if "SCAN" in step or "TEMP B-TREE" in step] == []
