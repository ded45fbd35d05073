"""Only what reads a message may say that it can never be worked."""

from collections.abc import Callable
from datetime import date

import pytest

from shared.events.envelope import Event
from shared.messaging.failures import Unworkable
from shared.messaging.work import decoded
from tests.integration.messaging_suite import happened


@pytest.mark.parametrize(
    ("decode", "reason"),
    [
        (lambda event: event.data["age"], "ontbreekt 'age'"),
        (lambda event: date.fromisoformat(event.data["number"]), "onzin"),
        (lambda event: event.data["number"]["inner"], "string indices"),
        (lambda event: event.data["number"].isoformat(), "isoformat"),
    ],
    ids=["a missing field", "an impossible value", "a value of another shape", "a value of another kind"],
)
def test_a_message_that_cannot_be_read_is_unworkable(decode: Callable[[Event], object], reason: str) -> None:
    with pytest.raises(Unworkable, match=reason):
        decoded([happened("anna", "onzin")], decode)


def test_messages_come_out_in_their_order() -> None:
    assert decoded([happened("anna", 2), happened("bert", 1)], lambda event: event.data["number"]) == [2, 1]
