"""Double entry in whole cents: debit is positive, credit is negative, every entry adds up to zero.

Nothing is ever edited: a change is a new entry with the differences.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Account(StrEnum):
    """The chart of accounts. The gross budget is a charge; it is owed as three kinds of obligation."""

    BUDGET = "pgb-budget"
    COMMITMENT = "pgb-commitment"
    COMMITMENT_UNACCOUNTABLE = "pgb-commitment-unaccountable"
    CONTRIBUTION = "pgb-contribution"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Account.BUDGET: "Budget pgb (bruto)",
    Account.COMMITMENT: "Verplichting pgb",
    Account.COMMITMENT_UNACCOUNTABLE: "Verplichting pgb, vrij besteedbaar deel",
    Account.CONTRIBUTION: "Eigen bijdrage pgb (inhouding)",
}


class EntryRefused(ValueError):
    """The entry is empty, has a zero posting or does not add up to zero."""


@dataclass(frozen=True, slots=True)
class Posting:
    """An amount in cents on an account: debit positive, credit negative, never zero."""

    account: Account
    amount_cents: int

    def __post_init__(self) -> None:
        if self.amount_cents == 0:
            raise EntryRefused(f"a posting of zero on {self.account} says nothing; leave it out")

    @property
    def debit(self) -> int:
        return max(0, self.amount_cents)

    @property
    def credit(self) -> int:
        return max(0, -self.amount_cents)


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One booking. `reference` names the decision behind it; neither it nor the description says who the client is."""

    booked_on: date
    reference: str
    description: str
    postings: tuple[Posting, ...]

    def __post_init__(self) -> None:
        if not self.postings:
            raise EntryRefused(f"entry {self.reference}: no postings, so nothing to book")
        difference = sum(posting.amount_cents for posting in self.postings)
        if difference:
            raise EntryRefused(f"entry {self.reference}: debit and credit differ by {difference} cents")


@dataclass(frozen=True, slots=True)
class Booking:
    """An entry in the books of a municipality, and the client and revision that it is for."""

    id: str
    client_id: str
    revision: int
    municipality: str
    entry: JournalEntry
