"""The wire format of events, both ways."""

from dataclasses import replace
from typing import Any

import pytest

from services.migration.adapters.events import checked_delivery, encode, own_plan, transferred_client
from services.migration.domain.planning.plans import ReassessmentPlanned
from services.migration.domain.rights.clients import RightDetermined
from services.migration.domain.rights.facts import Domain
from shared.events.contracts import violations
from shared.events.envelope import event_type
from shared.messaging.failures import Unworkable
from shared.messaging.work import Outgoing, decoded
from tests.support.migration import checked, function, id_of, transferred
from tests.support.migration_samples import TODAY, determined, plan

ANNA = id_of("anna")


def on_the_wire(event: RightDetermined | ReassessmentPlanned) -> Outgoing:
    """Checked against the contract."""
    outgoing = encode(event)
    assert violations(event_type("migration", outgoing.name), outgoing.data) == []
    return outgoing


def test_a_right_goes_out_without_a_name() -> None:
    outgoing = on_the_wire(RightDetermined(determined(ANNA, delivery_id=id_of("delivery"))))
    assert (outgoing.name, outgoing.subject, outgoing.data["state"]) == ("right-determined", ANNA, "planned")
    assert "Appel" not in str(outgoing.data)


def test_a_function_without_a_right_has_no_days() -> None:
    found = determined(ANNA, delivery_id=id_of("delivery"))
    none = replace(found.rights[0], domain=Domain.NONE, right_from=None, right_until=None)
    (function_,) = on_the_wire(RightDetermined(replace(found, rights=(none,)))).data["functions"]
    assert (function_["rightFrom"], function_["rightUntil"]) == (None, None)


def test_an_own_plan_comes_back_as_it_was_recorded() -> None:
    planned = plan(ANNA, revision=3, late=True, over_capacity=True)
    outgoing = on_the_wire(ReassessmentPlanned(planned))
    heard = replace(transferred("anna"), subject=outgoing.subject, data=outgoing.data)
    assert own_plan(heard) == planned


def test_a_transferred_client_is_read_with_the_day_of_the_message() -> None:
    client = transferred_client(transferred("anna", functions=[function(), function(id="2", provider=None)]))
    assert (client.client_id, client.transferred_on, len(client.functions)) == (ANNA, TODAY, 2)
    assert client.functions[1].provider is None


def test_a_checked_delivery_keeps_trace_and_place() -> None:
    delivery = checked_delivery(checked(12, sequence=7))
    assert (delivery.expected, delivery.sequence, delivery.checked_on) == (12, 7, TODAY)
    assert delivery.traceparent.startswith("00-")


@pytest.mark.parametrize(
    ("changes", "why"),
    [({"deliveredOn": "onzin"}, "onzin"), ({"person": None}, "subscriptable"), ({"functions": [{}]}, "ontbreekt 'id'")],
)
def test_a_message_that_cannot_be_read_is_unworkable(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(Unworkable, match=why):
        decoded([transferred("anna", **changes)], transferred_client)
