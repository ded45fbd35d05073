"""Awb 4:5, 4:7, 6:6 and 7:3: a question leaves a reasonable time to answer, counted from the day on which its letter
leaves; one that left too late was not put, and is put again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.migration.adapters.route.events import step_taken_data
from services.migration.application.route.find_time_to_answer import FOR_POST, SHORTEST
from services.migration.application.route.follow_letters import follow_letters
from services.migration.application.route.show_route import ShowRoute, show_route
from services.migration.application.route.take_objection import TakeObjection, take_objection
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.route.asking import leave_by, was_put
from services.migration.domain.route.decisions import DecisionKind
from services.migration.domain.route.happened import StepTaken
from services.migration.domain.route.route import BY_EVENT, Step
from services.migration.domain.route.states import NoHearing, RouteState, StepKind
from shared.messaging.failures import Refused
from shared.region.policy import Choice
from tests.support.migration_in_memory import WorkInMemory
from tests.unit.migration.test_uc_route import (
    MONDAY,
    NOOR,
    REFUSAL,
    decide,
    decided_and_sent,
    draft,
    investigate,
    left,
    not_treated,
    on_objection,
    open_terms,
    state,
    step,
    work,
)

__all__ = ["work"]
THURSDAY = date(2015, 2, 19)
"""Ten days after the Monday of the question."""
LEAVE_BY = date(2015, 2, 12)
"""A week before it: the three days of the post are over then."""
ASKED: Mapping[StepKind, Mapping[str, Any]] = {
    StepKind.ASK_COMPLETION: {"missing": ["kopie"]},
    StepKind.ASK_VIEW: {"intended": "afwijzen"},
    StepKind.ASK_REPAIR: {"missing": ["naam"]},
}


def ready_for(work: WorkInMemory, kind: StepKind) -> None:
    if kind is StepKind.ASK_REPAIR:
        decided_and_sent(work)
        take_objection(work, TakeObjection(NOOR, "anna", work.today))
    else:
        investigate(work)


def ask(work: WorkInMemory, kind: StepKind, answer_by: date, **details: Any) -> Step:
    return step(work, kind, answerBy=answer_by.isoformat(), **ASKED[kind], **details).standing[-1]


def asked(work: WorkInMemory, kind: StepKind, leaves: date | None) -> Step:
    """With the first day that can be named, and the day on which the letter left."""
    ready_for(work, kind)
    found = ask(work, kind, THURSDAY)
    if leaves is not None:
        follow_letters(work, [left(found.step_id, leaves)])
    return found


@pytest.mark.parametrize("kind", ASKED)
def test_a_question_leaves_time_for_the_post_and_for_an_answer(work: WorkInMemory, kind: StepKind) -> None:
    """A refusal on other facts was possible before the post brought the question: tomorrow was accepted."""
    ready_for(work, kind)
    for day in (MONDAY + timedelta(days=1), THURSDAY - timedelta(days=1)):
        with pytest.raises(Refused, match=r"genoeg tijd.*Awb, artikel [46].*Kies 19 februari 2015 of later"):
            ask(work, kind, day)
    assert leave_by(ask(work, kind, THURSDAY)) == LEAVE_BY


def test_how_long_is_a_choice_of_the_municipality(work: WorkInMemory, monkeypatch: pytest.MonkeyPatch) -> None:
    """And a later choice changes no question that was put before."""
    usual = work.choice
    chosen = {SHORTEST: 14, FOR_POST: 5}

    def choice(municipality: str, key: str, day: date) -> Choice:
        found = usual(municipality, key, day)
        return replace(found, value=chosen[key]) if key in chosen else found

    monkeypatch.setattr(work, "choice", choice)
    investigate(work)
    with pytest.raises(Refused, match=r"Kies 23 februari 2015 of later"):
        ask(work, StepKind.ASK_COMPLETION, THURSDAY)
    found = ask(work, StepKind.ASK_COMPLETION, date(2015, 2, 23))
    chosen[SHORTEST] = 28
    assert leave_by(found) == date(2015, 2, 14)


def test_the_day_to_leave_follows_and_is_told_to_nobody(work: WorkInMemory) -> None:
    investigate(work)
    with pytest.raises(Refused, match=r"weg zijn op 12 februari 2015"):
        ask(work, StepKind.ASK_COMPLETION, THURSDAY, leaveBy="2015-02-18")
    ask(work, StepKind.ASK_COMPLETION, THURSDAY, leaveBy="2015-02-12")
    told = [event for event in work.events if isinstance(event, StepTaken)][-1]
    assert "leaveBy" not in step_taken_data(told)["details"]


def test_a_question_of_before_such_a_day_was_kept_left_before_its_last_day() -> None:
    """One that left on its own last day to answer asked nothing."""
    old = Step("s", StepKind.ASK_VIEW, MONDAY, MONDAY, BY_EVENT, {"answerBy": "2015-02-20"})
    days = (None, date(2015, 2, 19), date(2015, 2, 20))
    assert [was_put(replace(old, letter_left_on=day)) for day in days] == [False, True, False]


def test_who_got_the_question_too_late_is_not_refused_on_other_facts(work: WorkInMemory) -> None:
    """Awb 4:7: the letter left a day too late, and the refusal was taken on the first day after its own."""
    asked(work, StepKind.ASK_VIEW, LEAVE_BY + timedelta(days=1))
    work.today = date(2015, 2, 20)
    with pytest.raises(Refused, match=r"ging pas weg op 13 februari 2015.*te weinig tijd.*Stel de vraag opnieuw.*4:7"):
        decide(work, REFUSAL)
    step(work, StepKind.RECEIVE_VIEW)
    decide(work, REFUSAL)
    assert state(work) is RouteState.DECIDED, "what the client said all the same counts"


def test_who_got_the_question_in_time_and_kept_silent_is_refused(work: WorkInMemory) -> None:
    asked(work, StepKind.ASK_VIEW, LEAVE_BY)
    work.today = date(2015, 2, 20)
    decide(work, REFUSAL)
    assert state(work) is RouteState.DECIDED


def test_a_view_that_does_not_fit_before_the_last_day_to_decide_asks_to_say_so_first(work: WorkInMemory) -> None:
    """Awb 4:14. It said to choose a later day and an earlier one, in turns; and nobody could know before typing."""
    investigate(work)
    work.today = date(2015, 2, 16)
    refused = show_route(work, ShowRoute(NOOR, "anna")).refused[StepKind.ASK_VIEW]
    assert "23 februari 2015" in refused
    assert "4:14" in refused
    with pytest.raises(Refused, match=r"Zeg eerst dat het besluit later komt"):
        ask(work, StepKind.ASK_VIEW, date(2015, 2, 26))
    step(work, StepKind.EXTEND, newLastDay="2015-03-05", why="Wij vragen u nog iets.")
    ask(work, StepKind.ASK_VIEW, date(2015, 2, 26))


def test_an_application_that_could_not_be_completed_in_time_is_not_left_untreated(work: WorkInMemory) -> None:
    """Awb 4:5(1): and the client is asked again in the place of that question, which stops no term any more."""
    investigate(work)
    term = open_terms(work)[TermKind.DECISION]
    first = ask(work, StepKind.ASK_COMPLETION, THURSDAY)
    with pytest.raises(Refused, match=r"U vroeg dit al. De cliënt kan aanvullen tot en met 19 februari 2015"):
        ask(work, StepKind.ASK_COMPLETION, date(2015, 2, 20))
    assert StepKind.ASK_COMPLETION in show_route(work, ShowRoute(NOOR, "anna")).refused
    follow_letters(work, [left(first.step_id, LEAVE_BY + timedelta(days=1))])
    work.today = date(2015, 2, 20)
    with pytest.raises(Refused, match=r"niet genoeg tijd om aan te vullen. Vraag het opnieuw"):
        not_treated(work)
    assert StepKind.ASK_COMPLETION in show_route(work, ShowRoute(NOOR, "anna")).possible
    again = ask(work, StepKind.ASK_COMPLETION, date(2015, 3, 2))
    route = show_route(work, ShowRoute(NOOR, "anna")).route
    assert (route.state, [was.step_id for was, _ in route.taken_back]) == (RouteState.INCOMPLETE, [first.step_id])
    assert open_terms(work) == {
        TermKind.DECISION: term + timedelta(days=10),
        TermKind.COMPLETION: date(2015, 3, 2),
        TermKind.NOT_TREATING: date(2015, 3, 30),
    }
    follow_letters(work, [left(again.step_id, date(2015, 2, 23))])
    work.today = date(2015, 3, 3)
    not_treated(work)
    assert state(work) is RouteState.DECIDED


def test_an_objection_is_not_left_for_what_was_asked_too_late(work: WorkInMemory) -> None:
    """Awb 6:6: only who had the time to repair it."""
    first = asked(work, StepKind.ASK_REPAIR, None)
    ground = NoHearing.CLEARLY_INADMISSIBLE
    work.today = LEAVE_BY + timedelta(days=1)
    second = ask(work, StepKind.ASK_REPAIR, date(2015, 2, 23))
    assert [was.step_id for was, _ in show_route(work, ShowRoute(NOOR, "anna")).route.taken_back] == [first.step_id]
    follow_letters(work, [left(second.step_id, date(2015, 2, 20))])
    work.today = date(2015, 2, 24)
    with pytest.raises(Refused, match=r"ging niet op tijd weg"):
        on_objection(work, "inadmissible", ground)
    despite = draft(DecisionKind.ON_OBJECTION, outcome="inadmissible", no_hearing=ground, despite="Zonder belang.")
    decide(work, despite, replace(NOOR, id="petra"))
    assert state(work) is RouteState.OBJECTION_DECIDED


def test_who_is_asked_whether_they_want_to_be_heard_has_time_from_the_day_of_the_letter(work: WorkInMemory) -> None:
    """Awb 7:3: somebody wrote that letter and records when it left, so of the time nothing goes to waiting."""
    ready_for(work, StepKind.ASK_REPAIR)
    with pytest.raises(Refused, match=r"Awb, artikel 7:3.*Kies 16 februari 2015 of later"):
        step(work, StepKind.ASK_HEARING_WISH, answerBy="2015-02-13")
    step(work, StepKind.ASK_HEARING_WISH, answerBy="2015-02-16")
    work.today = date(2015, 2, 17)
    on_objection(work, "dismissed", NoHearing.NOT_ANSWERED)
    assert state(work) is RouteState.OBJECTION_DECIDED
