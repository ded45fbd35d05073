"""Transferred clients: rights are determined, and a plan goes on with a new revision or is given up."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.migration.application.planning.plan_reassessments import plan_reassessments
from services.migration.application.planning.receive_clients import receive_clients
from services.migration.domain.planning.plans import ReassessmentPlanned
from services.migration.domain.rights.clients import RightDetermined, TransferredClient
from services.migration.domain.rights.states import PersonState
from shared.messaging.failures import Unworkable
from tests.support.migration_in_memory import WorkInMemory, WorksInMemory
from tests.support.migration_samples import (
    DELIVERY,
    GUIDANCE,
    LOPIK,
    OTHER_DELIVERY,
    PERSON,
    TODAY,
    delivery,
    transferred,
)

LATE: dict[str, Any] = {
    "transferred_on": date(2015, 7, 1),
    "delivered_on": date(2015, 7, 1),
    "delivery_id": OTHER_DELIVERY,
}


@pytest.fixture
def work() -> WorkInMemory:
    return WorkInMemory(TODAY)


def planned(work: WorkInMemory, *clients: TransferredClient) -> None:
    """The clients of a delivery arrive and are planned; what was recorded of it is forgotten."""
    receive_clients(work, clients)
    work.deliveries.add([delivery(expected=len(clients))])
    plan_reassessments(WorksInMemory(work))
    work.events.clear()


def test_a_new_client_gets_a_right_and_no_plan_yet(work: WorkInMemory) -> None:
    receive_clients(work, [transferred("anna")])
    assert work.events == [RightDetermined(work.clients.found["anna"])]
    assert (work.deliveries.arrived, work.plans.kept) == ({DELIVERY: {"anna"}}, {})


@pytest.mark.parametrize("revision", [2, 3])
def test_a_lower_or_equal_revision_changes_nothing_but_has_arrived(work: WorkInMemory, revision: int) -> None:
    planned(work, transferred("anna", revision=3))
    before, plans = dict(work.clients.found), dict(work.plans.kept)
    older = transferred("anna", revision=revision, ends_on=date(2015, 2, 1), delivery_id=OTHER_DELIVERY)
    receive_clients(work, [older])
    assert (work.clients.found, work.plans.kept, work.events) == (before, plans, [])
    assert work.deliveries.arrived[OTHER_DELIVERY] == {"anna"}


def test_a_correction_that_leaves_the_dates_keeps_the_plan(work: WorkInMemory) -> None:
    planned(work, transferred("anna"))
    before = work.plans.kept["anna"]
    receive_clients(work, [transferred("anna", revision=2, held_back_rows=1)])
    after = replace(before, revision=2)
    assert work.plans.kept == {"anna": after}
    assert work.events == [RightDetermined(work.clients.found["anna"]), ReassessmentPlanned(after)]


@pytest.mark.parametrize(
    "changes",
    [
        {"ends_on": date(2015, 2, 1)},
        {"municipality": LOPIK},
        {"household_id": "another"},
        {"person": replace(PERSON, died_on=date(2014, 10, 1))},
    ],
)
def test_a_correction_of_what_the_plan_was_made_of_gives_it_up(work: WorkInMemory, changes: dict[str, Any]) -> None:
    planned(work, transferred("anna"), transferred("bert"))
    receive_clients(work, [transferred("anna", revision=2, **changes)])
    assert list(work.plans.kept) == ["bert"]
    assert [type(event) for event in work.events] == [RightDetermined]


@pytest.mark.parametrize(
    ("ends_on", "state", "kept"),
    [(date(2015, 3, 14), PersonState.OVERDUE, True), (date(2014, 12, 14), PersonState.ENDED, False)],
)
def test_a_correction_after_the_end_of_an_undecided_right_hides_nobody(
    work: WorkInMemory, ends_on: date, state: PersonState, kept: bool
) -> None:
    planned(work, transferred("anna", ends_on=date(2015, 3, 14)))
    receive_clients(work, [transferred("anna", revision=2, ends_on=ends_on, **LATE)])
    assert work.clients.found["anna"].state is state
    assert bool(work.plans.kept) == kept


def test_the_first_delivery_stays_known_when_a_later_one_comes(work: WorkInMemory) -> None:
    receive_clients(work, [transferred("anna")])
    receive_clients(work, [transferred("anna", revision=2, **LATE)])
    assert work.clients.found["anna"].past.known_since == TODAY
    assert work.clients.found["anna"].determined_on == LATE["transferred_on"]


def cards(work: WorkInMemory, client_id: str) -> list[tuple[str, str]]:
    rights = work.clients.found[client_id].rights
    return [(card.rule, card.inputs.get("delivered_on", "")) for right in rights for card in right.reasons]


@pytest.mark.parametrize(
    ("born", "rule"),
    [(date(1950, 1, 1), "transition.debtor-after-move"), (date(2005, 1, 1), "youth.debtor-after-move")],
)
def test_a_client_delivered_for_another_municipality_has_a_card_about_it_from_then_on(
    work: WorkInMemory, born: date, rule: str
) -> None:
    person = replace(PERSON, birth_date=born)
    receive_clients(work, [transferred("anna", person=person)])
    assert rule not in dict(cards(work, "anna"))
    receive_clients(work, [transferred("anna", revision=2, person=person, municipality=LOPIK, **LATE)])
    arrived = (rule, LATE["delivered_on"].isoformat())
    assert arrived in cards(work, "anna")
    later = LATE | {"delivered_on": LATE["delivered_on"] + timedelta(days=7)}
    receive_clients(work, [transferred("anna", revision=3, person=person, municipality=LOPIK, **later)])
    assert arrived in cards(work, "anna")


@pytest.mark.parametrize(
    ("client", "why"),
    [
        (transferred("bad", functions=(replace(GUIDANCE, grounds=()),)), "de grondslag ontbreekt"),
        (transferred("old", delivered_on=date(2014, 7, 18)), "2014-07-18"),
    ],
)
def test_a_client_that_cannot_be_assessed_is_unworkable_with_the_reason(
    work: WorkInMemory, client: TransferredClient, why: str
) -> None:
    with pytest.raises(Unworkable, match=why):
        receive_clients(work, [transferred("anna"), client])
    assert work.events == []
