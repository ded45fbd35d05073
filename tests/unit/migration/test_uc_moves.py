"""Who moves inside the region while a decision is known, or waits to be sent: what it binds, and what comes next."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.migration.application.control.keep_lists import keep_lists
from services.migration.application.control.look_at_person import LookAtPerson, look_at_person
from services.migration.application.route.follow_clock import follow_clock
from services.migration.application.route.follow_letters import follow_letters
from services.migration.application.route.show_route import ShowRoute, show_route
from services.migration.application.route.take_objection import TakeObjection, take_objection
from services.migration.application.route.take_step import TakeStep, take_step
from services.migration.application.route.undo_step import UndoStep, undo_step
from services.migration.application.route.write_decision_again import WriteDecisionAgain, write_decision_again
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.steps import Task
from services.migration.domain.deadlines.open_deadlines import Closing
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.planning.plans import ReassessmentPlanned
from services.migration.domain.rights.clients import RightDetermined
from services.migration.domain.rights.facts import Domain
from services.migration.domain.rights.states import PersonState
from services.migration.domain.route.happened import LetterMoved
from services.migration.domain.route.states import RouteState, StepKind
from services.migration.entrypoints.route.what_next import next_on
from shared.access import Role, User
from shared.messaging.failures import Refused
from tests.support.migration_in_memory import WorkInMemory
from tests.support.migration_samples import LAST_DAY, LOPIK, RIGHT, determined, plan
from tests.unit.migration.test_uc_route import (
    MONDAY,
    NOOR,
    decide_after_conversation,
    decided_and_sent,
    decided_id,
    in_force,
    next_steps,
    step,
    work,
)

__all__ = ["work"]
HUGO = User("hugo", "Hugo", Role.CASEWORKER, frozenset({LOPIK}))


def moves_to_lopik(work: WorkInMemory) -> None:
    found = determined("anna", revision=2, municipality=LOPIK)
    planned = replace(plan("anna"), revision=2, municipality=LOPIK)
    work.clients.save([found])
    work.plans.save([planned])
    keep_lists(work, [RightDetermined(found), ReassessmentPlanned(planned)])


@pytest.mark.parametrize("come", [decide_after_conversation, decided_and_sent, in_force])
def test_a_decision_of_another_municipality_leaves_the_reassessment_to_be_begun_here(
    work: WorkInMemory, come: object
) -> None:
    """Wmo 2015 2.3.5(1) and 8.3(1); not first when the other one's decision is final."""
    assert callable(come)
    come(work)
    if come is not in_force:
        with pytest.raises(Refused):
            step(work, StepKind.REPORT_NEED, receivedOn=work.today.isoformat())
    moves_to_lopik(work)
    assert [task for task, _ in next_steps(work)] == [Task.REASSESS_HERE]
    file = show_route(work, ShowRoute(HUGO, "anna"))
    assert StepKind.REPORT_NEED in file.possible
    assert next_on(file.route, work.today, lives_in=LOPIK).title == "Nu: begin hier opnieuw"
    take_step(work, TakeStep(HUGO, "anna", StepKind.REPORT_NEED, work.today, {"receivedOn": work.today.isoformat()}))
    begun = show_route(work, ShowRoute(HUGO, "anna")).route
    assert (begun.number, begun.state) == (2, RouteState.PLANNED)
    assert [task for task, _ in next_steps(work)] == [Task.MAKE_APPOINTMENT]


def by_hugo(work: WorkInMemory, kind: StepKind, **details: Any) -> None:
    take_step(work, TakeStep(HUGO, "anna", kind, work.today, details))


def offered_before_the_move(work: WorkInMemory) -> str:
    decision_id = decided_and_sent(work, starts_on=date(2015, 4, 1))
    moves_to_lopik(work)
    return decision_id


@pytest.mark.parametrize("kind", [StepKind.ACCEPT_OFFER, StepKind.REFUSE_OFFER])
def test_an_offer_of_the_former_municipality_is_not_answered_here(work: WorkInMemory, kind: StepKind) -> None:
    """8.3(1), 2.3.5(1): a yes to it ended the old right, which is owed here, for care that nobody here decided."""
    decision_id = offered_before_the_move(work)
    with pytest.raises(Refused, match="Leg dan een nieuwe melding vast"):
        by_hugo(work, kind, decisionId=decision_id)
    file = show_route(work, ShowRoute(HUGO, "anna"))
    assert "gemeente waar de cliënt eerder woonde" in file.refused[kind]
    assert file.old_right_until == LAST_DAY


def test_an_offer_of_the_former_municipality_is_not_answered_while_an_objection_runs(work: WorkInMemory) -> None:
    decision_id = decided_and_sent(work, starts_on=date(2015, 4, 1))
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    moves_to_lopik(work)
    with pytest.raises(Refused, match="zodra op het bezwaar is beslist"):
        by_hugo(work, StepKind.ACCEPT_OFFER, decisionId=decision_id)
    assert Task.AWAIT_ANSWER not in [task for task, _ in next_steps(work)]
    by_hugo(work, StepKind.WITHDRAW_OBJECTION)
    assert [task for task, _ in next_steps(work)] == [Task.REASSESS_HERE]


def test_about_a_decision_of_the_former_municipality_nothing_is_taken_here(work: WorkInMemory) -> None:
    """Awb 6:4(1), 4:17(3), 3:41: an objection, a notice of default and the letter are of who decided."""
    decide_after_conversation(work)
    decision_id = decided_id(work)
    moves_to_lopik(work)
    file = show_route(work, ShowRoute(HUGO, "anna"))
    theirs = {StepKind.SEND, StepKind.OBJECT, StepKind.NOTICE_OF_DEFAULT, StepKind.GRANT_URGENT_HELP}
    assert theirs <= file.refused.keys()
    assert not file.undoable
    assert StepKind.REPORT_NEED in file.possible
    assert StepKind.END in file.possible
    with pytest.raises(Refused, match="Stuur haar de brief"):
        by_hugo(work, StepKind.SEND, decisionId=decision_id)
    with pytest.raises(Refused, match="gaat naar de gemeente die besliste"):
        take_objection(work, TakeObjection(HUGO, "anna", work.today))
    decided = next(one for one in file.route.standing if one.kind is StepKind.DECIDE)
    with pytest.raises(Refused, match="gemeente waar de cliënt eerder woonde"):
        undo_step(work, UndoStep(HUGO, "anna", decided.step_id))


def test_the_letter_of_the_former_municipality_that_left_counts_all_the_same(work: WorkInMemory) -> None:
    decide_after_conversation(work)
    decision_id = decided_id(work)
    moves_to_lopik(work)
    follow_letters(work, [LetterMoved("anna", "sent", decision_id, work.today, returned=False)])
    assert show_route(work, ShowRoute(HUGO, "anna")).route.state is RouteState.SENT


def test_who_accepted_an_offer_before_the_move_is_looked_at_here_and_not_done_with(work: WorkInMemory) -> None:
    """The file said "nothing to do" until the last day to object at the former municipality."""
    decision_id = decided_and_sent(work, starts_on=date(2015, 4, 1))
    step(work, StepKind.ACCEPT_OFFER, decisionId=decision_id)
    moves_to_lopik(work)
    assert [task for task, _ in next_steps(work)] == [Task.LOOK_AT]
    assert show_route(work, ShowRoute(HUGO, "anna")).old_right_until == date(2015, 3, 31), "the yes stays"
    look_at_person(work, LookAtPerson(HUGO, "anna", WorkList.FROM_MUNICIPALITY, "Heeft hier geen zorg nodig."))
    assert work.standings.of(["anna"])["anna"].became == "looked-at"


def test_care_of_the_wlz_comes_along_wherever_somebody_lives(work: WorkInMemory) -> None:
    step(work, StepKind.END, reason="wlz")
    moves_to_lopik(work)
    assert [task for task, _ in next_steps(work)] == [Task.HAND_OVER_WLZ]
    assert (
        next_on(show_route(work, ShowRoute(HUGO, "anna")).route, work.today, lives_in=LOPIK).title
        != "Nu: begin hier opnieuw"
    )


def test_the_terms_of_the_other_municipality_end_where_the_client_begins_anew(work: WorkInMemory) -> None:
    decided_and_sent(work)
    moves_to_lopik(work)
    take_step(work, TakeStep(HUGO, "anna", StepKind.REPORT_NEED, work.today, {"receivedOn": work.today.isoformat()}))
    first = [one for one in work.deadlines.of(["anna"])["anna"] if one.of.route == 1]
    assert [one.closed_as for one in first if one.kind is TermKind.OBJECTION] == [Closing.ROUTE_ENDED]
    assert not any(one.is_open for one in first)
    work.today += timedelta(weeks=8)
    assert follow_clock(work, work.today) == 0
    assert work.routes.due_to_take_effect(work.today) == []


def test_the_letter_of_another_municipality_is_not_made_again_in_the_name_of_this_one(work: WorkInMemory) -> None:
    """Awb 3:41: a decision is made known by who took it."""
    decision_id = decided_and_sent(work)
    step(work, StepKind.RETURNED, decisionId=decision_id)
    moves_to_lopik(work)
    with pytest.raises(Refused, match="de gemeente waar de cliënt eerder woonde"):
        write_decision_again(work, WriteDecisionAgain(HUGO, "anna"))


def test_who_has_nothing_to_be_reassessed_reports_a_need_all_the_same() -> None:
    """Wmo 2015 2.3.2(1): anybody can. The file of who was called about a right that lapsed asked for that report, and
    no step took it."""
    work = WorkInMemory(MONDAY)
    elsewhere = determined("anna", state=PersonState.ENDED, reassess_until=None, first_end=None)
    over = replace(
        elsewhere, rights=(replace(RIGHT, domain=Domain.NONE, right_until=None, reassess_before_end_of=None),)
    )
    work.clients.save([over])
    keep_lists(work, [RightDetermined(over)])
    assert [task for task, _ in next_steps(work)] == [Task.CALL]
    assert StepKind.REPORT_NEED in show_route(work, ShowRoute(NOOR, "anna")).possible
    step(work, StepKind.REPORT_NEED, receivedOn=MONDAY.isoformat())
    file = show_route(work, ShowRoute(NOOR, "anna"))
    assert [one.kind for one in file.running] == [TermKind.INVESTIGATION, TermKind.PERSONAL_PLAN]
    assert Task.MAKE_APPOINTMENT in [task for task, _ in next_steps(work)]
    standing = work.standings.of(["anna"])["anna"]
    assert (standing.state, standing.due) == (PersonState.NEW_REPORT, MONDAY + timedelta(weeks=6))
    decided_and_sent(work)
    assert work.standings.of(["anna"])["anna"].became == "in-kind"


def test_who_waits_for_a_reassessment_needs_no_report(work: WorkInMemory) -> None:
    assert StepKind.REPORT_NEED not in show_route(work, ShowRoute(NOOR, "anna")).possible
    with pytest.raises(Refused):
        step(work, StepKind.REPORT_NEED, receivedOn=work.today.isoformat())
    work.today = LAST_DAY + timedelta(days=1)
    assert StepKind.REPORT_NEED not in show_route(work, ShowRoute(NOOR, "anna")).possible, "that would hide the arrear"


def test_a_report_where_somebody_always_lived_leaves_the_terms_of_the_route_before(work: WorkInMemory) -> None:
    """Only a decision of another municipality is left behind; every report closed what was open."""
    in_force(work)
    (first,) = (one for one in work.deadlines.of(["anna"])["anna"] if one.kind is TermKind.OBJECTION)
    still_open = replace(first, closed_on=None, closed_as=None)
    work.deadlines.save([still_open])
    step(work, StepKind.REPORT_NEED, receivedOn=work.today.isoformat())
    assert still_open in work.deadlines.of(["anna"])["anna"]
