"""What migration tells of a client's route, in any order and twice, comes to the same."""

from collections.abc import Sequence
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as some

from services.notifications.domain.route.client_route import ClientRoute
from shared.events.envelope import Event
from tests.support.notifications import Person, appointed, appointment_id, cancelled, decided, moved, stepped
from tests.support.notifications_in_memory import WorkInMemory, WorksInMemory, tell
from tests.unit.notifications.letter_samples import SENDER

PERSON = Person(1)
DECISION = {"decisionId": decided(PERSON).data["decisionId"]}
REPORT = {"reportId": appointment_id(9), "canApply": True}
WHOLE = [
    appointed(PERSON, 1, madeOn="2015-01-15"),
    moved(PERSON, 2, 1, day="2015-02-12", madeOn="2015-01-20"),
    stepped(PERSON, "hold-conversation", "conversation-held", "2015-02-12", 1),
    stepped(PERSON, "report", "reported", "2015-02-13", 2, details=REPORT),
    stepped(PERSON, "report", "conversation-held", "2015-02-14", 3, undoes=appointment_id(1002), details=REPORT),
    decided(PERSON),
    stepped(PERSON, "send", "sent", "2015-04-01", 4, details=DECISION),
]


def told(events: Sequence[Event]) -> ClientRoute:
    works = WorksInMemory(WorkInMemory(SENDER, date(2015, 4, 2)))
    tell(works, events)
    return works.work.queries.client_route(PERSON.id)


@settings(max_examples=60)
@given(some.permutations(WHOLE), some.lists(some.sampled_from(WHOLE)))
def test_order_and_repetition_change_nothing(events: list[Event], again: list[Event]) -> None:
    route, expected = told([*events, *again]), told(WHOLE)
    assert route.steps == expected.steps
    assert route.appointment == expected.appointment
    assert route.sent_decisions() == expected.sent_decisions()


def test_a_step_that_was_taken_back_never_happened() -> None:
    route = told(WHOLE)
    assert [each.step for each in route.steps] == ["hold-conversation", "send"]
    assert route.state == "sent"


def test_the_correction_of_a_step_that_was_taken_back_is_gone_with_it() -> None:
    corrected = {"corrects": appointment_id(1002), "was": "2015-02-13", "becomes": "2015-02-12"}
    events = [*WHOLE[:4], stepped(PERSON, "correct-day", "reported", "2015-02-14", 5, details=corrected), WHOLE[4]]
    assert [each.step for each in told(events[:-1]).steps] == ["hold-conversation", "report", "correct-day"]
    route = told(events)
    assert [each.step for each in route.steps] == ["hold-conversation"]
    assert route.state == "conversation-held"


def test_the_last_appointment_stands() -> None:
    route = told(WHOLE)
    assert route.appointment is not None
    assert route.appointment.day == date(2015, 2, 12)


def test_when_the_last_appointment_is_cancelled_none_stands_until_there_is_another() -> None:
    gone = [*WHOLE[:2], cancelled(PERSON, 2)]
    assert told(gone).appointment is None
    assert told(gone).cancelled_without_another is not None
    again = told([*gone, appointed(PERSON, 3, day="2015-03-03", madeOn="2015-02-13")])
    assert again.appointment is not None
    assert again.cancelled_without_another is None


def test_a_decision_is_told_only_when_it_was_sent() -> None:
    assert told(WHOLE[:-1]).sent_decisions() == []
    assert [each.kind for each in told(WHOLE).sent_decisions()] == ["in-kind"]
