"""What the use cases about pgb budgets need of the world. The adapters give it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from services.billing.application.client.ports import Assessed
from services.billing.application.ledger.ports import Journal
from services.billing.application.pgb.views import BudgetPage, BudgetSort, BudgetTotals, BudgetView
from services.billing.domain.client.revisions import ClientFacts
from services.billing.domain.pgb.ends import BudgetEnd, BudgetEnded, BudgetEnding
from services.billing.domain.pgb.holding import Change, Holding, HoldingState
from services.billing.domain.pgb.totals import TotalsChange
from shared.access import STAFF, Role, User
from shared.law.book import LawBook
from shared.looks.purpose import Purpose
from shared.messaging.revisions import Revisions
from shared.region.policy import Choice

READERS = (Role.FINANCE, *STAFF)
"""Who may see budgets, of the municipalities that they work for."""


class UnknownClient(LookupError):
    """Billing has assessed no client with this id."""


class Holdings(Protocol):
    def of(self, client_ids: Iterable[str]) -> Mapping[str, Sequence[Holding]]:
        """By client id, in order of municipality. Who never had a budget is not in it."""

    def replace(self, holdings: Mapping[str, Sequence[Holding]]) -> None:
        """By client id: puts these in the place of all that the client held."""


class BudgetEnds(Protocol):
    """Of budgets that stop while the right goes on."""

    def replace(self, ends: Mapping[str, Sequence[BudgetEnd]]) -> None:
        """By client id: puts these in the place of all that were known of the client."""

    def not_worked_out(self, at_most: int) -> Sequence[str]:
        """So many clients at most with budgets that stand in the books since before ends were kept."""

    def municipalities(self) -> Sequence[str]:
        """Where there is one."""

    def untold(
        self, municipalities: frozenset[str], days: tuple[date, date], weeks: int, at_most: int
    ) -> Sequence[BudgetEnd]:
        """Those with a last day from the one day through the other that were not told with so many weeks, of so many
        clients at most. What belongs to one client and day stands together."""

    def save(self, told: Sequence[BudgetEnd], weeks: int, today: date) -> None: ...


class Totals(Protocol):
    def add(self, changes: Sequence[TotalsChange]) -> None: ...


class Work(Protocol):
    @property
    def law_book(self) -> LawBook: ...

    @property
    def holdings(self) -> Holdings: ...

    @property
    def journal(self) -> Journal: ...

    @property
    def budget_ends(self) -> BudgetEnds: ...

    @property
    def totals(self) -> Totals: ...

    def choice(self, municipality: str, key: str, day: date) -> Choice:
        """What the municipality chose, or the default."""

    def record(self, event: Change) -> None: ...


class Erasure(Protocol):
    def erase(self, client_ids: Sequence[str]) -> None:
        """Every row that is left of these clients. What is heard of them later is passed over."""


class ErasingWork(Protocol):
    @property
    def facts(self) -> Revisions[ClientFacts]: ...

    @property
    def assessed(self) -> Assessed: ...

    @property
    def holdings(self) -> Holdings: ...

    @property
    def totals(self) -> Totals: ...

    @property
    def erasure(self) -> Erasure: ...


class EndsWork(Protocol):
    @property
    def holdings(self) -> Holdings: ...

    @property
    def budget_ends(self) -> BudgetEnds: ...


class TellingWork(Protocol):
    @property
    def budget_ends(self) -> BudgetEnds: ...

    def choice(self, municipality: str, key: str, day: date) -> Choice: ...

    def record(self, event: BudgetEnding | BudgetEnded) -> None: ...


class Queries(Protocol):
    """`municipalities` limits what is shown to those that the user may see."""

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
        """One page, from 1, without lines; of every state when none is given. What sorts equal stands by client."""

    def budget_totals(self, municipalities: Sequence[str], state: HoldingState | None) -> BudgetTotals: ...

    def budget(self, client_id: str) -> BudgetView:
        """Raises UnknownClient."""


class ReadLog(Protocol):
    def write(self, user: User, subjects: Iterable[str], purpose: Purpose) -> None:
        """One look at all these persons, written before the data is shown."""


class ReadingWork(Protocol):
    """What somebody who looks at budgets needs: the answers, and the log of who looked."""

    @property
    def law_book(self) -> LawBook: ...

    @property
    def today(self) -> date: ...

    @property
    def queries(self) -> Queries: ...

    @property
    def read_log(self) -> ReadLog: ...
