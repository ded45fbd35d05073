"""Deliveries, plans and appointments as event data and, where they are our own decisions, back."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from services.migration.adapters.rights.events import dutch_day_of
from services.migration.domain.planning.appointments import (
    Appointment,
    AppointmentCancelled,
    AppointmentConfirmed,
    AppointmentMade,
    Attendee,
    CancelReason,
    Ending,
    Place,
    Reason,
    Replaced,
)
from services.migration.domain.planning.caseworkers import PlaceKind
from services.migration.domain.planning.deliveries import CheckedDelivery
from services.migration.domain.planning.plans import Plan
from services.migration.domain.planning.told import (
    InvitationMoved,
    ToldAppointment,
    ToldCancellation,
    ToldConfirmation,
)
from shared.events.envelope import Event, event_type

DELIVERY_CHECKED = event_type("intake", "delivery-checked")
REASSESSMENT_PLANNED = "reassessment-planned"
OWN_PLAN = event_type("migration", REASSESSMENT_PLANNED)
APPOINTMENT_MADE = "appointment-made"
APPOINTMENT_CANCELLED = "appointment-cancelled"
APPOINTMENT_CONFIRMED = "appointment-confirmed"
OWN_APPOINTMENT = event_type("migration", APPOINTMENT_MADE)
OWN_CANCELLATION = event_type("migration", APPOINTMENT_CANCELLED)
OWN_CONFIRMATION = event_type("migration", APPOINTMENT_CONFIRMED)


def checked_delivery(event: Event) -> CheckedDelivery:
    """intake.delivery-checked.v1"""
    data = event.data
    return CheckedDelivery(
        delivery_id=data["deliveryId"],
        municipality=data["municipality"],
        expected=data["transferredClients"],
        checked_on=dutch_day_of(event),
        sequence=event.sequence,
        traceparent=event.traceparent,
    )


def own_plan(event: Event) -> Plan:
    """migration.reassessment-planned.v1: our own decision, read back when all is rebuilt."""
    data = event.data
    return Plan(
        client_id=event.subject,
        revision=data["revision"],
        municipality=data["municipality"],
        week=date.fromisoformat(data["conversationWeek"]),
        investigation_start=date.fromisoformat(data["investigationStart"]),
        application_by=date.fromisoformat(data["applicationBy"]),
        decision_due=date.fromisoformat(data["decisionDue"]),
        objection_until=date.fromisoformat(data["objectionUntil"]),
        right_until=date.fromisoformat(data["rightUntil"]),
        over_capacity=data["overCapacity"],
        late=data["late"],
    )


INVITING = frozenset({"invitation", "appointment-moved"})
"""The kinds of letters about an appointment that stands."""


def invitation_moved(event: Event) -> list[InvitationMoved]:
    """notifications.letter-sent.v1 and notifications.letter-returned.v1; most letters are about something else"""
    data = event.data
    if data["kind"] not in INVITING or data["causeId"] is None:
        return []
    left = date.fromisoformat(data["sentOn"]) if "sentOn" in data else None
    return [InvitationMoved(data["causeId"], event.subject, left)]


def own_appointment(event: Event) -> ToldAppointment:
    """migration.appointment-made.v1: our own decision, read back when the database was lost."""
    data = event.data
    replaces = data["replaces"]
    return ToldAppointment(
        appointment_id=data["appointmentId"],
        municipality=data["municipality"],
        household_id=data["householdId"],
        day=date.fromisoformat(data["day"]),
        start=time.fromisoformat(data["from"]),
        until=time.fromisoformat(data["until"]),
        place=Place(PlaceKind(data["place"]["kind"]), data["place"]["address"]),
        caseworker_id=data["caseworkerId"],
        caseworker=data["caseworker"],
        client_id=event.subject,
        revision=data["revision"],
        route=data["route"],
        decide_by=date.fromisoformat(data["decideBy"]),
        reason=Reason(data["reason"]),
        replaces=None if replaces is None else _replaced(replaces),
        made_on=date.fromisoformat(data["madeOn"]),
        made_by=data["madeBy"],
    )


def own_cancellation(event: Event) -> ToldCancellation:
    """migration.appointment-cancelled.v1, read back in the same way."""
    data = event.data
    cancelled_on, reason = date.fromisoformat(data["cancelledOn"]), CancelReason(data["reason"])
    ending = Ending(cancelled_on, data["cancelledBy"], reason, data["newOneFollows"])
    return ToldCancellation(data["appointmentId"], event.subject, ending)


def own_confirmation(event: Event) -> ToldConfirmation:
    """migration.appointment-confirmed.v1, read back in the same way."""
    return ToldConfirmation(event.data["appointmentId"], date.fromisoformat(event.data["heardOn"]))


def _replaced(data: Mapping[str, Any]) -> Replaced:
    return Replaced(data["appointmentId"], date.fromisoformat(data["day"]), time.fromisoformat(data["from"]))


def reassessment_planned_data(plan: Plan) -> dict[str, Any]:
    """`revision`: of the client data that the plan holds for, so that a reader can put it beside the right."""
    return {
        "revision": plan.revision,
        "municipality": plan.municipality,
        "conversationWeek": plan.week.isoformat(),
        "investigationStart": plan.investigation_start.isoformat(),
        "applicationBy": plan.application_by.isoformat(),
        "decisionDue": plan.decision_due.isoformat(),
        "objectionUntil": plan.objection_until.isoformat(),
        "rightUntil": plan.right_until.isoformat(),
        "overCapacity": plan.over_capacity,
        "late": plan.late,
    }


def appointment_made_data(event: AppointmentMade) -> dict[str, Any]:
    made = event.appointment
    return {
        **_whose(made, event.attendee),
        "householdId": made.household_id,
        "until": _hour(made.until),
        "place": {"kind": made.place.kind.value, "address": made.place.address},
        "caseworker": made.caseworker,
        "caseworkerId": made.caseworker_id,
        "people": made.people,
        "reason": made.reason.value,
        "replaces": _replaces(made.replaces),
        "madeOn": made.made_on.isoformat(),
        "madeBy": made.made_by,
        "decideBy": event.attendee.decide_by.isoformat(),
    }


def appointment_cancelled_data(event: AppointmentCancelled) -> dict[str, Any]:
    ending = event.appointment.ending
    if ending is None:
        raise ValueError(f"appointment {event.appointment.id} has no ending")
    return {
        **_whose(event.appointment, event.attendee),
        "reason": ending.reason.value,
        "cancelledOn": ending.on.isoformat(),
        "cancelledBy": ending.by,
        "newOneFollows": ending.new_one_follows,
    }


def appointment_confirmed_data(event: AppointmentConfirmed) -> dict[str, Any]:
    return {
        "municipality": event.appointment.municipality,
        "revision": event.attendee.revision,
        "route": event.attendee.route,
        "appointmentId": event.appointment.id,
        "heardOn": event.heard_on.isoformat(),
        "recordedBy": event.by,
    }


def _whose(one: Appointment, attendee: Attendee) -> dict[str, Any]:
    return {
        "municipality": one.municipality,
        "revision": attendee.revision,
        "route": attendee.route,
        "appointmentId": one.id,
        "day": one.day.isoformat(),
        "from": _hour(one.start),
    }


def _replaces(before: Replaced | None) -> dict[str, Any] | None:
    if before is None:
        return None
    return {"appointmentId": before.appointment_id, "day": before.day.isoformat(), "from": _hour(before.start)}


def _hour(moment: time) -> str:
    return moment.strftime("%H:%M")
