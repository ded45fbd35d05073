"""Awb 4:18: when the municipality decided too late, or did not decide at all, somebody fixes the penalty in time."""

from datetime import date, timedelta

import pytest

from services.migration.adapters.route.events import step_taken_data
from services.migration.application.control.read_people import read_people
from services.migration.application.control.read_terms import ReadTerms, read_terms
from services.migration.application.control.refresh_standings import refresh_standings
from services.migration.application.route.follow_clock import follow_clock
from services.migration.application.route.show_route import ShowRoute, show_route
from services.migration.application.route.undo_step import UndoStep, undo_step
from services.migration.domain.control.next_steps import open_steps
from services.migration.domain.control.steps import NextStep, Owner, Task, Team
from services.migration.domain.deadlines.open_deadlines import Closing
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.route.corrections import Outcome
from services.migration.domain.route.happened import StepTaken
from services.migration.domain.route.states import RouteState, StepKind
from services.migration.entrypoints.route.what_next import next_on
from shared.messaging.failures import Refused
from tests.support.migration_in_memory import WorkInMemory
from tests.support.migration_samples import HOUTEN
from tests.unit.migration.test_uc_correct_day import correct, effects, weigh
from tests.unit.migration.test_uc_route import NOOR, decide, draft, investigate, open_terms, state, step, work

__all__ = ["work"]
T = TermKind
NOTICE = date(2015, 2, 24)
FULL = date(2015, 4, 21)
"""The last of 42 days: the first one is 11 March, two weeks after the notice."""
FIX_BY = date(2015, 5, 6)
"""Two weeks after it is 5 May, a holiday."""


@pytest.fixture
def late(work: WorkInMemory) -> WorkInMemory:
    """Nothing is decided, and the client wrote that it is too late."""
    investigate(work)
    work.today = NOTICE
    step(work, StepKind.NOTICE_OF_DEFAULT, receivedOn=NOTICE.isoformat())
    return work


def steps_of(work: WorkInMemory) -> list[NextStep]:
    refresh_standings(work, ["anna"])
    (person,) = read_people(work, work.standings.of(["anna"])).values()
    return open_steps(person, read_terms(work, ReadTerms(HOUTEN, person.standing.delivered_on)))


def live_to(work: WorkInMemory, day: date) -> int:
    work.today = day
    return follow_clock(work, day)


def full(work: WorkInMemory) -> WorkInMemory:
    live_to(work, FULL + timedelta(days=1))
    return work


def test_the_term_to_fix_a_full_penalty_begins_without_a_decision(late: WorkInMemory) -> None:
    """Awb 4:18: the two weeks run from the last day with a penalty, and that comes also when nothing is decided."""
    assert live_to(late, FULL) == 0
    assert T.PENALTY_DECISION not in open_terms(late)
    assert live_to(late, FULL + timedelta(days=1)) == 1
    (term,) = [one for one in late.deadlines.of(["anna"])["anna"] if one.kind is T.PENALTY_DECISION]
    assert (term.started_on, term.last_day, term.article) == (FULL, FIX_BY, "4:18")
    assert state(late) is RouteState.APPLIED, "and the municipality still has to decide"
    assert T.DECISION in open_terms(late)
    assert live_to(late, FULL + timedelta(days=2)) == 0, "once"


def test_others_hear_that_a_full_penalty_has_to_be_fixed(late: WorkInMemory) -> None:
    full(late)
    told = [event for event in late.events if isinstance(event, StepTaken)][-1]
    assert (told.step.kind, told.step.by.by) == (StepKind.PENALTY_FULL, "clock")
    terms = step_taken_data(told)["deadlines"]
    assert {"kind": "penalty-decision", "lastDay": FIX_BY.isoformat(), "law": "Awb", "article": "4:18"} in terms


def test_whoever_has_to_fix_a_penalty_finds_it_as_a_step_with_an_owner(late: WorkInMemory) -> None:
    assert Task.FIX_PENALTY not in [one.what for one in steps_of(late)]
    full(late)
    assert NextStep(Task.FIX_PENALTY, Owner(Team.CASEWORKERS), FIX_BY) in steps_of(late)
    shown = show_route(late, ShowRoute(NOOR, "anna"))
    assert StepKind.FIX_PENALTY in shown.possible
    assert T.PENALTY_DECISION in [one.kind for one in shown.running]


def test_a_penalty_that_was_fixed_leaves_nothing_to_do_about_it(late: WorkInMemory) -> None:
    full(late)
    route = step(late, StepKind.FIX_PENALTY)
    assert T.PENALTY_DECISION not in open_terms(late)
    assert Task.FIX_PENALTY not in [one.what for one in steps_of(late)]
    undo_step(late, UndoStep(NOOR, "anna", route.steps[-1].step_id))
    assert open_terms(late)[T.PENALTY_DECISION] == FIX_BY


def test_a_decision_in_force_is_not_done_with_while_a_penalty_is_to_be_fixed(late: WorkInMemory) -> None:
    late.today = date(2015, 3, 20)
    step(late, StepKind.SEND, decisionId=decide(late, draft()))
    live_to(late, date(2015, 5, 2))
    route = show_route(late, ShowRoute(NOOR, "anna")).route
    assert route.state is RouteState.IN_FORCE
    assert next_on(route, late.today, penalty=True).steps == (StepKind.FIX_PENALTY,)
    assert next_on(route, late.today).title == "Klaar"


def test_a_decision_after_a_full_penalty_begins_no_second_term_to_fix_it(late: WorkInMemory) -> None:
    full(late)
    late.today = date(2015, 4, 24)
    step(late, StepKind.SEND, decisionId=decide(late, draft()))
    terms = [one for one in late.deadlines.of(["anna"])["anna"] if one.kind is T.PENALTY_DECISION]
    assert [(one.last_day, one.is_open) for one in terms] == [(FIX_BY, True)]
    assert live_to(late, date(2015, 4, 25)) == 0


def test_a_penalty_of_before_a_report_is_fixed_in_the_route_that_the_report_began(late: WorkInMemory) -> None:
    late.today = date(2015, 3, 20)
    step(late, StepKind.SEND, decisionId=decide(late, draft()))
    live_to(late, date(2015, 5, 2))
    step(late, StepKind.REPORT_NEED, receivedOn="2015-05-02")
    assert Task.FIX_PENALTY in [one.what for one in steps_of(late)]
    fixed = step(late, StepKind.FIX_PENALTY)
    (term,) = [one for one in late.deadlines.of(["anna"])["anna"] if one.kind is T.PENALTY_DECISION]
    assert (term.of.route, term.closed_as) == (1, Closing.DONE)
    undo_step(late, UndoStep(NOOR, "anna", fixed.steps[-1].step_id))
    assert Task.FIX_PENALTY in [one.what for one in steps_of(late)]


def test_where_no_penalty_is_due_there_is_none_to_fix(late: WorkInMemory) -> None:
    assert StepKind.FIX_PENALTY not in show_route(late, ShowRoute(NOOR, "anna")).possible
    with pytest.raises(Refused, match="geen dwangsom om vast te stellen"):
        step(late, StepKind.FIX_PENALTY)


def test_nobody_says_by_hand_that_the_days_with_a_penalty_are_full(late: WorkInMemory) -> None:
    late.today = FULL + timedelta(days=1)
    with pytest.raises(Refused, match="eigen formulier"):
        step(late, StepKind.PENALTY_FULL)


def test_a_notice_that_came_later_makes_the_penalty_full_later(late: WorkInMemory) -> None:
    """The day of the notice is what is corrected, for no day of a person begins the term."""
    full(late)
    right = date(2015, 2, 26)
    assert (T.PENALTY_DECISION, Outcome.FALLS_AWAY, FIX_BY, None) in effects(weigh(late, T.PENALTY_DECISION, right))
    correct(late, T.PENALTY_DECISION, right)
    assert T.PENALTY_DECISION not in open_terms(late)
    assert live_to(late, FULL + timedelta(days=2)) == 0
    assert live_to(late, FULL + timedelta(days=3)) == 1
    assert open_terms(late)[T.PENALTY_DECISION] == date(2015, 5, 7)
