"""Wmo 2015 8.4(2): whether a pgb for protected living goes on, the letter promises to say by its last day. Somebody has
that as a step until it is recorded."""

from dataclasses import replace
from datetime import date

import pytest

from services.migration.application.control.keep_lists import keep_lists
from services.migration.application.control.refresh_standings import refresh_standings
from services.migration.application.control.show_control import ShowControl, show_control
from services.migration.application.route.show_route import ShowRoute, show_route
from services.migration.application.route.undo_step import UndoStep, undo_step
from services.migration.domain.control.kept_promises import KeptCount
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.steps import NextStep, Owner, Task, Team
from services.migration.domain.planning.plans import ReassessmentPlanned
from services.migration.domain.rights.clients import RightDetermined
from services.migration.domain.rights.facts import DeliveryForm, Domain, Finding
from services.migration.domain.route.decisions import DecisionKind
from services.migration.domain.route.states import StepKind
from services.migration.entrypoints.route.what_next import next_on
from services.migration.entrypoints.route.words import said_in_words
from shared.messaging.failures import Refused
from tests.support.migration_in_memory import WorkInMemory
from tests.support.migration_samples import GUIDANCE, HOUTEN, LAST_DAY, RIGHT, determined, plan
from tests.unit.migration.test_uc_penalties import steps_of
from tests.unit.migration.test_uc_route import BUDGET, MONDAY, NOOR, decide, draft, investigate, step

TELL_BY = date(2015, 12, 24)
"""A week before the last day that is certain, so that the letter is there by it."""
LIVING = replace(
    RIGHT,
    domain=Domain.PROTECTED_LIVING,
    right_until=date(2018, 12, 10),
    pgb_until=LAST_DAY,
    findings=(Finding.PGB_READING_OPEN,),
)


def known(work: WorkInMemory, *findings: Finding) -> None:
    stay = replace(GUIDANCE, function="STAY", care_class="99", delivery_form=DeliveryForm.PGB)
    anna = replace(determined("anna", functions=(stay,)), rights=(replace(LIVING, findings=findings),))
    work.clients.save([anna])
    keep_lists(work, [RightDetermined(anna)])


@pytest.fixture
def work() -> WorkInMemory:
    """Anna lives protected with a pgb, and the college has not chosen what comes after it."""
    found = WorkInMemory(MONDAY)
    planned = replace(plan("anna"), investigation_start=MONDAY)
    found.plans.save([planned])
    known(found, Finding.PGB_READING_OPEN)
    keep_lists(found, [ReassessmentPlanned(planned)])
    return found


def tells(work: WorkInMemory) -> list[NextStep]:
    return [one for one in steps_of(work) if one.what is Task.TELL_PGB]


def promised(work: WorkInMemory) -> dict[Task, date]:
    refresh_standings(work, ["anna"])
    return dict(work.standings.of(["anna"])["anna"].promised)


def test_somebody_has_to_tell_whether_the_pgb_goes_on(work: WorkInMemory) -> None:
    """The demo's own client was told twice that they would hear it by 31 December, and nobody had that as a step."""
    assert tells(work) == [NextStep(Task.TELL_PGB, Owner(Team.CASEWORKERS), TELL_BY)]
    assert promised(work)[Task.TELL_PGB] == TELL_BY
    assert StepKind.TELL_PGB in show_route(work, ShowRoute(NOOR, "anna")).possible


def test_looking_at_what_the_college_has_to_choose_leaves_the_promise(work: WorkInMemory) -> None:
    assert WorkList.PGB_READING_OPEN in work.standings.of(["anna"])["anna"].lists
    assert Task.LOOK_AT in [one.what for one in steps_of(work)]
    assert len(tells(work)) == 1


def test_a_decision_on_care_after_the_right_leaves_it_the_next_step(work: WorkInMemory) -> None:
    investigate(work)
    made = draft(starts_on=date(2018, 12, 11), ends_on=None)
    step(work, StepKind.SEND, decisionId=decide(work, made))
    assert len(tells(work)) == 1
    file = show_route(work, ShowRoute(NOOR, "anna"))
    assert next_on(file.route, work.today, pgb=True).title == "Nu: laat de cliënt weten of het pgb doorgaat"


def test_a_pgb_that_was_decided_from_the_day_after_is_known(work: WorkInMemory) -> None:
    stay = replace(BUDGET, function="STAY", amount=None, unit=None)
    made = draft(DecisionKind.PROLONGATION, ends_on=date(2016, 12, 31), provisions=(stay,))
    decision_id = decide(work, made)
    assert len(tells(work)) == 1, "it is made known by sending it (Awb 3:41)"
    step(work, StepKind.SEND, decisionId=decision_id)
    assert tells(work) == []
    assert StepKind.TELL_PGB not in show_route(work, ShowRoute(NOOR, "anna")).possible


def test_what_was_told_is_kept_and_counts_as_a_promise_in_time_or_late(work: WorkInMemory) -> None:
    work.today = date(2015, 12, 28)
    route = step(work, StepKind.TELL_PGB, afterwards="ends")
    assert said_in_words(route.standing[-1]) == ["er is daarna geen pgb meer"]
    refresh_standings(work, ["anna"])
    assert tells(work) == []
    assert Task.TELL_PGB not in promised(work)
    assert work.kept_promises.count(frozenset({HOUTEN}))[Task.TELL_PGB] == KeptCount(late=1, days=4)
    with pytest.raises(Refused, match="geen pgb waarvan"):
        step(work, StepKind.TELL_PGB, afterwards="ends")
    undo_step(work, UndoStep(NOOR, "anna", route.standing[-1].step_id))
    assert len(tells(work)) == 1
    assert work.kept_promises.count(frozenset({HOUTEN})).get(Task.TELL_PGB) in (None, KeptCount())


def test_a_broken_promise_stands_among_the_promises_on_control(work: WorkInMemory) -> None:
    work.today = date(2015, 12, 25)
    refresh_standings(work, ["anna"])
    board = show_control(work, ShowControl(NOOR, None))
    assert Task.TELL_PGB in board.promises
    assert board.counts.broken[Task.TELL_PGB] == 1


def test_nothing_is_to_be_told_once_the_college_chose(work: WorkInMemory) -> None:
    known(work)
    assert tells(work) == []
    with pytest.raises(Refused, match="geen pgb waarvan"):
        step(work, StepKind.TELL_PGB, afterwards="goes-on")
