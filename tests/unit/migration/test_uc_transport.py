"""Wmo 2015 8.1(1)e: transport belongs to the old right on guidance, and no offer ends it without a word."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.migration.application.route.make_decision import MakeDecision, make_decision
from services.migration.application.route.take_step import TakeStep, take_step
from services.migration.domain.rights.clients import RightDetermined
from services.migration.domain.rights.facts import DeliveryForm, Domain, Finding, FunctionRight
from services.migration.domain.route.decisions import Decision, DecisionKind, Draft, Provision
from services.migration.domain.route.prolonging import prolonged
from services.migration.domain.route.states import StepKind
from tests.support.migration_in_memory import WorkInMemory
from tests.support.migration_samples import GUIDANCE, LAST_DAY, RIGHT, determined
from tests.unit.migration.test_uc_route import HELP, NOOR, NOTES, draft, investigate, work

__all__ = ["NOTES", "work"]
TAKEN_THERE = replace(GUIDANCE, transport=True)
RIDE = Provision("TRANSPORT", None, None, DeliveryForm.ZIN)
SOONER = date(2015, 6, 1)


def offered(work: WorkInMemory, right: FunctionRight, *provisions: Provision) -> Decision:
    """An offer to somebody whose old right has transport."""
    found = determined("anna", functions=(TAKEN_THERE,))
    found = replace(found, rights=(right,))
    work.clients.save([found])
    work.record(RightDetermined(found))
    investigate(work)
    return make_decision(work, MakeDecision(NOOR, "anna", work.today, draft(starts_on=SOONER, provisions=provisions)))


def test_an_offer_that_is_silent_about_transport_ends_it_by_a_yes(work: WorkInMemory) -> None:
    made = offered(work, RIGHT, HELP)
    assert made.old_ends == {"BGI": LAST_DAY, "TRANSPORT": LAST_DAY}
    assert made.stops_when_accepted == {"TRANSPORT"}, "the letter and the page name what stops"


def test_an_offer_with_transport_gives_it_anew(work: WorkInMemory) -> None:
    made = offered(work, RIGHT, HELP, RIDE)
    assert made.waits_for_acceptance
    assert made.stops_when_accepted == frozenset()


def test_a_yes_ends_transport_with_the_guidance(work: WorkInMemory) -> None:
    made = offered(work, RIGHT, HELP)
    about = {"decisionId": made.decision_id}
    take_step(work, TakeStep(NOOR, "anna", StepKind.SEND, work.today, about))
    route = take_step(work, TakeStep(NOOR, "anna", StepKind.ACCEPT_OFFER, work.today, about))
    client = work.route_clients.client("anna")
    assert client.old_ends(route, work.today)["TRANSPORT"] == date(2015, 5, 31)


@pytest.mark.parametrize(
    "changes",
    [{"findings": (Finding.TRANSPORT_WITHOUT_GUIDANCE,)}, {"domain": Domain.PROTECTED_LIVING}],
    ids=["it stays behind", "it is no right beside stay"],
)
def test_transport_that_does_not_go_along_is_no_old_right(changes: dict[str, Any], work: WorkInMemory) -> None:
    made = offered(work, replace(RIGHT, **changes), HELP)
    assert "TRANSPORT" not in made.old_ends


def test_a_prolongation_names_the_transport_that_goes_on(work: WorkInMemory) -> None:
    def care(right: FunctionRight) -> list[str]:
        made: Draft = prolonged([(TAKEN_THERE, right)], LAST_DAY, date(2016, 5, 1), "Meer tijd.")
        assert made.kind is DecisionKind.PROLONGATION
        return [one.function for one in made.provisions]

    assert care(RIGHT) == ["BGI", "TRANSPORT"]
    assert care(replace(RIGHT, pgb_until=LAST_DAY)) == ["BGI"], "that of a pgb is in its amount"
