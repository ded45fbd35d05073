"""What migration tells of the clients' routes, as values."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from services.notifications.adapters.client.events import client_id_of, reason_from
from services.notifications.domain.client.recipient import (
    Provider,
)
from services.notifications.domain.route.facts import (
    CORRECT_DAY,
    DECISIONS,
    PLACES,
    UNITS,
    WHY_CANCELLED,
    WHY_ENDED,
    Appointment,
    BudgetStop,
    CancelledAppointment,
    ConfirmedAppointment,
    Decision,
    OpenTerm,
    Provision,
    RightEnded,
    RightEnding,
    Step,
)
from services.notifications.domain.route.happened import (
    WHY_MOVED,
    AppointmentCancelled,
    AppointmentMade,
    BudgetEnded,
    BudgetEnding,
    DeadlinesCounted,
    DecisionMade,
    EndHasCome,
    EndIsNear,
    FormerAppointment,
    ObjectionAnswer,
    StepTaken,
    WrittenAgain,
)
from shared.events.envelope import Event
from shared.fields import code_of, day_or_none, text_field, uuid_field

CARE_CODES: Mapping[str, str] = {
    "21": "DOMESTIC-HELP",
    "31": "PV",
    "41": "VP",
    "61": "BH",
    "71": "KVB",
    "81": "BGI",
    "82": "BGG",
    "91": "ADL",
}
"""COD732, as words of rights."""
ABOUT_A_DECISION = frozenset({"send", "send-objection-decision", "returned", "accept-offer", "grant-urgent-help"})
"""Steps that name a decision, whoever takes them."""


def step_from(event: Event) -> StepTaken:
    """migration.step-taken.v1"""
    data = event.data
    step = Step(
        client_id=client_id_of(event),
        step_id=uuid_field(data, "stepId"),
        municipality=text_field(data, "municipality"),
        route=int(data["route"]),
        step=text_field(data, "step"),
        state=text_field(data, "state"),
        on=date.fromisoformat(data["on"]),
        recorded_on=date.fromisoformat(data["recordedOn"]),
        undoes=uuid_field(data, "undoes") if data["undoes"] else None,
        terms=tuple(_term(each) for each in data["deadlines"]),
        details=_details(data),
        number=event.sequence,
    )
    return StepTaken(int(data["revision"]), step, data["by"]["name"])


def counted_from(event: Event) -> DeadlinesCounted:
    """migration.deadlines-counted.v1"""
    terms = tuple(_term(each) for each in event.data["deadlines"])
    return DeadlinesCounted(client_id_of(event), uuid_field(event.data, "stepId"), terms)


def appointment_from(event: Event) -> AppointmentMade:
    """migration.appointment-made.v1"""
    data, place, before = event.data, event.data["place"], event.data["replaces"]
    appointment = Appointment(
        client_id=client_id_of(event),
        appointment_id=uuid_field(data, "appointmentId"),
        municipality=text_field(data, "municipality"),
        route=int(data["route"]),
        day=date.fromisoformat(data["day"]),
        starts=time.fromisoformat(data["from"]),
        ends=time.fromisoformat(data["until"]),
        place=code_of(PLACES, place["kind"]),
        place_address=text_field(place, "address"),
        caseworker=text_field(data, "caseworker"),
        people=int(data["people"]),
        replaces=uuid_field(before, "appointmentId") if before else None,
        made_on=date.fromisoformat(data["madeOn"]),
    )
    return AppointmentMade(
        revision=int(data["revision"]),
        appointment=appointment,
        why=code_of(WHY_MOVED, data["reason"]),
        before=_former(before) if before else None,
    )


def cancelled_from(event: Event) -> AppointmentCancelled:
    """migration.appointment-cancelled.v1"""
    data = event.data
    cancelled = CancelledAppointment(
        client_id=client_id_of(event),
        appointment_id=uuid_field(data, "appointmentId"),
        cancelled_on=date.fromisoformat(data["cancelledOn"]),
        reason=code_of(WHY_CANCELLED, data["reason"]),
        new_one_follows=bool(data["newOneFollows"]),
    )
    return AppointmentCancelled(
        revision=int(data["revision"]),
        municipality=text_field(data, "municipality"),
        cancelled=cancelled,
        day=date.fromisoformat(data["day"]),
        starts=time.fromisoformat(data["from"]),
    )


def confirmed_from(event: Event) -> ConfirmedAppointment:
    """migration.appointment-confirmed.v1"""
    heard_on = date.fromisoformat(event.data["heardOn"])
    return ConfirmedAppointment(client_id_of(event), uuid_field(event.data, "appointmentId"), heard_on)


def decision_from(event: Event) -> DecisionMade:
    """migration.decision-made.v1"""
    data = event.data
    decision = Decision(
        client_id=client_id_of(event),
        decision_id=uuid_field(data, "decisionId"),
        municipality=text_field(data, "municipality"),
        route=int(data["route"]),
        kind=code_of(DECISIONS, data["kind"]),
        made_on=date.fromisoformat(data["madeOn"]),
        starts_on=date.fromisoformat(data["startsOn"]),
        ends_on=day_or_none(data["endsOn"]),
        waits_for_acceptance=bool(data["waitsForAcceptance"]),
        old_right_until=day_or_none(data["oldRightUntil"]),
        provisions=tuple(_provision(each) for each in data["provisions"]),
        replaces=uuid_field(data, "replaces") if data["replaces"] else None,
        old_ends=_ends(data.get("oldEnds", {})),
        pgb_ends=_ends(data.get("pgbEnds", {})),
    )
    return DecisionMade(
        revision=int(data["revision"]),
        decision=decision,
        reasons=tuple(reason_from(each) for each in data["reasons"]),
        send_by=day_or_none(data.get("sendBy")),
        again=_again(data.get("writtenAgain")),
    )


def _again(data: Mapping[str, Any] | None) -> WrittenAgain | None:
    if not data:
        return None
    said = data.get("answer")
    return WrittenAgain(int(data["time"]), date.fromisoformat(data["on"]), _answer(said) if said else None)


def _answer(data: Mapping[str, Any]) -> ObjectionAnswer:
    no_hearing = text_field(data, "noHearing") if data["noHearing"] is not None else None
    return ObjectionAnswer(text_field(data, "outcome"), text_field(data, "why"), no_hearing)


def ending_from(event: Event) -> EndIsNear:
    """migration.right-ending.v1"""
    data = event.data
    ending = RightEnding(
        client_id=client_id_of(event),
        last_day=date.fromisoformat(data["lastDay"]),
        weeks=int(data["weeks"]),
        told_on=date.fromisoformat(data["toldOn"]),
        functions=tuple(sorted(data["functions"])),
        decided=bool(data["decided"]),
        revision=int(data["revision"]),
    )
    return EndIsNear(
        municipality=text_field(data, "municipality"),
        ending=ending,
        conversation=day_or_none(data["conversation"]),
    )


def ended_from(event: Event) -> EndHasCome:
    """migration.right-ended.v1"""
    data = event.data
    ended = RightEnded(
        client_id=client_id_of(event),
        last_day=date.fromisoformat(data["lastDay"]),
        why=code_of(WHY_ENDED, data["why"]),
        functions=tuple(sorted(data["functions"])),
        decision_id=uuid_field(data, "decisionId") if data["decisionId"] else None,
    )
    return EndHasCome(
        revision=int(data["revision"]),
        municipality=text_field(data, "municipality"),
        ended=ended,
        decided=bool(data.get("decided", False)),
    )


def budget_ending_from(event: Event) -> BudgetEnding:
    """billing.budget-ending.v1"""
    data = event.data
    return BudgetEnding(
        municipality=text_field(data, "municipality"),
        stop=_stop(event, int(data["weeks"])),
        told_on=date.fromisoformat(data["toldOn"]),
    )


def budget_ended_from(event: Event) -> BudgetEnded:
    """billing.budget-ended.v1"""
    data = event.data
    return BudgetEnded(text_field(data, "municipality"), _stop(event, 0))


def _stop(event: Event, weeks: int) -> BudgetStop:
    last_day = date.fromisoformat(event.data["lastDay"])
    functions = tuple(sorted(event.data["functions"]))
    return BudgetStop(client_id_of(event), last_day, weeks, functions, int(event.data["revision"]))


def _ends(data: Mapping[str, str]) -> dict[str, date]:
    return {_care(code): date.fromisoformat(until) for code, until in data.items()}


def _care(code: str) -> str:
    """The code is a word (BGI) or one of code list COD732 (81)."""
    return CARE_CODES.get(code, code)


def _provision(data: Mapping[str, Any]) -> Provision:
    who, amount, cents = data["provider"], data["amount"], data["yearlyCents"]
    return Provision(
        function=_care(text_field(data, "function")),
        amount=None if amount is None else int(amount),
        unit=code_of(UNITS, data["unit"]),
        pgb=data["form"] == "pgb",
        provider=Provider(text_field(who, "agb"), text_field(who, "name")) if who else None,
        yearly_cents=None if cents is None else int(cents),
        care_class=data.get("class") or "",
    )


def _term(data: Mapping[str, Any]) -> OpenTerm:
    last_day = date.fromisoformat(data["lastDay"])
    return OpenTerm(text_field(data, "kind"), last_day, text_field(data, "law"), text_field(data, "article"))


def _details(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of a step; what the whole service counts on is held to it here, the rest where it is used."""
    step, details = data["step"], dict(data["details"])
    if step in ABOUT_A_DECISION:
        uuid_field(details, "decisionId")
    if step == "accept-offer":
        date.fromisoformat(details["oldRightUntil"])
    if step == "decide-objection":
        text_field(details, "outcome")
    if step == CORRECT_DAY:
        uuid_field(details, "corrects")
        date.fromisoformat(details["becomes"])
    return details


def _former(data: Mapping[str, Any]) -> FormerAppointment:
    day, starts = date.fromisoformat(data["day"]), time.fromisoformat(data["from"])
    return FormerAppointment(uuid_field(data, "appointmentId"), day, starts)
