"""An amount above the maximum waits for a person: nothing is granted silently, and what was granted stands."""

from datetime import date
from typing import Any

import pytest

from services.billing.application.pgb.list_budgets import ListBudgets, list_budgets
from services.billing.domain.pgb.budget import NOTHING
from services.billing.domain.pgb.holding import BudgetGranted, BudgetWaiting, BudgetWithdrawn, HoldingState
from shared.access import Role, User
from tests.unit.billing.office import CLIENT, HALF, PGB, YEAR, Office, facts, function, right, rights
from tests.unit.billing.test_budget_changes import FIRST, WHOLE_YEAR, assert_the_books_hold, second

ABOVE = function(gross_year=1_028_201)
PRIYA = User("priya", "Priya", Role.FINANCE, frozenset({"0321", "0353"}))


def test_nothing_of_a_first_amount_above_the_maximum_is_granted_or_booked(office: Office) -> None:
    office.receive(facts(ABOVE), rights())
    held = office.held[CLIENT]
    assert (held.state, held.amounts, held.lines, held.days) == (HoldingState.WAITING, NOTHING, (), None)
    assert [card.article for card in held.reasons] == ["2.6.6 lid 1"]
    assert "Een medewerker van de gemeente kijkt hiernaar" in str(held.problem)
    assert office.booked == []
    assert office.budget_events == [BudgetWaiting(held)]


def test_one_amount_above_the_maximum_holds_the_whole_budget(office: Office) -> None:
    """A budget is one decision (RSA 2.6.11)."""
    office.receive(
        facts(ABOVE, function("1-82", "PV", care_class="K1")), rights(right(days=YEAR), right("1-82", days=YEAR))
    )
    assert (office.held[CLIENT].state, office.booked) == (HoldingState.WAITING, [])


@pytest.mark.parametrize(
    ("change", "gross", "events"),
    [
        pytest.param(second(right(days=YEAR), gross_year=2_000_000), WHOLE_YEAR, [BudgetWaiting], id="same-days"),
        pytest.param(
            second(right(days=HALF), gross_year=2_000_000), 509_875, [BudgetGranted, BudgetWaiting], id="ends"
        ),
        pytest.param(
            second(right("1-81", "none", PGB), gross_year=2_000_000), 0, [BudgetWithdrawn], id="no-right-nothing-waits"
        ),
    ],
)
def test_what_was_granted_before_stands_as_far_as_the_right_goes(
    office: Office, change: Any, gross: int, events: list[type]
) -> None:
    office.receive(*FIRST, *change)
    assert office.held[CLIENT].amounts.gross == gross
    assert office.budget_changes == [BudgetGranted, *events]
    assert_the_books_hold(office)


def test_waiting_ends_with_an_amount_that_the_rules_allow(office: Office) -> None:
    office.receive(*FIRST, *second(right(days=YEAR), gross_year=2_000_000))
    office.receive(facts(function(gross_year=900_000), revision=3), rights(right(days=YEAR), revision=3))
    held = office.held[CLIENT]
    assert (held.state, held.amounts.gross, held.problem, held.waits_for) == (HoldingState.GRANTED, 900_000, None, ())
    assert office.budget_changes == [BudgetGranted, BudgetWaiting, BudgetGranted]
    assert_the_books_hold(office)


def test_the_same_amount_again_is_not_told_again(office: Office) -> None:
    office.receive(facts(ABOVE), rights(), facts(ABOVE, revision=2), rights(revision=2))
    assert office.budget_changes == [BudgetWaiting]
    assert len(office.held[CLIENT].reasons) == 1


def test_the_reason_to_wait_does_not_pile_up_beside_a_standing_budget(office: Office) -> None:
    for number in (2, 3, 4):
        delivered = facts(function(gross_year=2_000_000), revision=number)
        office.receive(*(FIRST if number == 2 else ()), delivered, rights(right(days=YEAR), revision=number))
    assert len(office.held[CLIENT].waits_for) == 1


def test_a_move_takes_a_waiting_budget_along_and_leaves_what_had_run(office: Office) -> None:
    office.receive(*FIRST)
    moved = facts(function(gross_year=2_000_000), revision=2, municipality="0353")
    office.receive(moved, rights(right(days=YEAR), revision=2, on=date(2015, 6, 10)))
    left, now = office.held_at("0321"), office.held_at("0353")
    assert left is not None
    assert now is not None
    assert (left.state, now.state) == (HoldingState.GRANTED, HoldingState.WAITING)
    assert abs(left.amounts.gross + now.amounts.gross - WHOLE_YEAR) <= 1
    assert_the_books_hold(office)


def test_list_totals_and_balances_follow_the_same_choice(office: Office) -> None:
    office.receive(*FIRST, *second(right(days=YEAR), gross_year=2_000_000))
    waiting, granted = (
        list_budgets(office.work, ListBudgets(PRIYA, state=state))
        for state in (HoldingState.WAITING, HoldingState.GRANTED)
    )
    assert ([one.client_id for one in waiting.page.holdings], granted.page.holdings) == ([CLIENT], [])
    assert (waiting.totals.gross, waiting.totals.debit) == (WHOLE_YEAR, WHOLE_YEAR)
    assert (granted.totals.gross, granted.totals.debit) == (0, 0)
    assert waiting.totals.in_balance
    assert granted.totals.in_balance
