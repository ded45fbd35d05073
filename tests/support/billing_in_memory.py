"""Billing's stores without a disk, for tests of its use cases."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from services.billing.application.pgb.ports import UnknownClient
from services.billing.application.pgb.views import BudgetPage, BudgetSort, BudgetTotals, BudgetView
from services.billing.domain.client.revisions import ClientFacts, ClientRevision, ClientRights
from services.billing.domain.client.route import Told
from services.billing.domain.contribution.charges import Charge, ContributionAssessed
from services.billing.domain.ledger.journal import Account, Booking
from services.billing.domain.pgb.ends import NOT_WORKED_OUT, BudgetEnd
from services.billing.domain.pgb.holding import Holding, HoldingState
from services.billing.domain.pgb.totals import (
    BUDGETS,
    CONDITIONAL_GROSS,
    CONTRIBUTION,
    DELIVERED_GROSS,
    GROSS,
    NET,
    UNACCOUNTABLE,
    Place,
    TotalsChange,
)
from shared.access import User
from shared.law.book import LawBook
from shared.looks.purpose import Purpose
from shared.messaging.revisions import RevisionsInMemory
from shared.region.policy import Choice, choosables
from tests.support.erasing import ErasureInMemory


class AssessedInMemory:
    """By client the revision and the municipality."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[int, str]] = {}

    def revisions(self, client_ids: Iterable[str]) -> Mapping[str, int]:
        return {each: self.kept[each][0] for each in client_ids if each in self.kept}

    def replace(self, clients: Sequence[ClientRevision]) -> None:
        self.kept.update({client.client_id: (client.revision, client.municipality) for client in clients})


class RouteInMemory:
    def __init__(self) -> None:
        self.kept: dict[str, tuple[Told, ...]] = {}

    def of(self, client_ids: Iterable[str]) -> Mapping[str, tuple[Told, ...]]:
        return {each: self.kept[each] for each in client_ids if each in self.kept}

    def add(self, told: Sequence[Told]) -> None:
        for each in told:
            self.kept[each.client_id] = (*self.kept.get(each.client_id, ()), each)


class HoldingsInMemory:
    def __init__(self) -> None:
        self.kept: dict[str, Sequence[Holding]] = {}

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Sequence[Holding]]:
        return {each: self.kept[each] for each in client_ids if self.kept.get(each)}

    def replace(self, holdings: Mapping[str, Sequence[Holding]]) -> None:
        self.kept |= {client: sorted(held, key=lambda one: one.municipality) for client, held in holdings.items()}

    @property
    def all(self) -> list[Holding]:
        return [each for held in self.kept.values() for each in held]


class BudgetEndsInMemory:
    def __init__(self) -> None:
        self.kept: dict[str, Sequence[BudgetEnd]] = {}
        self.told: set[tuple[str, str, date, int]] = set()

    def not_worked_out(self, at_most: int) -> Sequence[str]:
        waiting = {key for key, ends in self.kept.items() if any(each.revision == NOT_WORKED_OUT for each in ends)}
        return sorted(waiting)[:at_most]

    def replace(self, ends: Mapping[str, Sequence[BudgetEnd]]) -> None:
        self.kept |= ends

    def municipalities(self) -> Sequence[str]:
        return sorted({each.municipality for ends in self.kept.values() for each in ends})

    def untold(
        self, municipalities: frozenset[str], days: tuple[date, date], weeks: int, at_most: int
    ) -> Sequence[BudgetEnd]:
        first, last = days
        found = [
            each
            for client_id in sorted(self.kept)
            for each in sorted(self.kept[client_id], key=lambda one: (one.last_day, one.function_id))
            if first <= each.last_day <= last and each.municipality in municipalities
        ]
        open_ones = [one for one in found if (one.client_id, one.function_id, one.last_day, weeks) not in self.told]
        clients = sorted({each.client_id for each in open_ones})[:at_most]
        return [each for each in open_ones if each.client_id in clients]

    def save(self, told: Sequence[BudgetEnd], weeks: int, today: date) -> None:
        self.told |= {(each.client_id, each.function_id, each.last_day, weeks) for each in told}


class TotalsInMemory:
    def __init__(self) -> None:
        self.kept: Counter[tuple[Place, str]] = Counter()

    def add(self, changes: Sequence[TotalsChange]) -> None:
        for change in changes:
            for key, amount in change.figures.items():
                self.kept[key] += amount

    def of(self, municipalities: Sequence[str], state: str | None, figure: str) -> int:
        return sum(
            amount
            for ((municipality, one), name), amount in self.kept.items()
            if name == figure and municipality in municipalities and state in (None, one)
        )


class JournalInMemory:
    def __init__(self) -> None:
        self.booked: list[Booking] = []

    def book(self, bookings: Sequence[Booking]) -> None:
        self.booked.extend(bookings)


class RegimesInMemory:
    def __init__(self) -> None:
        self.kept: dict[str, Sequence[Charge]] = {}

    def of(self, client_ids: Sequence[str]) -> Mapping[str, Sequence[Charge]]:
        return {each: self.kept[each] for each in client_ids if each in self.kept}

    def replace(self, assessed: Sequence[ContributionAssessed]) -> None:
        self.kept.update({each.client_id: each.charges for each in assessed})


class ReadLogInMemory:
    def __init__(self) -> None:
        self.lines: list[tuple[str, str, str]] = []
        """User, client and purpose."""

    def write(self, user: User, subjects: Iterable[str], purpose: Purpose) -> None:
        self.lines.extend((user.id, subject, purpose.words) for subject in subjects)


SORTED_BY: Mapping[BudgetSort, Callable[[Holding], Any]] = {
    BudgetSort.CLIENT: lambda one: one.client_id,
    BudgetSort.GROSS: lambda one: one.amounts.gross,
    BudgetSort.NET: lambda one: one.amounts.net,
    BudgetSort.DECIDED: lambda one: one.decided_on,
}


@dataclass
class QueriesInMemory:
    assessed: AssessedInMemory
    holdings: HoldingsInMemory
    totals: TotalsInMemory
    journal: JournalInMemory
    regimes: RegimesInMemory

    def budgets(
        self,
        municipalities: Sequence[str],
        *,
        state: HoldingState | None,
        sort: BudgetSort,
        descending: bool,
        page: int,
        size: int,
    ) -> BudgetPage:
        """Without the lines that a list does not show."""
        held = [
            each for each in self.holdings.all if each.municipality in municipalities and state in (None, each.state)
        ]
        ordered = sorted(held, key=lambda one: (SORTED_BY[sort](one), one.client_id), reverse=descending)
        shown = [replace(each, lines=()) for each in ordered[(page - 1) * size : page * size]]
        return BudgetPage(shown, page, size, len(held))

    def budget_totals(self, municipalities: Sequence[str], state: HoldingState | None) -> BudgetTotals:
        def total(figure: str) -> int:
            return self.totals.of(municipalities, state, figure)

        counted = [state] if state else list(HoldingState)
        count = {one: self.totals.of(municipalities, one, BUDGETS) if one in counted else 0 for one in HoldingState}
        return BudgetTotals(
            budgets=count,
            delivered_gross=total(DELIVERED_GROSS),
            gross=total(GROSS),
            conditional_gross=total(CONDITIONAL_GROSS),
            contribution=total(CONTRIBUTION),
            net=total(NET),
            unaccountable=total(UNACCOUNTABLE),
            balances={account: total(account) for account in Account},
        )

    def budget(self, client_id: str) -> BudgetView:
        if client_id not in self.assessed.kept:
            raise UnknownClient(client_id)
        revision, municipality = self.assessed.kept[client_id]
        return BudgetView(
            client_id=client_id,
            municipality=municipality,
            revision=revision,
            holdings=self.holdings.kept.get(client_id, []),
            charges=list(self.regimes.kept.get(client_id, ())),
            bookings=[booking for booking in self.journal.booked if booking.client_id == client_id],
        )


@dataclass
class WorkInMemory:
    """Keeps what is recorded in a list."""

    law_book: LawBook
    today: date = date(2014, 11, 3)
    facts: RevisionsInMemory[ClientFacts] = field(default_factory=RevisionsInMemory)
    rights: RevisionsInMemory[ClientRights] = field(default_factory=RevisionsInMemory)
    route: RouteInMemory = field(default_factory=RouteInMemory)
    assessed: AssessedInMemory = field(default_factory=AssessedInMemory)
    holdings: HoldingsInMemory = field(default_factory=HoldingsInMemory)
    budget_ends: BudgetEndsInMemory = field(default_factory=BudgetEndsInMemory)
    totals: TotalsInMemory = field(default_factory=TotalsInMemory)
    journal: JournalInMemory = field(default_factory=JournalInMemory)
    regimes: RegimesInMemory = field(default_factory=RegimesInMemory)
    erasure: ErasureInMemory = field(default_factory=ErasureInMemory)
    read_log: ReadLogInMemory = field(default_factory=ReadLogInMemory)
    events: list[object] = field(default_factory=list)
    chosen: dict[str, Choice] = field(default_factory=dict)
    """By key, for every municipality."""

    def choice(self, municipality: str, key: str, day: date) -> Choice:
        return self.chosen.get(key, choosables()[key].default)

    @property
    def queries(self) -> QueriesInMemory:
        return QueriesInMemory(self.assessed, self.holdings, self.totals, self.journal, self.regimes)

    def record(self, event: object) -> None:
        self.events.append(event)


class WorksInMemory:
    """Every transaction finds what the ones before it left; none is rolled back."""

    def __init__(self, law_book: LawBook) -> None:
        self.work = WorkInMemory(law_book)

    @contextmanager
    def begin(self) -> Iterator[WorkInMemory]:
        yield self.work

    @contextmanager
    def read(self) -> Iterator[WorkInMemory]:
        yield self.work
