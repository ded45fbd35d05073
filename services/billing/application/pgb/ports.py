"""What the use cases about pgb budgets need of the world. The adapters give it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from services.billing.application.ledger.ports import Journal
from services.billing.application.pgb.views import BudgetPage, BudgetTotals, BudgetView
from services.billing.domain.pgb.holding import BudgetGranted, BudgetWithdrawn, Holding, HoldingState
from shared.access import STAFF, Role, User
from shared.law.book import LawBook

READERS = (Role.FINANCE, *STAFF)
"""Who may see budgets, of the municipalities that they work for."""


class UnknownClient(LookupError):
    """Billing has assessed no client with this id."""


class Holdings(Protocol):
    def of(self, client_ids: Iterable[str]) -> Mapping[str, Holding]:
        """By client id. Who never had a budget is not in it."""

    def replace(self, holdings: Sequence[Holding]) -> None:
        """Puts these in the place of what the same clients held. One per client."""


class Work(Protocol):
    @property
    def law_book(self) -> LawBook: ...

    @property
    def holdings(self) -> Holdings: ...

    @property
    def journal(self) -> Journal: ...

    def record(self, event: BudgetGranted | BudgetWithdrawn) -> None: ...


class Queries(Protocol):
    """`municipalities` limits what is shown to those that the user may see."""

    def budgets(self, municipalities: Sequence[str], *, state: HoldingState | None, page: int, size: int) -> BudgetPage:
        """One page, from 1, in order of client; of every state when none is given."""

    def budget_totals(self, municipalities: Sequence[str]) -> BudgetTotals: ...

    def budget(self, client_id: str) -> BudgetView:
        """Raises UnknownClient."""


class ReadLog(Protocol):
    def write(self, user: User, subjects: Iterable[str], purpose: str) -> None:
        """One line per person whose data the user is about to see."""


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
