"""Messages that cannot be worked are named where they are read."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.billing.adapters.client.events import client_rights, decision_made, right_ended, step_taken
from shared.events.contracts import example
from shared.events.envelope import Event, event_type
from shared.messaging.failures import Unworkable
from shared.messaging.work import decoded

DETERMINED = event_type("migration", "right-determined")
MOMENT = datetime(2014, 11, 3, tzinfo=UTC)


def determined(change: Mapping[str, Any]) -> Event:
    data = example(DETERMINED)
    data["functions"][0] |= change
    return Event("e", "s", DETERMINED, "0a1b2c3d-0000-8000-8000-000000000001", MOMENT, data, "")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        pytest.param({"domain": "awbz"}, "'awbz' is not a valid Domain", id="a-law-that-we-do-not-know"),
        pytest.param({"domain": "none"}, "valt onder geen enkele wet", id="days-under-no-law"),
        pytest.param({"deliveryForm": "PGV"}, "'PGV' is not a valid DeliveryForm", id="an-unknown-delivery-form"),
        pytest.param({"rightFrom": "2015-12-31", "rightUntil": "2015-01-01"}, "before it starts", id="days-reversed"),
        pytest.param({"pgbUntil": "2015-07-01"}, "geen dag van het recht", id="a-budget-after-the-right"),
        pytest.param({"rightUntil": None, "pgbUntil": "2015-06-30"}, "geen dag van het", id="a-budget-without-a-right"),
        pytest.param({"rightFrom": "yesterday"}, "yesterday", id="no-date"),
    ],
)
def test_an_impossible_right_can_never_be_worked(change: Mapping[str, Any], why: str) -> None:
    assert len(decoded([determined({})], client_rights)) == 1
    with pytest.raises(Unworkable, match=why):
        decoded([determined(change)], client_rights)


def test_a_pgb_that_its_holder_gave_up_is_known_by_the_rule_that_ended_it() -> None:
    reason = example(DETERMINED)["functions"][0]["reasons"][0] | {"rule": "transition.pgb-given-up"}
    rights = decoded([determined({}), determined({"reasons": [reason]})], client_rights)
    assert [each.rights[0].pgb_given_up for each in rights] == [False, True]


STEP, MADE, ENDED = (event_type("migration", name) for name in ("step-taken", "decision-made", "right-ended"))


def of_route(type_: str, **change: Any) -> Event:
    return Event("e", "s", type_, "0a1b2c3d-0000-8000-8000-000000000001", MOMENT, example(type_) | change, "")


@pytest.mark.parametrize(
    ("step", "details", "found"),
    [
        ("invite", {}, None),
        ("a-word-of-later", {}, None),
        ("send", {"decisionId": "d-1"}, ("send", "d-1", None)),
        ("send-objection-decision", {"decisionId": "d-1"}, ("send", "d-1", None)),
        ("grant-urgent-help", {"decisionId": "d-1", "from": "2015-04-01", "until": None}, ("send", "d-1", None)),
        ("decide-objection", {"decisionId": "d-1", "outcome": "dismissed", "why": "x"}, ("dismiss", "d-1", None)),
        ("decide-objection", {"decisionId": "d-1", "outcome": "upheld", "why": "x"}, None),
        ("dismiss", {}, None),
        ("returned", {"decisionId": "d-1"}, ("returned", "d-1", None)),
        (
            "accept-offer",
            {"decisionId": "d-1", "oldRightUntil": "2015-04-30"},
            ("accept-offer", "d-1", date(2015, 4, 30)),
        ),
        ("undo", {}, ("undo", None, None)),
        ("end", {"reason": "died"}, ("die", None, None)),
        ("end", {"reason": "moved"}, None),
    ],
)
def test_only_steps_that_change_money_are_taken(step: str, details: Any, found: Any) -> None:
    [taken] = decoded([of_route(STEP, step=step, details=details)], step_taken)
    assert (taken and (taken.step, taken.decision_id, taken.old_right_until)) == found


def test_a_death_is_of_the_day_that_the_step_names() -> None:
    died = of_route(STEP, step="end", details={"reason": "died"}, on="2015-09-14", recordedOn="2015-09-20")
    assert [taken and taken.died_on for taken in decoded([died], step_taken)] == [date(2015, 9, 14)]


@pytest.mark.parametrize(
    ("code", "word"), [("81", "BGI"), ("BGI", "BGI"), ("82", "BGG"), ("71", "KVB"), ("STAY", "STAY")]
)
def test_care_of_a_decision_has_the_word_of_a_right(code: str, word: str) -> None:
    provision = example(MADE)["provisions"][0] | {"function": code}
    [made] = decoded([of_route(MADE, provisions=[provision])], decision_made)
    assert [each.word for each in made.provisions] == [word]


@pytest.mark.parametrize(
    ("event", "decode", "why"),
    [
        pytest.param(of_route(STEP, step="send", details={}), step_taken, "decisionId", id="sent-without-decision"),
        pytest.param(
            of_route(STEP, step="accept-offer", details={"decisionId": "d"}), step_taken, "oldRightUntil", id="no-day"
        ),
        pytest.param(of_route(MADE, kind="perhaps"), decision_made, "perhaps", id="kind"),
        pytest.param(of_route(ENDED, why="forgotten"), right_ended, "forgotten", id="why"),
    ],
)
def test_an_impossible_fact_of_the_route_can_never_be_worked(event: Event, decode: Any, why: str) -> None:
    with pytest.raises(Unworkable, match=why):
        decoded([event], decode)


def test_a_right_without_a_field_can_never_be_worked() -> None:
    event = determined({})
    del event.data["functions"][0]["conditional"]
    with pytest.raises(Unworkable, match="In het bericht ontbreekt 'conditional'"):
        decoded([event], client_rights)
