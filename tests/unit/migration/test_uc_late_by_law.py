"""What is late is late by the law, whatever day somebody told (Awb 4:14); and what it costs (4:17)."""

from datetime import date, timedelta

import pytest

from services.migration.application.control.refresh_standings import refresh_standings
from services.migration.application.control.show_client import ShowClient, show_client
from services.migration.application.control.show_my_work import ShowMyWork, show_my_work
from services.migration.application.control.take_step_over import TakeStepOver, take_step_over
from services.migration.application.deadlines.list_deadlines import ListDeadlines, list_deadlines
from services.migration.application.deadlines.views import DeadlineFilter, Due
from services.migration.application.route.show_route import ShowRoute, show_route
from services.migration.application.route.take_objection import TakeObjection, take_objection
from services.migration.domain.control.steps import Task
from services.migration.domain.deadlines.penalties_due import PenaltyDue
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.route.states import StepKind
from services.migration.entrypoints.control.timeline import what_next
from services.migration.entrypoints.deadlines.words import how_closed, penalty_in_words
from tests.support.migration_in_memory import WorkInMemory
from tests.unit.migration.test_uc_penalties import FULL, late, live_to
from tests.unit.migration.test_uc_route import (
    NOOR,
    decide,
    draft,
    investigate,
    late_on_team_page,
    next_steps,
    step,
    work,
)

__all__ = ["late", "work"]
BY_LAW = date(2015, 2, 23)
"""Two weeks after the application."""
FIRST_PAID = date(2015, 3, 11)
"""The first day with a penalty: two weeks after the notice are over."""


def told_later(work: WorkInMemory, day: str) -> None:
    step(work, StepKind.EXTEND, newLastDay=day, why="Wij wachten op uw huisarts.", despite="De huisarts is weg.")


def test_a_later_day_that_was_told_leaves_a_decision_late_by_the_law(work: WorkInMemory) -> None:
    """Awb 4:14(1) gives no power to extend: with it a decision went off the team page, the list and the overdue."""
    investigate(work)
    told_later(work, "2015-06-01")
    told_later(work, "2015-12-01")
    work.today = BY_LAW + timedelta(days=1)
    assert next_steps(work)[0] == (Task.DECIDE, BY_LAW)
    assert late_on_team_page(work)[TermKind.DECISION] == 1
    (line,) = list_deadlines(work, ListDeadlines(NOOR, None, DeadlineFilter(due=Due.OVERDUE))).lines
    assert (line.last_day, line.law_last_day) == (date(2015, 12, 1), BY_LAW)
    assert list_deadlines(work, ListDeadlines(NOOR, None, DeadlineFilter(TermKind.DECISION, Due.IN_8))).lines == []


def test_a_decision_that_was_told_later_is_sent_by_the_day_of_the_law(work: WorkInMemory) -> None:
    investigate(work)
    told_later(work, "2015-06-01")
    decide(work, draft())
    assert next_steps(work) == [(Task.SEND, min(BY_LAW, work.today + timedelta(weeks=1)))]


def test_who_waits_for_a_view_past_the_day_of_the_law_decides_late(work: WorkInMemory) -> None:
    """Awb 4:8: the view stops no term, and the later day that was told neither."""
    investigate(work)
    told_later(work, "2015-06-01")
    step(work, StepKind.ASK_VIEW, intended="afwijzen", answerBy="2015-03-02")
    assert next_steps(work) == [(Task.DECIDE, BY_LAW), (Task.AWAIT_VIEW, date(2015, 3, 2))]


def penalties(work: WorkInMemory) -> list[PenaltyDue]:
    """As route, file and my work have them."""
    refresh_standings(work, ["anna"])
    on_route = show_route(work, ShowRoute(NOOR, "anna")).penalties
    assert on_route == show_client(work, ShowClient(NOOR, "anna")).penalties
    return list(on_route)


def test_a_notice_of_default_says_until_when_there_is_no_penalty(late: WorkInMemory) -> None:
    (due,) = penalties(late)
    assert (due.through, due.cents, due.free_until) == (None, 0, FIRST_PAID - timedelta(days=1))
    assert "uiterlijk op 10 maart 2015 verstuurd? Dan is er geen dwangsom" in penalty_in_words(due)


@pytest.mark.parametrize(
    ("day", "euros"), [(FIRST_PAID, 20), (date(2015, 3, 24), 280), (date(2015, 3, 25), 310), (FULL, 1260)]
)
def test_a_penalty_that_runs_is_told_with_its_days_and_amount(late: WorkInMemory, day: date, euros: int) -> None:
    """Awb 4:17(2): nobody read that money ran, nor how much. A later day that was told changes nothing of it."""
    told_later(late, "2015-12-01")
    late.today = day
    (due,) = penalties(late)
    assert (due.penalty.first_day, due.through, due.cents) == (FIRST_PAID, day, euros * 100)
    assert f"€ {euros:,}".replace(",", ".") in penalty_in_words(due).replace("\xa0", " ")
    assert "11 maart 2015" in penalty_in_words(due)


def test_the_file_and_my_work_say_that_money_runs(late: WorkInMemory) -> None:
    late.today = FIRST_PAID
    refresh_standings(late, ["anna"])
    said = what_next(show_client(late, ShowClient(NOOR, "anna")), FIRST_PAID).text
    assert "Sinds 11 maart 2015 loopt er een dwangsom" in said


def test_a_penalty_to_fix_counts_the_days_before_the_decision_was_made_known(late: WorkInMemory) -> None:
    late.today = date(2015, 3, 20)
    step(late, StepKind.SEND, decisionId=decide(late, draft()))
    (due,) = penalties(late)
    assert (due.to_fix, due.through, due.cents) == (True, date(2015, 3, 19), 9 * 2000)
    assert "9 dagen, van 11 maart 2015 tot en met 19 maart 2015" in penalty_in_words(due)
    step(late, StepKind.FIX_PENALTY)
    assert penalties(late) == []


def test_a_decision_within_the_two_weeks_costs_nothing(late: WorkInMemory) -> None:
    late.today = FIRST_PAID
    step(late, StepKind.SEND, decisionId=decide(late, draft()))
    assert penalties(late) == []


def test_a_full_penalty_stays_what_it_is(late: WorkInMemory) -> None:
    live_to(late, FULL + timedelta(days=1))
    live_to(late, FULL + timedelta(days=10))
    (due,) = penalties(late)
    assert (due.to_fix, due.is_full, due.cents) == (True, True, 126_000)


def test_whoever_has_such_a_decision_on_their_name_reads_it_in_their_work(late: WorkInMemory) -> None:
    refresh_standings(late, ["anna"])
    assert show_my_work(late, ShowMyWork(NOOR)).penalties == {}
    take_step_over(late, TakeStepOver(NOOR, "anna"))
    refresh_standings(late, ["anna"])
    assert show_my_work(late, ShowMyWork(NOOR)).penalties == {"anna": penalties(late)}


def closed(work: WorkInMemory) -> dict[TermKind, str]:
    return {one.kind: how_closed(one) for one in work.deadlines.of(["anna"])["anna"] if not one.is_open}


def test_a_term_is_done_only_when_that_was_recorded(work: WorkInMemory) -> None:
    """In court this is the proof of Awb 4:7 and 6:6. A view that never came was "gedaan" on the day of sending."""
    investigate(work)
    step(work, StepKind.ASK_VIEW, intended="minder uren", answerBy="2015-02-20")
    step(work, StepKind.SEND, decisionId=decide(work, draft()))
    assert (closed(work)[TermKind.VIEW], closed(work)[TermKind.DECISION]) == ("vervallen: er kwam niets", "gedaan")
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    step(work, StepKind.ASK_REPAIR, missing=["handtekening"], answerBy="2015-02-27")
    step(work, StepKind.WITHDRAW_OBJECTION)
    withdrawn = "vervallen: het bezwaar is ingetrokken"
    assert (closed(work)[TermKind.REPAIR], closed(work)[TermKind.DECISION_ON_OBJECTION]) == (withdrawn, withdrawn)


def test_a_view_that_came_is_done(work: WorkInMemory) -> None:
    investigate(work)
    step(work, StepKind.ASK_VIEW, intended="minder uren", answerBy="2015-02-20")
    step(work, StepKind.RECEIVE_VIEW)
    step(work, StepKind.SEND, decisionId=decide(work, draft()))
    assert closed(work)[TermKind.VIEW] == "gedaan"
