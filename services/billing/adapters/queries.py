"""The answers for screens, API and commands, straight from the tables."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, case, func, select, true

from services.billing.adapters.stores import lines_by_client
from services.billing.adapters.tables import (
    assessed,
    budget,
    budget_line,
    client_facts,
    contribution_regime,
    journal_entry,
    posting,
)
from services.billing.adapters.texts import charge_of, holding_of
from services.billing.application.ports import UnknownClient
from services.billing.application.views import AccountView, BudgetPage, BudgetTotals, EntryView, PostingView
from services.billing.domain.charges import Charge
from services.billing.domain.holding import Holding, HoldingState
from services.billing.domain.ledger import Account
from shared.messaging.unit import Database


class TableQueries:
    def __init__(self, database: Database) -> None:
        self._database = database

    def budgets(self, municipalities: Sequence[str], *, state: str, page: int, size: int) -> BudgetPage:
        wanted: ColumnElement[bool] = budget.c.municipality.in_(municipalities)
        if state:
            wanted = and_(wanted, budget.c.state == state)
        rows = select(budget).where(wanted).order_by(budget.c.client).limit(size).offset((page - 1) * size)
        with self._database.reading() as connection:
            found = connection.execute(select(func.count()).select_from(budget).where(wanted)).scalar_one()
            holdings = [holding_of(row) for row in connection.execute(rows).mappings()]
        return BudgetPage(holdings, page, size, found)

    def budget_totals(self, municipalities: Sequence[str]) -> BudgetTotals:
        with self._database.reading() as connection:
            return _totals(
                connection,
                budget.c.municipality.in_(municipalities),
                client_facts.c.municipality.in_(municipalities),
                journal_entry.c.municipality.in_(municipalities),
            )

    def all_budget_totals(self) -> BudgetTotals:
        with self._database.reading() as connection:
            return _totals(connection, true(), true(), true())

    def regime_counts(self) -> Mapping[str, int]:
        regime = contribution_regime.c.regime
        counts = select(regime, func.count()).group_by(regime).order_by(regime)
        with self._database.reading() as connection:
            return dict(connection.execute(counts).all())

    def account(self, client: str) -> AccountView:
        with self._database.reading() as connection:
            row = connection.execute(select(assessed).where(assessed.c.client == client)).mappings().first()
            if row is None:
                raise UnknownClient(client)
            return AccountView(
                client=client,
                municipality=row["municipality"],
                revision=row["revision"],
                holdings=_holdings(connection, client),
                charges=_charges(connection, client),
                entries=_entries(connection, client),
            )


def _holdings(connection: Connection, client: str) -> list[Holding]:
    rows = connection.execute(select(budget).where(budget.c.client == client)).mappings()
    lines = lines_by_client(connection, [client])
    return [holding_of(row, lines.get(client, ())) for row in rows]


def _charges(connection: Connection, client: str) -> list[Charge]:
    of_client = select(contribution_regime).where(contribution_regime.c.client == client)
    rows = connection.execute(of_client.order_by(contribution_regime.c.number)).mappings()
    return [charge_of(row) for row in rows]


def _entries(connection: Connection, client: str) -> list[EntryView]:
    joined = select(journal_entry, posting.c.account, posting.c.amount_cents).join_from(journal_entry, posting)
    of_client = joined.where(journal_entry.c.client == client)
    columns = journal_entry.c
    # Of one revision, "Intrekking" in the old municipality stands before "Toekenning" in the new one.
    order = (columns.revision, columns.description, columns.id, posting.c.account)
    rows = connection.execute(of_client.order_by(*order)).mappings()
    return [_entry(list(group)) for _, group in groupby(rows, key=lambda row: str(row["id"]))]


def _entry(rows: Sequence[RowMapping]) -> EntryView:
    first = rows[0]
    postings = [
        PostingView(Account(row["account"]).label, max(0, row["amount_cents"]), max(0, -row["amount_cents"]))
        for row in rows
    ]
    return EntryView(first["booked_on"], first["reference"], first["description"], postings)


def _totals(
    connection: Connection,
    budgets: ColumnElement[bool],
    facts: ColumnElement[bool],
    entries: ColumnElement[bool],
) -> BudgetTotals:
    """Sums over what each condition lets through; on PostgreSQL a sum of bigints comes back as a Decimal."""
    sums = connection.execute(
        select(
            _sum(budget.c.gross_cents),
            _sum(budget.c.contribution_cents),
            _sum(budget.c.net_cents),
            _sum(budget.c.unaccountable_cents),
        ).where(budgets)
    ).one()
    states = select(budget.c.state, func.count()).where(budgets).group_by(budget.c.state)
    counts: dict[str, int] = dict(connection.execute(states).all())
    debit, credit, booked = _journal_sums(connection, entries)
    return BudgetTotals(
        granted=counts.get(HoldingState.GRANTED.value, 0),
        withdrawn=counts.get(HoldingState.WITHDRAWN.value, 0),
        refused=counts.get(HoldingState.REFUSED.value, 0),
        delivered_gross=_delivered_gross(connection, facts),
        gross=int(sums[0]),
        conditional_gross=_conditional_gross(connection, budgets),
        contribution=int(sums[1]),
        net=int(sums[2]),
        unaccountable=int(sums[3]),
        debit=debit,
        credit=credit,
        booked_gross=booked,
    )


def _conditional_gross(connection: Connection, budgets: ColumnElement[bool]) -> int:
    of_lines = select(_sum(budget_line.c.gross_cents)).join_from(budget_line, budget)
    return int(connection.execute(of_lines.where(budget_line.c.conditional, budgets)).scalar_one())


def _journal_sums(connection: Connection, entries: ColumnElement[bool]) -> tuple[int, int, int]:
    """Debit, credit (positive), and the balance of the budget account."""
    amount = posting.c.amount_cents
    on_budget = posting.c.account == Account.BUDGET.value
    found = connection.execute(
        select(
            _sum(case((amount > 0, amount), else_=0)),
            _sum(case((amount < 0, -amount), else_=0)),
            _sum(case((on_budget, amount), else_=0)),
        )
        .join_from(posting, journal_entry)
        .where(entries)
    ).one()
    return int(found[0]), int(found[1]), int(found[2])


def _delivered_gross(connection: Connection, facts: ColumnElement[bool]) -> int:
    """Of the latest revision of every client."""
    columns = client_facts.c
    latest = select(columns.client, func.max(columns.revision).label("revision")).group_by(columns.client).subquery()
    is_latest = and_(latest.c.client == columns.client, latest.c.revision == columns.revision)
    query = select(_sum(columns.delivered_gross_cents)).join_from(client_facts, latest, is_latest).where(facts)
    return int(connection.execute(query).scalar_one())


def _sum(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.coalesce(func.sum(column), 0)
