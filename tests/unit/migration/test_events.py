"""The wire format of events, both ways."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from services.migration.adapters.control.events import delivered_persons
from services.migration.adapters.events import Happened, encode
from services.migration.adapters.planning.events import checked_delivery, own_plan
from services.migration.adapters.rights.events import transferred_client
from services.migration.domain.planning.appointments import (
    AppointmentCancelled,
    AppointmentConfirmed,
    AppointmentMade,
    CancelReason,
    Ending,
    Reason,
    Replaced,
)
from services.migration.domain.planning.plans import ReassessmentPlanned
from services.migration.domain.rights.clients import RightDetermined
from services.migration.domain.rights.facts import Domain
from shared.events.contracts import violations
from shared.events.envelope import event_type
from shared.messaging.failures import Unworkable
from shared.messaging.work import Outgoing, decoded
from tests.support.migration import checked, function, id_of, transferred
from tests.support.migration_samples import TODAY, appointment, determined, plan

ANNA = id_of("anna")


def on_the_wire(event: Happened) -> Outgoing:
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


def test_an_appointment_goes_out_with_what_the_letter_says_and_no_name_of_a_client() -> None:
    before = Replaced(id_of("the one before"), date(2014, 11, 28), time(13, 30))
    made = appointment("home", ANNA, id_of("bert"), id=id_of("appointment"), replaces=before, reason=Reason.ILLNESS)
    outgoing = on_the_wire(AppointmentMade(made, made.attendees[0], "Noor"))
    assert (outgoing.name, outgoing.subject) == ("appointment-made", ANNA)
    assert outgoing.data == {
        "municipality": "0321",
        "revision": 1,
        "route": 1,
        "appointmentId": made.id,
        "householdId": "home",
        "day": "2014-12-01",
        "from": "09:00",
        "until": "10:00",
        "place": {"kind": "home", "address": ""},
        "caseworker": "K. Kees",
        "caseworkerId": "kees",
        "people": 2,
        "reason": "illness",
        "replaces": {"appointmentId": before.appointment_id, "day": "2014-11-28", "from": "13:30"},
        "madeOn": "2014-11-03",
        "madeBy": "consulent",
        "decideBy": "2015-12-31",
    }


def test_a_cancelled_appointment_says_why_and_whether_another_one_follows() -> None:
    ending = Ending(TODAY, "consulent", CancelReason.ILLNESS, True)
    gone = appointment("home", ANNA, id=id_of("appointment")).cancelled(ending)
    outgoing = on_the_wire(AppointmentCancelled(gone, gone.attendees[0], "Noor"))
    assert outgoing.name == "appointment-cancelled"
    assert [outgoing.data[key] for key in ("reason", "cancelledOn", "newOneFollows")] == ["illness", "2014-11-03", True]
    assert outgoing.data["cancelledBy"] == "consulent"


def test_that_an_appointment_suits_goes_out_with_the_day_on_which_it_was_heard() -> None:
    made = appointment("home", ANNA, id=id_of("appointment"))
    outgoing = on_the_wire(AppointmentConfirmed(made, made.attendees[0], TODAY, "consulent"))
    assert (outgoing.name, outgoing.subject) == ("appointment-confirmed", ANNA)
    said = ("appointmentId", "heardOn", "recordedBy", "route")
    assert [outgoing.data[key] for key in said] == [made.id, "2014-11-03", "consulent", 1]


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
    event = transferred("anna")
    with pytest.raises(Unworkable, match=why):
        decoded([replace(event, data={**event.data, **changes})], transferred_client)


def test_a_checked_delivery_says_of_every_municipality_who_never_came_through() -> None:
    event = checked(5)
    event = replace(event, data={**event.data, "neverTransferred": 2, "neverTransferredElsewhere": {"0620": 0}})
    told = {one.municipality: one.never_transferred for one in delivered_persons(event)}
    assert told == {"0321": 2, "0620": 0}
