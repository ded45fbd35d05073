"""When the demo's people act, and what they write."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

import pytest

from deploy.demo.chance import Dice
from deploy.demo.counterparts import caseworkers
from deploy.demo.counterparts.agenda import DAYS, LONGEST, due_on
from deploy.demo.counterparts.caseworkers import ANSWER_WITHIN, AS_SOON_AS_MAY, OUTCOMES, answer_by
from deploy.demo.counterparts.chance import Fate
from deploy.demo.counterparts.desk import LOOKS, TASKS
from deploy.demo.counterparts.drafts import kind_of, urgent_help
from deploy.demo.counterparts.living import ACTS
from deploy.demo.counterparts.office import Office
from deploy.demo.counterparts.providers import ANSWERS
from deploy.demo.counterparts.steps import Case
from deploy.demo.counterparts.texts import FILE, home, sentence
from services.migration.adapters.work import Work
from services.migration.application.control.keep_lists import keep_lists
from services.migration.application.route.hold_conversation import HoldConversation, hold_conversation
from services.migration.application.route.keep_conversation import KeepConversation, keep_conversation
from services.migration.application.route.take_step import TakeStep, take_step
from services.migration.application.route.views import RouteAt
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.steps import Task
from services.migration.domain.rights.clients import RightDetermined
from services.migration.domain.rights.facts import CareFunction
from services.migration.domain.route.asking import TimeToAnswer
from services.migration.domain.route.conversation import ConversationNotes, Subject
from services.migration.domain.route.decisions import DecisionKind
from services.migration.domain.route.states import RouteState, StepKind
from services.notifications.application.notices.answer_notice import LONGEST_TEXT
from services.notifications.domain.letters.slip import DAYS_BY_POST
from services.notifications.domain.mailing.oddities import DAYS_TO_ACT
from services.notifications.domain.notices.answer import AnswerKind
from shared.calendar.dutch import read_calendar
from tests.support.migration_in_memory import WorkInMemory
from tests.support.migration_samples import GUIDANCE, HOUTEN, STAFF, caseworker, determined, plan

DAY = date(2015, 3, 2)
MOST_WORDS = 20
"""In a sentence at level B1."""


def at(client: str, state: RouteState = RouteState.APPLIED, steps: int = 4) -> RouteAt:
    return RouteAt(client, 1, state, DAY, steps)


@pytest.mark.parametrize("time", [AS_SOON_AS_MAY, ANSWER_WITHIN])
def test_a_letter_that_asks_something_leaves_in_time_to_be_answered(time: timedelta) -> None:
    """What was asked on the day before Christmas left on 30 December, one day before its answer was due."""
    calendar = read_calendar()
    to_answer = TimeToAnswer(timedelta(days=10), timedelta(days=3))
    for number in range(420):
        asked_on = date(2014, 11, 3) + timedelta(days=number)
        if calendar.is_working_day(asked_on):
            leaves, by = calendar.after_working_days(asked_on, 2), answer_by(asked_on, time, to_answer, calendar)
            assert leaves <= to_answer.leave_by(by), (asked_on, leaves, by)
            assert (by - leaves).days >= DAYS_BY_POST + DAYS_TO_ACT, (asked_on, leaves, by)
            assert calendar.is_working_day(by)
            assert by >= asked_on + max(time, to_answer.shortest)


@pytest.mark.parametrize("state", DAYS)
def test_something_is_due_soon_after_the_last_step_and_never_on_its_day(state: RouteState) -> None:
    days = [due_on(Fate(7), at(f"c{number}", state)) for number in range(200)]
    assert DAY < min(days) <= max(days) <= DAY + LONGEST
    assert len(set(days)) > 1


def test_the_day_follows_from_seed_client_and_step_alone() -> None:
    asked = [at(f"c{number}") for number in range(50)]
    once = {each.client_id: due_on(Fate(7), each) for each in asked}
    assert once == {each.client_id: due_on(Fate(7), each) for each in reversed(asked)}
    assert once != {each.client_id: due_on(Fate(8), each) for each in asked}
    assert once != {each.client_id: due_on(Fate(7), at(each.client_id, steps=5)) for each in asked}
    assert due_on(Fate(7), asked[0]) - timedelta(days=1) >= DAY


def test_who_came_from_another_municipality_is_looked_at_or_reassessed_here() -> None:
    """Nobody took these steps, and they stayed overdue for the rest of the year."""
    assert Task.REASSESS_HERE in TASKS
    assert WorkList.FROM_MUNICIPALITY in LOOKS[Task.LOOK_AT]


def test_who_asks_for_a_view_when_the_term_is_nearly_over_says_first_that_it_takes_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Awb 4:8 and 4:14: the question was refused each day again, seventy times."""
    monkeypatch.setattr(caseworkers, "kind_of", lambda *_, **__: DecisionKind.REFUSAL)
    work = applied_on(DAY)
    work.today = DAY + timedelta(days=10)
    caseworkers.work_on_application(case_of(work))
    assert [each.kind for each in work.routes.of(["anna"])["anna"].steps[-2:]] == [StepKind.EXTEND, StepKind.ASK_VIEW]


def test_nobody_prolongs_care_that_is_over() -> None:
    """It was refused each day again, of who took an offer and reported later."""
    work = applied_on(DAY)
    client = work.route_clients.client("anna")
    drawn = [Fate(number).of("outcome") for number in range(200)]
    kinds = {kind_of(client, dice, right_runs=False) for dice in drawn}
    assert DecisionKind.IN_KIND in kinds
    assert DecisionKind.PROLONGATION not in kinds


def applied_on(day: date) -> WorkInMemory:
    """Anna was spoken with and applied."""
    work, anna = WorkInMemory(day), determined("anna")
    work.clients.save([anna])
    work.plans.save([plan("anna")])
    keep_lists(work, [RightDetermined(anna)])
    work.caseworkers.save(caseworker("kees"))
    notes = ConversationNotes(
        dict.fromkeys(Subject, "besproken"), support_offered=True, pgb_explained=True, identified=True
    )
    keep_conversation(work, KeepConversation(STAFF, "anna", notes))
    hold_conversation(work, HoldConversation(STAFF, "anna", day))
    for kind, details in ((StepKind.REPORT, {"reportId": "r", "canApply": True}), (StepKind.APPLY, {})):
        take_step(work, TakeStep(STAFF, "anna", kind, day, details))
    return work


def case_of(work: WorkInMemory) -> Case:
    used = cast(Work, work)
    office = Office(used, HOUTEN, work.today)
    return Case(used, office, work.route_clients.client("anna"), work.routes.of(["anna"])["anna"], Fate(7), work.today)


def test_in_every_open_state_somebody_does_something() -> None:
    """The clock takes a route from hold; one that is planned or invited needs an appointment."""
    without = {RouteState.PLANNED, RouteState.INVITED, RouteState.ON_HOLD, RouteState.ENDED}
    assert set(ACTS) == set(RouteState) - without


def test_there_is_a_text_for_everything_that_is_written() -> None:
    dice = Dice("texts")
    kinds = [kind.value for kind in DecisionKind if kind is not DecisionKind.ON_OBJECTION]
    for kind in (*kinds, *OUTCOMES, "inadmissible"):
        assert sentence(dice, "reason", kind)
    assert {kind for kind, _ in ANSWERS.values()} == set(AnswerKind)
    for kind in AnswerKind:
        assert 0 < len(sentence(dice, "provider", kind.value)) <= LONGEST_TEXT
    around = home(dice)
    for subject in set(Subject) - {Subject(each) for each in around.keys() & set(Subject)}:
        assert {sentence(dice, "conversation", subject.value, function=each) for each in ("BGI", "BGG", "KVB", "PV")}
    assert around["present"]


@pytest.mark.parametrize("function", CareFunction)
def test_urgent_help_is_counted_in_the_unit_of_its_care(function: CareFunction) -> None:
    work = WorkInMemory(DAY)
    found = determined("anna", functions=(replace(GUIDANCE, function=function.value),))
    work.clients.save([found])
    (given,) = urgent_help(work.route_clients.client("anna"), DAY, Dice("urgent")).provisions
    assert (given.function, given.fault_of_unit) == (function.value, "")


def texts(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    else:
        for each in found.values() if isinstance(found, dict) else found:
            yield from texts(each)


@pytest.mark.parametrize("text", sorted(set(texts(tomllib.loads(FILE.read_text(encoding="utf-8"))))))
def test_a_sentence_is_short(text: str) -> None:
    assert max(len(part.split()) for part in re.split(r"[.!?]", text)) <= MOST_WORDS
