"""The budgets and their lines. Money in cents."""

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from services.billing.adapters.database import metadata

budget = Table(
    "budget",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("municipality", String(4), nullable=False),
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
)
Index("budget_municipality", budget.c.municipality, budget.c.client_id)

budget_line = Table(
    "budget_line",
    metadata,
    Column("client_id", String(36), ForeignKey("budget.client_id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("function_id", String(80), nullable=False),
    Column("label", String(200), nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("conditional", Boolean, nullable=False),
    Column("year_gross_cents", BigInteger, nullable=False),
    Column("contribution_share", String(40), nullable=False),
    Column("gross_cents", BigInteger, nullable=False),
    Column("calculation", Text, nullable=False),
)
