"""When the demo's people act, and what they write."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from deploy.demo.chance import Dice
from deploy.demo.counterparts.agenda import DAYS, LONGEST, due_on
from deploy.demo.counterparts.caseworkers import ANSWER_WITHIN, OUTCOMES, VIEW_WITHIN, answer_by
from deploy.demo.counterparts.chance import Fate
from deploy.demo.counterparts.drafts import urgent_help
from deploy.demo.counterparts.living import ACTS
from deploy.demo.counterparts.providers import ANSWERS
from deploy.demo.counterparts.texts import FILE, home, sentence
from services.migration.application.route.views import RouteAt
from services.migration.domain.rights.facts import CareFunction
from services.migration.domain.route.conversation import Subject
from services.migration.domain.route.decisions import DecisionKind
from services.migration.domain.route.states import RouteState
from services.notifications.application.notices.answer_notice import LONGEST_TEXT
from services.notifications.domain.letters.slip import DAYS_BY_POST
from services.notifications.domain.mailing.oddities import DAYS_TO_ACT
from services.notifications.domain.notices.answer import AnswerKind
from shared.calendar.dutch import read_calendar
from tests.support.migration_in_memory import WorkInMemory
from tests.support.migration_samples import GUIDANCE, determined

DAY = date(2015, 3, 2)
MOST_WORDS = 20
"""In a sentence at level B1."""


def at(client: str, state: RouteState = RouteState.APPLIED, steps: int = 4) -> RouteAt:
    return RouteAt(client, 1, state, DAY, steps)


@pytest.mark.parametrize("time", [VIEW_WITHIN, ANSWER_WITHIN])
def test_a_letter_that_asks_something_leaves_in_time_to_be_answered(time: timedelta) -> None:
    """What was asked on the day before Christmas left on 30 December, one day before its answer was due."""
    calendar = read_calendar()
    for number in range(420):
        asked_on = date(2014, 11, 3) + timedelta(days=number)
        if calendar.is_working_day(asked_on):
            leaves, by = calendar.after_working_days(asked_on, 2), answer_by(asked_on, time, calendar)
            assert (by - leaves).days >= DAYS_BY_POST + DAYS_TO_ACT, (asked_on, leaves, by)
            assert calendar.is_working_day(by)
            assert by >= asked_on + time


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
