"""8.6(1): nothing about a person is in time after the end of the old right, whatever day was agreed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.migration.application.control.refresh_standings import refresh_standings
from services.migration.application.control.show_client import ShowClient, show_client
from services.migration.application.route.follow_clock import follow_clock
from services.migration.application.route.hold_conversation import HoldConversation, hold_conversation
from services.migration.application.route.keep_conversation import KeepConversation, keep_conversation
from services.migration.application.route.show_route import ShowRoute, show_route
from services.migration.application.route.take_objection import TakeObjection, take_objection
from services.migration.domain.control.steps import Task
from services.migration.domain.planning.appointments import Terms, household_of, what_a_move_does
from services.migration.domain.route.decisions import DecisionKind
from services.migration.domain.route.states import NoHearing, StepKind
from services.migration.entrypoints.control.timeline import what_next
from services.migration.entrypoints.route.what_next import ENDS_WHILE_ASKED, next_on
from shared.messaging.failures import Refused
from tests.support.migration_in_memory import WorkInMemory, books
from tests.support.migration_samples import LAST_DAY
from tests.unit.migration.test_uc_route import (
    COMING,
    NOOR,
    NOTES,
    PETRA,
    decide,
    draft,
    investigate,
    last_days,
    next_steps,
    step,
    work,
)

__all__ = ["work"]


def test_an_appointment_after_the_end_of_a_right_is_no_step_in_time(work: WorkInMemory) -> None:
    """It was due on the day of the appointment, and in no list that is late, also when the right was over."""
    step(work, StepKind.INVITE)
    work.appointments.add([replace(COMING, day=date(2016, 2, 1))])
    assert next_steps(work) == [(Task.HOLD_CONVERSATION, LAST_DAY)]
    refresh_standings(work, ["anna"])
    said = what_next(show_client(work, ShowClient(NOOR, "anna")), work.today).text
    assert "De afspraak is op 1 februari 2016, en het oude recht of pgb stopt op 31 december 2015" in said
    assert work.standings.of(["anna"])["anna"].promised == ((Task.HOLD_CONVERSATION, date(2016, 2, 1)),), (
        "by the letter"
    )


def test_an_appointment_before_the_end_of_a_right_says_nothing_of_it(work: WorkInMemory) -> None:
    step(work, StepKind.INVITE)
    work.appointments.add([COMING])
    assert next_steps(work) == [(Task.HOLD_CONVERSATION, COMING.day)]
    refresh_standings(work, ["anna"])
    assert "De afspraak is op" not in what_next(show_client(work, ShowClient(NOOR, "anna")), work.today).text


def ask_past_the_right(work: WorkInMemory) -> None:
    work.today = date(2015, 12, 1)
    investigate(work)
    step(work, StepKind.ASK_COMPLETION, missing=["kopie"], answerBy="2016-01-29", despite="De cliënt is op reis.")


def test_nobody_gives_time_past_the_end_of_a_right_without_a_reason(work: WorkInMemory) -> None:
    """It was accepted without a question, and waited "on somebody else" while the right ended."""
    work.today = date(2015, 12, 1)
    investigate(work)
    with pytest.raises(Refused, match="stopt op 31 december 2015, en de cliënt kan aanvullen tot en met 29 januari"):
        step(work, StepKind.ASK_COMPLETION, missing=["kopie"], answerBy="2016-01-29")
    step(work, StepKind.ASK_COMPLETION, missing=["kopie"], answerBy="2015-12-31")


def test_who_has_time_past_the_end_of_a_right_is_called_before_it(work: WorkInMemory) -> None:
    ask_past_the_right(work)
    assert next_steps(work) == [(Task.TAKE_UP_AGAIN, date(2015, 12, 1)), (Task.AWAIT_COMPLETION, LAST_DAY)]
    refresh_standings(work, ["anna"])
    assert what_next(show_client(work, ShowClient(NOOR, "anna")), work.today).title == ENDS_WHILE_ASKED.title
    route = show_route(work, ShowRoute(NOOR, "anna")).route
    assert next_on(route, work.today, right_until=LAST_DAY) == ENDS_WHILE_ASKED
    assert next_on(route, work.today, right_until=date(2016, 1, 29)).title == "Nu: wacht op de aanvulling"
    promised = dict(work.standings.of(["anna"])["anna"].promised)
    assert promised[Task.AWAIT_COMPLETION] == date(2016, 1, 29), "the day of the letter"


AFTER_TALKING: Mapping[StepKind, Mapping[str, Any]] = {
    StepKind.REPORT: {"reportId": "r", "canApply": True},
    StepKind.APPLY: {},
    StepKind.ASK_COMPLETION: {"missing": ["kopie"], "answerBy": "2016-02-19"},
    StepKind.COMPLETE: {},
    StepKind.DECIDE: {},
}


@pytest.mark.parametrize("kind", AFTER_TALKING)
def test_whatever_is_done_after_the_end_of_a_right_leaves_the_next_step_late(
    kind: StepKind, work: WorkInMemory
) -> None:
    """The state says "recht voorbij, besluit ontbreekt"; the next step was in time as soon as anything was done."""
    work.today = date(2016, 2, 1)
    keep_conversation(work, KeepConversation(NOOR, "anna", NOTES))
    hold_conversation(work, HoldConversation(NOOR, "anna", work.today))
    for each, details in AFTER_TALKING.items():
        if each is StepKind.DECIDE:
            decide(work, draft())
        else:
            step(work, each, **details)
        if each is kind:
            break
    assert all(due <= LAST_DAY for _, due in next_steps(work))


def test_once_a_decision_was_made_known_the_old_right_hurries_nobody(work: WorkInMemory) -> None:
    work.today = date(2016, 2, 1)
    investigate(work)
    step(work, StepKind.SEND, decisionId=decide(work, draft()))
    assert next_steps(work)[0] == (Task.AWAIT_OBJECTION, last_days(work)["objection"])


def test_a_move_to_a_day_after_the_last_one_names_no_day_for_the_decision() -> None:
    """It said that the decision "can come later: on 25 April in the place of 24 April"."""
    household, terms = household_of(COMING), Terms(8, books().calendar)
    told = household.decide_by
    says = what_a_move_does(told - timedelta(weeks=9), told + timedelta(weeks=9), household, terms)
    assert says.startswith("Het gesprek is dan pas na de laatste dag voor het besluit. De laatste dag blijft")
    back = what_a_move_does(told + timedelta(weeks=9), told - timedelta(weeks=9), household, terms)
    assert back.startswith("Het besluit kan er dan zijn op ")


def test_nothing_is_prolonged_after_a_report_when_no_old_care_is_left(work: WorkInMemory) -> None:
    """A refusal stood and the right was over for months; a report was enough to give the old care anew, without an
    investigation. 2.3.3 is for what cannot wait."""
    investigate(work)
    refused = decide(work, draft(DecisionKind.REFUSAL, starts_on=LAST_DAY + timedelta(days=1), ends_on=None))
    step(work, StepKind.SEND, decisionId=refused)
    work.today = date(2016, 3, 1)
    follow_clock(work, work.today)
    step(work, StepKind.REPORT_NEED, receivedOn=work.today.isoformat())
    assert "tijdelijke hulp" in show_route(work, ShowRoute(NOOR, "anna")).refused[StepKind.PROLONG]
    with pytest.raises(Refused, match="niets om te verlengen"):
        decide(work, draft(DecisionKind.PROLONGATION, starts_on=work.today))


def test_what_was_decided_before_is_prolonged_as_long_as_it_runs(work: WorkInMemory) -> None:
    investigate(work)
    first = decide(work, draft(DecisionKind.PROLONGATION, ends_on=date(2016, 5, 1)))
    step(work, StepKind.SEND, decisionId=first)
    work.today = date(2016, 3, 1)
    follow_clock(work, work.today)
    step(work, StepKind.REPORT_NEED, receivedOn=work.today.isoformat())
    decide(work, draft(DecisionKind.PROLONGATION, starts_on=date(2016, 5, 2)))


def test_an_old_right_that_ended_without_a_decision_can_still_be_prolonged(work: WorkInMemory) -> None:
    work.today = date(2016, 1, 11)
    decide(work, draft(DecisionKind.PROLONGATION))


def test_care_that_begins_some_days_after_the_old_right_asks_why(work: WorkInMemory) -> None:
    """8.6(1): it was accepted without a word, and the file said that all was done."""
    investigate(work)
    later = draft(starts_on=LAST_DAY + timedelta(days=11))
    with pytest.raises(Refused, match="Vanaf 1 januari 2016 is er dan 10 dagen geen zorg") as refused:
        decide(work, later)
    assert "Kies een eerdere eerste dag, of verleng de oude zorg" in refused.value.fields["despite"]
    decide(work, replace(later, despite="De cliënt is tot dan bij haar dochter."))


def test_after_the_end_of_a_right_only_days_that_are_to_come_are_asked_about(work: WorkInMemory) -> None:
    work.today = date(2016, 1, 11)
    investigate(work)
    with pytest.raises(Refused, match=r"stopte op 31 december 2015.*Vanaf 12 januari 2016 is er dan 20 dagen geen"):
        decide(work, draft(starts_on=date(2016, 2, 1)))
    decide(work, draft(starts_on=work.today + timedelta(days=1)))


def test_a_granted_objection_leaves_no_days_without_care_without_a_reason(work: WorkInMemory) -> None:
    """Of who was left to their own strength the old right ended, and the new care began months after it."""
    investigate(work)
    nothing = decide(work, draft(DecisionKind.OWN_STRENGTH, starts_on=LAST_DAY + timedelta(days=1), ends_on=None))
    step(work, StepKind.SEND, decisionId=nothing)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    granted = draft(DecisionKind.ON_OBJECTION, outcome="upheld", no_hearing=NoHearing.FULLY_MET)
    with pytest.raises(Refused, match="is er dan 60 dagen geen zorg"):
        decide(work, replace(granted, starts_on=date(2016, 3, 1)), user=PETRA)
    decide(work, granted, user=PETRA)


def test_what_was_decided_goes_on_until_a_granted_objection_begins(work: WorkInMemory) -> None:
    investigate(work)
    step(work, StepKind.SEND, decisionId=decide(work, draft()))
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    work.today = date(2016, 1, 11)
    granted = draft(DecisionKind.ON_OBJECTION, outcome="upheld", no_hearing=NoHearing.FULLY_MET)
    decide(work, replace(granted, starts_on=date(2016, 3, 1)), user=PETRA)
