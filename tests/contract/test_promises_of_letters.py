"""Every promise of a letter is kept by a step that the control page counts as too late when it is not taken in time."""

import pytest

from services.migration.domain.control.steps import PROMISED, Task
from services.migration.entrypoints.control.words import PROMISES
from services.notifications.adapters.letters.outside.letter_texts import read_letter_texts
from services.notifications.domain.letters.letter_text import Promise

BY_EVENT = {"migration.appointment-made": Task.MAKE_APPOINTMENT, "migration.decision-made": Task.DECIDE}
BY_STEP = {
    "accept-offer": Task.AWAIT_ANSWER,
    "complete": Task.AWAIT_COMPLETION,
    "decide-objection": Task.DECIDE_OBJECTION,
    "hear": Task.HEAR,
    "hold-conversation": Task.HOLD_CONVERSATION,
    "invite-hearing": Task.PLAN_HEARING,
    "receive-view": Task.AWAIT_VIEW,
    "report": Task.REPORT,
    "send": Task.SEND,
    "send-objection-decision": Task.SEND_OBJECTION_DECISION,
    "tell-pgb": Task.TELL_PGB,
}
BY_THE_CLOCK = {"help-begins"}
"""Kept by a step that no person takes; a day whose work was not done stands on the control page by itself."""
ALL = [(str(kind), promise) for kind, text in read_letter_texts().items() for promise in text.promises]


@pytest.mark.parametrize(("kind", "promise"), ALL, ids=[f"{kind}-{promise.name}" for kind, promise in ALL])
def test_a_promise_is_counted(kind: str, promise: Promise) -> None:
    kept = {BY_STEP.get(keeper.step or "") or BY_EVENT.get(keeper.event) for keeper in promise.kept_by} - {None}
    assert kept & PROMISED or promise.name in BY_THE_CLOCK, f"{kind}: {promise.says}"


def test_each_has_words() -> None:
    assert PROMISES.keys() == PROMISED
