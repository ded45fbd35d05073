from datetime import date

import pytest

from services.billing.domain.ledger.journal import Account, EntryRefused, JournalEntry, Posting
from services.billing.domain.pgb.booking import changed, granted, withdrawn
from services.billing.domain.pgb.budget import NOTHING, BudgetAmounts
from tests.unit.billing.office import balances

BOOKED = date(2014, 12, 1)
BUDGET = BudgetAmounts(gross=1_028_200, contribution=16_595, unaccountable=25_000)
LARGER = BudgetAmounts(gross=1_200_000, contribution=16_595, unaccountable=25_000)


def entry(*postings: Posting) -> JournalEntry:
    return JournalEntry(BOOKED, "decision-1", "Toekenning pgb", postings)


def test_granted_budget_is_owed_in_three_parts() -> None:
    assert granted(BOOKED, "decision-1", BUDGET).postings == (
        Posting(Account.BUDGET, 1_028_200),
        Posting(Account.COMMITMENT, -986_605),
        Posting(Account.COMMITMENT_UNACCOUNTABLE, -25_000),
        Posting(Account.CONTRIBUTION, -16_595),
    )


def test_budget_without_contribution_has_no_posting_for_it() -> None:
    young = BudgetAmounts(gross=100_000, contribution=0, unaccountable=25_000)
    accounts = [posting.account for posting in granted(BOOKED, "decision-1", young).postings]
    assert Account.CONTRIBUTION not in accounts


def test_change_books_only_the_differences() -> None:
    correction = changed(BOOKED, "decision-2", BUDGET, LARGER)
    assert correction.postings == (Posting(Account.BUDGET, 171_800), Posting(Account.COMMITMENT, -171_800))


def test_totals_after_a_change_are_those_of_the_new_budget() -> None:
    entries = [granted(BOOKED, "decision-1", BUDGET), changed(BOOKED, "decision-2", BUDGET, LARGER)]
    assert balances(entries) == balances([granted(BOOKED, "decision-2", LARGER)])


def test_withdrawal_brings_every_account_back_to_zero() -> None:
    entries = [granted(BOOKED, "decision-1", BUDGET), withdrawn(BOOKED, "decision-2", BUDGET)]
    assert balances(entries) == dict.fromkeys(Account, 0)


def test_books_without_entries_show_every_account_at_zero() -> None:
    assert balances([]) == dict.fromkeys(Account, 0)


def test_unbalanced_entry_is_refused_with_the_difference() -> None:
    with pytest.raises(EntryRefused, match="differ by 1 cents"):
        entry(Posting(Account.BUDGET, 100), Posting(Account.COMMITMENT, -99))


def test_entry_without_postings_is_refused() -> None:
    with pytest.raises(EntryRefused, match="no postings"):
        entry()


def test_posting_of_zero_is_refused() -> None:
    with pytest.raises(EntryRefused, match="posting of zero"):
        Posting(Account.BUDGET, 0)


@pytest.mark.parametrize(("before", "after"), [(BUDGET, BUDGET), (NOTHING, NOTHING)])
def test_change_into_the_same_budget_is_refused(before: BudgetAmounts, after: BudgetAmounts) -> None:
    with pytest.raises(EntryRefused, match="no postings"):
        changed(BOOKED, "decision-2", before, after)


@pytest.mark.parametrize(
    ("gross", "contribution", "unaccountable"), [(100, 101, 0), (100, -1, 0), (100, 50, 51), (100, 50, -1), (-1, 0, 0)]
)
def test_budget_with_impossible_parts_is_refused(gross: int, contribution: int, unaccountable: int) -> None:
    with pytest.raises(EntryRefused):
        BudgetAmounts(gross, contribution, unaccountable)


def test_every_account_has_its_own_dutch_label() -> None:
    labels = {account.label for account in Account}
    assert len(labels) == len(Account)
    assert Account.CONTRIBUTION.label == "Eigen bijdrage pgb (inhouding)"
