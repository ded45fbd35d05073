"""Double entry in whole cents: debit is positive, credit is negative, every entry adds up to zero.

Nothing is ever edited: a change of a budget is a new entry with the differences.
"""

from collections.abc import Mapping
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
class BudgetAmounts:
    """What the books need of a budget, in cents. Refused when a part is negative or larger than what it is part of."""

    gross: int
    contribution: int
    unaccountable: int

    def __post_init__(self) -> None:
        if not (0 <= self.contribution <= self.gross and 0 <= self.unaccountable <= self.net):
            raise EntryRefused("a budget has a contribution within its gross and a free part within its net amount")

    @property
    def net(self) -> int:
        return self.gross - self.contribution


NOTHING = BudgetAmounts(gross=0, contribution=0, unaccountable=0)


def granted(booked_on: date, reference: str, amounts: BudgetAmounts) -> JournalEntry:
    """The entry of a budget that is granted. Raises EntryRefused for a budget of nothing."""
    return _difference(booked_on, reference, "Toekenning pgb", NOTHING, amounts)


def changed(booked_on: date, reference: str, before: BudgetAmounts, after: BudgetAmounts) -> JournalEntry:
    """The differences between two budgets as a new entry. Raises EntryRefused when nothing changed."""
    return _difference(booked_on, reference, "Wijziging pgb", before, after)


def withdrawn(booked_on: date, reference: str, before: BudgetAmounts) -> JournalEntry:
    """Takes back a whole budget. A withdrawal from a later day is a change to the budget until that day."""
    return _difference(booked_on, reference, "Intrekking pgb", before, NOTHING)


def _difference(
    booked_on: date, reference: str, description: str, before: BudgetAmounts, after: BudgetAmounts
) -> JournalEntry:
    old, new = _balances(before), _balances(after)
    postings = tuple(
        Posting(account, new[account] - old[account]) for account in Account if new[account] != old[account]
    )
    return JournalEntry(booked_on, reference, description, postings)


def _balances(amounts: BudgetAmounts) -> Mapping[Account, int]:
    return {
        Account.BUDGET: amounts.gross,
        Account.COMMITMENT: amounts.unaccountable - amounts.net,
        Account.COMMITMENT_UNACCOUNTABLE: -amounts.unaccountable,
        Account.CONTRIBUTION: -amounts.contribution,
    }
