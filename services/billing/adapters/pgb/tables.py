"""The budgets, their lines and their totals. Money in cents."""

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKeyConstraint, Index, Integer, String, Table, Text

from services.billing.adapters.database import metadata
from services.billing.application.pgb.views import BudgetSort
from services.billing.domain.pgb.totals import BUDGETS, FIGURES

budget = Table(
    "budget",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("municipality", String(4), primary_key=True),
    Column("decided_on", Date, nullable=False),
    Column("state", String(10), nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("gross_cents", BigInteger, nullable=False),
    Column("contribution_cents", BigInteger, nullable=False),
    Column("net_cents", BigInteger, nullable=False),
    Column("unaccountable_cents", BigInteger, nullable=False),
    Column("conditional", Boolean, nullable=False),
    Column("provisional", Boolean, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("problem", Text, nullable=False),
    Column("decided_from", Date),
)
SORTED_BY = {
    BudgetSort.CLIENT: "client_id",
    BudgetSort.GROSS: "gross_cents",
    BudgetSort.NET: "net_cents",
    BudgetSort.DECIDED: "decided_on",
}
for column in SORTED_BY.values():
    # The page of a list is read along one of these, so it costs what the page holds.
    order = dict.fromkeys((budget.c.municipality, budget.c.state, budget.c[column], budget.c.client_id))
    Index(f"budget_by_{column}", *order)

budget_line = Table(
    "budget_line",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("municipality", String(4), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("function_id", String(80), nullable=False),
    Column("function", String(20), nullable=False),
    Column("domain", String(30), nullable=False),
    Column("label", String(200), nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("conditional", Boolean, nullable=False),
    Column("year_gross_cents", BigInteger, nullable=False),
    Column("contribution_share", String(40), nullable=False),
    Column("gross_cents", BigInteger, nullable=False),
    Column("calculation", Text, nullable=False),
    Column("decision_id", String(36)),
    ForeignKeyConstraint(["client_id", "municipality"], ["budget.client_id", "budget.municipality"]),
)

budget_end = Table(
    "budget_end",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("function_id", String(80), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("municipality", String(4), nullable=False),
    Column("last_day", Date, nullable=False),
    Index("budget_end_by_day", "last_day", "client_id"),
)
"""Budgets that stop while the right goes on. A few in a region: those for protected living."""

told_budget_end = Table(
    "told_budget_end",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("function_id", String(80), primary_key=True),
    Column("last_day", Date, primary_key=True),
    Column("weeks", Integer, primary_key=True, autoincrement=False),
    Column("told_on", Date, nullable=False),
)
"""That such an end was told, so many weeks before it; with `weeks` 0, on the day itself. An own decision: a rebuild
keeps it."""

FIGURE_COLUMNS = {
    str(figure): f"{figure.replace('-', '_')}{'' if figure == BUDGETS else '_cents'}" for figure in FIGURES
}
"""The column of each figure of the totals."""

budget_total = Table(
    "budget_total",
    metadata,
    Column("municipality", String(4), primary_key=True),
    Column("state", String(10), primary_key=True),
    Column("partition", Integer, primary_key=True, autoincrement=False),
    *(Column(name, BigInteger, nullable=False) for name in FIGURE_COLUMNS.values()),
)
