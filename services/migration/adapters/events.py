"""Events as values, both ways: the only place that knows the field names of the wire.

Unknown fields are ignored. A missing field raises KeyError and an impossible one ValueError, which
`shared.messaging.work.decoded` turns into Unworkable.
"""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from services.migration.domain.control.answers import AnsweredBy, AnswerFinished, AnswerReceived, OpenAnswer
from services.migration.domain.control.deliveries import DeliveredPersons
from services.migration.domain.control.ends import RightEnded, RightEnding
from services.migration.domain.control.standings import HeldBack
from services.migration.domain.deadlines.open_deadlines import Deadline
from services.migration.domain.planning.appointments import (
    Appointment,
    AppointmentCancelled,
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
from services.migration.domain.planning.plans import Plan, ReassessmentPlanned
from services.migration.domain.planning.told import ToldAppointment, ToldCancellation
from services.migration.domain.rights.clients import (
    DeliveredFunction,
    Determination,
    Person,
    Provider,
    RightDetermined,
    TransferredClient,
)
from services.migration.domain.rights.facts import DeliveryForm, FunctionRight
from services.migration.domain.route.decisions import Provision
from services.migration.domain.route.happened import DecisionMade, LetterMoved, StepTaken
from shared.clock import AMSTERDAM
from shared.events.envelope import Event, event_type
from shared.messaging.work import Outgoing

CLIENT_TRANSFERRED = event_type("intake", "client-transferred")
DELIVERY_CHECKED = event_type("intake", "delivery-checked")
CLIENT_HELD_BACK = event_type("intake", "client-held-back")
RIGHT_DETERMINED = "right-determined"
REASSESSMENT_PLANNED = "reassessment-planned"
STEP_TAKEN = "step-taken"
DECISION_MADE = "decision-made"
RIGHT_ENDING = "right-ending"
RIGHT_ENDED = "right-ended"
LETTER_SENT = event_type("notifications", "letter-sent")
LETTER_RETURNED = event_type("notifications", "letter-returned")
ANSWER_RECEIVED = event_type("notifications", "answer-received")
ANSWER_FINISHED = event_type("notifications", "answer-finished")
PROVIDER_ANSWERED = event_type("notifications", "provider-answered")
SUITS = "suits"
"""The answer that confirms an appointment."""
OWN_PLAN = event_type("migration", REASSESSMENT_PLANNED)
APPOINTMENT_MADE = "appointment-made"
APPOINTMENT_CANCELLED = "appointment-cancelled"
OWN_APPOINTMENT = event_type("migration", APPOINTMENT_MADE)
OWN_CANCELLATION = event_type("migration", APPOINTMENT_CANCELLED)


def transferred_client(event: Event) -> TransferredClient:
    """intake.client-transferred.v1"""
    data = event.data
    return TransferredClient(
        client_id=event.subject,
        delivery_id=data["deliveryId"],
        revision=data["revision"],
        municipality=data["municipality"],
        delivered_on=date.fromisoformat(data["deliveredOn"]),
        transferred_on=_dutch_day(event),
        household_id=data["householdId"],
        held_back_rows=data["heldBackRows"],
        person=_person(data["person"]),
        functions=tuple(_function(function) for function in data["functions"]),
    )


def checked_delivery(event: Event) -> CheckedDelivery:
    """intake.delivery-checked.v1"""
    data = event.data
    return CheckedDelivery(
        delivery_id=data["deliveryId"],
        municipality=data["municipality"],
        expected=data["transferredClients"],
        checked_on=_dutch_day(event),
        sequence=event.sequence,
        traceparent=event.traceparent,
    )


def delivered_persons(event: Event) -> list[DeliveredPersons]:
    """intake.delivery-checked.v1, for who was delivered and did not come through: one of each municipality"""
    data = event.data
    missing = {**data["neverTransferredElsewhere"], data["municipality"]: data["neverTransferred"]}
    return [DeliveredPersons(data["deliveryId"], code, event.sequence, number) for code, number in missing.items()]


def held_back(event: Event) -> HeldBack:
    """intake.client-held-back.v1"""
    return HeldBack(event.subject, event.data["deliveryId"], event.data["heldBackRows"], _dutch_day(event))


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


def _replaced(data: Mapping[str, Any]) -> Replaced:
    return Replaced(data["appointmentId"], date.fromisoformat(data["day"]), time.fromisoformat(data["from"]))


def _dutch_day(event: Event) -> date:
    return event.time.astimezone(AMSTERDAM).date()


def _person(data: Mapping[str, Any]) -> Person:
    return Person(
        initials=data["initials"],
        prefix=data["prefix"],
        surname=data["surname"],
        birth_date=date.fromisoformat(data["birthDate"]),
        died_on=_day_or_none(data["diedOn"]),
    )


def _function(data: Mapping[str, Any]) -> DeliveredFunction:
    return DeliveredFunction(
        id=data["id"],
        function=data["function"],
        grounds=tuple(data["grounds"]),
        care_class=data["class"],
        issued_on=date.fromisoformat(data["issuedOn"]),
        starts_on=date.fromisoformat(data["startsOn"]),
        ends_on=_day_or_none(data["endsOn"]),
        delivery_form=DeliveryForm(data["deliveryForm"]),
        zzp=data["zzp"],
        in_use=data["inUse"],
        transport=data["transport"],
        provider=_provider(data["provider"]),
    )


def _provider(data: Mapping[str, Any] | None) -> Provider | None:
    return None if data is None else Provider(data["agb"], data["name"])


def _day_or_none(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def answer_received(event: Event) -> AnswerReceived:
    """notifications.answer-received.v1"""
    data, received_on = event.data, date.fromisoformat(event.data["receivedOn"])
    due_on = data["dueOn"]
    answer = None
    if due_on is not None:
        answer = OpenAnswer(
            answer_id=data["answerId"],
            client_id=event.subject,
            municipality=data["municipality"],
            by=AnsweredBy.CLIENT,
            kind=data["kind"],
            received_on=received_on,
            due_on=date.fromisoformat(due_on),
        )
    return AnswerReceived(event.subject, received_on, answer, data["appointmentId"] if data["kind"] == SUITS else None)


def provider_answered(event: Event) -> AnswerReceived:
    """notifications.provider-answered.v1"""
    data, received_on = event.data, date.fromisoformat(event.data["receivedOn"])
    answer = OpenAnswer(
        answer_id=data["answerId"],
        client_id=event.subject,
        municipality=data["municipality"],
        by=AnsweredBy.PROVIDER,
        kind=data["kind"],
        received_on=received_on,
        due_on=date.fromisoformat(data["dueOn"]),
    )
    return AnswerReceived(event.subject, received_on, answer)


def answer_finished(event: Event) -> AnswerFinished:
    """notifications.answer-finished.v1"""
    return AnswerFinished(event.subject, event.data["answerId"])


def letter_sent(event: Event) -> LetterMoved:
    """notifications.letter-sent.v1"""
    return _moved(event, "sent", event.data["sentOn"])


def letter_returned(event: Event) -> LetterMoved:
    """notifications.letter-returned.v1"""
    return _moved(event, "returned", event.data["returnedOn"])


def _moved(event: Event, how: str, on: str) -> LetterMoved:
    occasion = f"{event.data['letterId']} {how}"
    return LetterMoved(occasion, event.data["causeId"], date.fromisoformat(on), returned=how == "returned")


Happened = (
    RightDetermined
    | ReassessmentPlanned
    | AppointmentMade
    | AppointmentCancelled
    | StepTaken
    | DecisionMade
    | RightEnding
    | RightEnded
)


def encode(event: Happened) -> Outgoing:
    """What the other services hear. No name of a client, no address of theirs."""
    if isinstance(event, RightEnding):
        return Outgoing(RIGHT_ENDING, event.end.client_id, _right_ending(event))
    if isinstance(event, RightEnded):
        return Outgoing(RIGHT_ENDED, event.end.client_id, _right_ended(event))
    if isinstance(event, StepTaken):
        return Outgoing(STEP_TAKEN, event.route.client_id, _step_taken(event))
    if isinstance(event, DecisionMade):
        return Outgoing(DECISION_MADE, event.client_id, _decision_made(event))
    if isinstance(event, AppointmentMade):
        return Outgoing(APPOINTMENT_MADE, event.attendee.client_id, _appointment_made(event))
    if isinstance(event, AppointmentCancelled):
        return Outgoing(APPOINTMENT_CANCELLED, event.attendee.client_id, _appointment_cancelled(event))
    if isinstance(event, RightDetermined):
        found = event.determination
        return Outgoing(RIGHT_DETERMINED, found.client.client_id, _right_determined(found))
    return Outgoing(REASSESSMENT_PLANNED, event.plan.client_id, _reassessment_planned(event.plan))


def _right_determined(found: Determination) -> dict[str, Any]:
    client = found.client
    return {
        "revision": client.revision,
        "deliveryId": client.delivery_id,
        "municipality": client.municipality,
        "determinedOn": found.determined_on.isoformat(),
        "state": found.state.value,
        "minor": found.minor,
        "adultOn": _text_or_none(found.adult_on),
        "days": {
            "oldLawUntil": found.days.old_law_until.isoformat(),
            "newLawFrom": found.days.new_law_from.isoformat(),
            "rightsUntil": found.days.rights_until.isoformat(),
            "cizReplyBefore": found.days.ciz_reply_before.isoformat(),
        },
        "functions": [_right(*pair) for pair in zip(client.functions, found.rights, strict=True)],
    }


def _right(delivered: DeliveredFunction, right: FunctionRight) -> dict[str, Any]:
    return {
        "id": right.id,
        "function": delivered.function,
        "domain": right.domain.value,
        "rightFrom": _text_or_none(right.right_from),
        "rightUntil": _text_or_none(right.right_until),
        "conditional": right.conditional,
        "deliveryForm": _form_in_words(delivered, right),
        "pgbUntil": _text_or_none(right.pgb_until),
        "findings": [finding.value for finding in right.findings],
        "reasons": [reason.as_json() for reason in right.reasons],
    }


def _form_in_words(delivered: DeliveredFunction, right: FunctionRight) -> str:
    """The form in which the right goes on. Where it goes on elsewhere, or nothing is left, the form that was delivered:
    whoever has a budget there must know what becomes of it."""
    form = right.delivery_form if right.right_until is not None else delivered.delivery_form
    return form.value


def _text_or_none(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _reassessment_planned(plan: Plan) -> dict[str, Any]:
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


def _step_taken(event: StepTaken) -> dict[str, Any]:
    step = event.step
    return {
        "municipality": event.municipality,
        "revision": event.revision,
        "route": event.route.number,
        "stepId": step.step_id,
        "step": step.kind.value,
        "state": event.route.state.value,
        "on": step.on.isoformat(),
        "recordedOn": step.recorded_on.isoformat(),
        "by": {"kind": step.by.by.value, "name": step.by.name},
        "undoes": step.undoes,
        "deadlines": [_deadline(one) for one in event.running],
        "details": dict(step.details),
    }


def _deadline(one: Deadline) -> dict[str, Any]:
    return {"kind": one.kind.value, "lastDay": one.last_day.isoformat(), "law": one.law, "article": one.article}


def _decision_made(event: DecisionMade) -> dict[str, Any]:
    made = event.decision
    return {
        "municipality": event.municipality,
        "revision": event.revision,
        "route": event.route,
        "decisionId": made.decision_id,
        "kind": made.kind.value,
        "madeOn": made.made_on.isoformat(),
        "startsOn": made.starts_on.isoformat(),
        "endsOn": _text_or_none(made.ends_on),
        "provisions": [_provision(one) for one in made.provisions],
        "replaces": event.replaces,
        "waitsForAcceptance": made.waits_for_acceptance,
        "oldRightUntil": _text_or_none(made.old_right_until),
        "reasons": [card.as_json() for card in event.reasons],
    }


def _provision(one: Provision) -> dict[str, Any]:
    return {
        "function": one.function,
        "amount": one.amount,
        "unit": one.unit.value if one.unit is not None else "",
        "form": one.form.value.lower(),
        "provider": {"agb": one.provider.agb, "name": one.provider.name} if one.provider is not None else None,
        "yearlyCents": one.yearly_cents,
    }


def _right_ending(event: RightEnding) -> dict[str, Any]:
    end = event.end
    return {
        "municipality": end.municipality,
        "revision": end.revision,
        "weeks": event.weeks,
        "lastDay": end.last_day.isoformat(),
        "toldOn": event.told_on.isoformat(),
        "functions": list(end.functions),
        "decided": event.decided,
        "conversation": _text_or_none(event.conversation),
    }


def _right_ended(event: RightEnded) -> dict[str, Any]:
    end = event.end
    return {
        "municipality": end.municipality,
        "revision": end.revision,
        "lastDay": end.last_day.isoformat(),
        "why": end.why.value,
        "functions": list(end.functions),
        "decisionId": event.decision_id,
    }


def _appointment_made(event: AppointmentMade) -> dict[str, Any]:
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


def _appointment_cancelled(event: AppointmentCancelled) -> dict[str, Any]:
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
