"""Messages that cannot be worked are named where they are read."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from services.billing.adapters.events import client_rights
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


def test_a_right_without_a_field_can_never_be_worked() -> None:
    event = determined({})
    del event.data["functions"][0]["conditional"]
    with pytest.raises(Unworkable, match="In het bericht ontbreekt 'conditional'"):
        decoded([event], client_rights)
