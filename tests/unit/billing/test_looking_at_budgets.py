"""Who may look at which budgets, and that it is written down."""

from typing import Any

import pytest

from services.billing.application.pgb.list_budgets import ListBudgets, list_budgets
from services.billing.application.pgb.ports import UnknownClient
from services.billing.application.pgb.show_budget import ShowBudget, show_budget
from services.billing.domain.pgb.holding import HoldingState
from shared.access import Forbidden, Role, User
from tests.unit.billing.office import CLIENT, Office, facts, rights

PRIYA = User("priya", "Priya", Role.FINANCE, frozenset({"0321", "0353"}))
ELSEWHERE = User("otto", "Otto", Role.FINANCE, frozenset({"0352"}))


@pytest.fixture
def opened(office: Office) -> Office:
    """With one budget, in 0321."""
    return office.receive(facts(), rights())


def test_a_list_without_a_choice_holds_all_that_the_user_may_see(opened: Office) -> None:
    found = list_budgets(opened.work, ListBudgets(PRIYA))
    assert [holding.client_id for holding in found.page.holdings] == [CLIENT]
    assert (found.totals.found, found.totals.in_balance) == (1, True)
    assert opened.work.read_log.lines == [("priya", CLIENT, "Lijst van budgetten bekeken")]


@pytest.mark.parametrize(
    "choice", [{"municipality": "0353"}, {"state": HoldingState.WITHDRAWN}, {"page": 2}], ids=lambda each: str([*each])
)
def test_a_choice_narrows_the_list_and_who_is_not_on_it_is_not_logged(opened: Office, choice: dict[str, Any]) -> None:
    assert list_budgets(opened.work, ListBudgets(PRIYA, **choice)).page.holdings == []
    assert opened.work.read_log.lines == []


def test_nobody_lists_a_municipality_that_is_not_theirs(opened: Office) -> None:
    with pytest.raises(Forbidden):
        list_budgets(opened.work, ListBudgets(ELSEWHERE, municipality="0321"))
    assert list_budgets(opened.work, ListBudgets(ELSEWHERE)).page.found == 0
    assert opened.work.read_log.lines == []


def test_a_budget_is_shown_with_regimes_and_entries_and_logged(opened: Office) -> None:
    found = show_budget(opened.work, ShowBudget(PRIYA, CLIENT))
    assert found.holding == opened.held[CLIENT]
    assert tuple(found.charges) == opened.charges[CLIENT]
    assert [booking.entry.description for booking in found.bookings] == ["Toekenning pgb"]
    assert opened.work.read_log.lines == [("priya", CLIENT, "Budget van een cliënt bekeken")]


def test_a_budget_of_somebody_elses_client_is_neither_shown_nor_logged(opened: Office) -> None:
    with pytest.raises(Forbidden):
        show_budget(opened.work, ShowBudget(ELSEWHERE, CLIENT))
    assert opened.work.read_log.lines == []


def test_a_client_who_was_not_assessed_is_unknown(office: Office) -> None:
    office.receive(facts())
    with pytest.raises(UnknownClient):
        show_budget(office.work, ShowBudget(PRIYA, CLIENT))
