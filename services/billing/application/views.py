"""What screens, API and commands show. Money in cents, texts for people in Dutch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.billing.domain.charges import Charge
from services.billing.domain.holding import Holding


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
    """`granted`, `withdrawn` and `refused` count budgets; the rest is cents.

    `delivered_gross` is what the zorgkantoor delivered per year, as a control. `debit` and `credit` are of the journal,
    both positive; `booked_gross` is the balance of its budget account. `conditional_gross` is the part of `gross` for
    care that is not in use (Wmo 2015 8.3(2)).
    """

    granted: int
    withdrawn: int
    refused: int
    delivered_gross: int
    gross: int
    conditional_gross: int
    contribution: int
    net: int
    unaccountable: int
    debit: int
    credit: int
    booked_gross: int

    @property
    def in_balance(self) -> bool:
        """Debit equals credit, and the books hold exactly the gross of all granted budgets."""
        return self.debit == self.credit and self.booked_gross == self.gross


@dataclass(frozen=True, slots=True)
class PostingView:
    account: str
    debit: int
    credit: int


@dataclass(frozen=True, slots=True)
class EntryView:
    booked_on: date
    reference: str
    description: str
    postings: Sequence[PostingView]


@dataclass(frozen=True, slots=True)
class AccountView:
    """Everything billing knows of a client. `holdings` has one budget, or none when there never was one."""

    client: str
    municipality: str
    revision: int
    holdings: Sequence[Holding]
    charges: Sequence[Charge]
    entries: Sequence[EntryView]


Totals = Mapping[str, Mapping[str, int]]
