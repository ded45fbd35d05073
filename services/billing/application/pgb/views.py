"""What the screens and the API of budgets show. Money in cents, texts for people in Dutch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.billing.domain.contribution.charges import Charge
from services.billing.domain.ledger.journal import JournalEntry
from services.billing.domain.pgb.holding import Holding


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

    def as_figures(self) -> Mapping[str, int]:
        """As the status of all services shows them."""
        return {
            "count": self.granted,
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
    page: BudgetPage
    totals: BudgetTotals


@dataclass(frozen=True, slots=True)
class BudgetView:
    """A client's budget, the contribution regimes and the postings. `holding` is None when there never was a budget."""

    client_id: str
    municipality: str
    revision: int
    holding: Holding | None
    charges: Sequence[Charge]
    entries: Sequence[JournalEntry]
