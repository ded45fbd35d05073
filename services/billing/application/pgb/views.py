"""What the screens and the API of budgets show. Money in cents, texts for people in Dutch."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from services.billing.domain.contribution.charges import Charge
from services.billing.domain.ledger.journal import Account, Booking
from services.billing.domain.pgb.booking import balances_of
from services.billing.domain.pgb.budget import BudgetAmounts
from services.billing.domain.pgb.holding import Holding, HoldingState


class BudgetSort(StrEnum):
    """By what a list of budgets can be sorted, in the words of its address."""

    CLIENT = "client"
    GROSS = "gross"
    NET = "net"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class BudgetPage:
    """`number` counts from 1; `found` is how many there are on all pages."""

    holdings: Sequence[Holding]
    number: int
    size: int
    found: int

    @property
    def last(self) -> int:
        return max(1, -(-self.found // self.size))


@dataclass(frozen=True, slots=True)
class BudgetTotals:
    """Over the budgets of municipalities, and of one state where one was chosen. `budgets` counts them by state; the
    rest is cents.

    `delivered_gross` is what the zorgkantoor delivered per year for assessed clients, as a control; it is more than the
    budgets where a client holds none. `balances` are those of the journal, debit positive. `conditional_gross` is the
    part of `gross` for care that is not in use (Wmo 2015 8.3(2)).
    """

    budgets: Mapping[HoldingState, int]
    delivered_gross: int
    gross: int
    conditional_gross: int
    contribution: int
    net: int
    unaccountable: int
    balances: Mapping[Account, int]

    @property
    def found(self) -> int:
        return sum(self.budgets.values())

    @property
    def debit(self) -> int:
        return sum(max(0, balance) for balance in self.balances.values())

    @property
    def credit(self) -> int:
        return sum(max(0, -balance) for balance in self.balances.values())

    @property
    def in_balance(self) -> bool:
        """Debit equals credit, and every account holds exactly what the budgets are made of."""
        amounts = BudgetAmounts(self.gross, self.contribution, self.unaccountable)
        return self.debit == self.credit and dict(self.balances) == balances_of(amounts)

    def as_figures(self) -> Mapping[str, int]:
        """As the status of all services shows them. `count`: budgets that are granted; what waits is none of them."""
        return {
            "count": self.budgets[HoldingState.GRANTED],
            "waiting": self.budgets[HoldingState.WAITING],
            "deliveredGrossCents": self.delivered_gross,
            "grantedGrossCents": self.gross,
            "contributionCents": self.contribution,
            "netCents": self.net,
            "unaccountableCents": self.unaccountable,
            "debitCents": self.debit,
            "creditCents": self.credit,
        }


@dataclass(frozen=True, slots=True)
class BudgetList:
    """A page of budgets and the totals of what was chosen. `per_state` counts the budgets of every state, whichever was
    chosen: they lead to the others."""

    page: BudgetPage
    totals: BudgetTotals
    per_state: Mapping[HoldingState, int]


@dataclass(frozen=True, slots=True)
class BudgetView:
    """A client's budgets, the contribution regimes and what was booked. `municipality` is where the client lives;
    another one holds what had run when they moved."""

    client_id: str
    municipality: str
    revision: int
    holdings: Sequence[Holding]
    charges: Sequence[Charge]
    bookings: Sequence[Booking]

    @property
    def holding(self) -> Holding | None:
        """The budget where the client lives, else that of another municipality; None when there never was one."""
        here = [each for each in self.holdings if each.municipality == self.municipality]
        return next(iter((*here, *self.holdings)), None)

    def seen_at(self, municipalities: Collection[str]) -> "BudgetView":
        """What stands at these municipalities. The regimes are those of where the client lives now."""
        return replace(
            self,
            holdings=[each for each in self.holdings if each.municipality in municipalities],
            charges=self.charges if self.municipality in municipalities else [],
            bookings=[each for each in self.bookings if each.municipality in municipalities],
        )
