"""Event data as values of our own and back: the only place that knows the field names of the wire.

A field that we do not know is left alone. A missing one raises KeyError, and a value of the wrong kind ValueError or
TypeError, which `decoded` makes a message that cannot be worked.
"""

import uuid
from collections.abc import Mapping
from datetime import date, time
from typing import Any, TypeVar

from services.notifications.domain.client.happened import (
    WHY_MOVED,
    AppointmentCancelled,
    AppointmentMade,
    DecisionMade,
    EndHasCome,
    EndIsNear,
    FormerAppointment,
    StepTaken,
)
from services.notifications.domain.client.money import Budget, Contribution, Regime
from services.notifications.domain.client.recipient import (
    SEXES,
    Address,
    DeliveredCare,
    HeldBack,
    Provider,
    Recipient,
)
from services.notifications.domain.client.right import DOMAINS, FINDINGS, ClientRight, Days, FunctionRight, Plan
from services.notifications.domain.client.route import (
    DECISIONS,
    PLACES,
    UNITS,
    WHY_CANCELLED,
    WHY_ENDED,
    Appointment,
    CancelledAppointment,
    Decision,
    OpenTerm,
    Provision,
    RightEnded,
    RightEnding,
    Step,
)
from services.notifications.domain.letters.gate import LetterWritten
from services.notifications.domain.letters.letter_asked import LetterAsked
from services.notifications.domain.mailing.mailing import MailingReleased, Release
from services.notifications.domain.mailing.print_run import (
    LetterReturned,
    LetterSent,
    LetterTakenOut,
    PrintRunHandedOver,
    PrintRunMade,
)
from services.notifications.domain.notices.answer import ProviderAnswered
from services.notifications.domain.notices.ending_right import NoticeLine
from services.notifications.domain.notices.provider_client import ProviderClient, Stage
from services.notifications.domain.notices.provider_notice import ProviderNoticeMade, ToldClient
from services.notifications.domain.replies.answer import AnswerFinished, AnswerReceived
from shared.events.envelope import Event
from shared.law.reasons import Reason
from shared.messaging.work import Outgoing

C = TypeVar("C")
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


def recipient_from(event: Event) -> Recipient:
    """intake.client-transferred.v1"""
    data, person = event.data, event.data["person"]
    return Recipient(
        client_id=_client_id(event),
        revision=int(data["revision"]),
        municipality=_text(data, "municipality"),
        initials=_text(person, "initials"),
        prefix=_text(person, "prefix"),
        surname=_text(person, "surname"),
        sex=_code(SEXES, person["sex"]),
        birth_date=date.fromisoformat(person["birthDate"]),
        died_on=_day_or_none(person["diedOn"]),
        address=_address(person["address"]),
        secret_address=bool(person["secretAddress"]),
        household_id=_text(data, "householdId"),
        held_back_rows=int(data["heldBackRows"]),
        delivered=tuple(_delivered_care(function) for function in data["functions"]),
    )


def held_back_from(event: Event) -> HeldBack:
    """intake.client-held-back.v1"""
    return HeldBack(_client_id(event), int(event.data["heldBackRows"]))


def right_from(event: Event) -> ClientRight:
    """migration.right-determined.v1"""
    data = event.data
    return ClientRight(
        client_id=_client_id(event),
        revision=int(data["revision"]),
        municipality=_text(data, "municipality"),
        determined_on=date.fromisoformat(data["determinedOn"]),
        state=_text(data, "state"),
        minor=bool(data["minor"]),
        adult_on=_day_or_none(data["adultOn"]),
        days=_days(data["days"]),
        functions=tuple(_function_right(function) for function in data["functions"]),
    )


def plan_from(event: Event) -> Plan:
    """migration.reassessment-planned.v1"""
    data = event.data
    return Plan(
        client_id=_client_id(event),
        revision=int(data["revision"]),
        week=date.fromisoformat(data["conversationWeek"]),
        application_by=date.fromisoformat(data["applicationBy"]),
        decision_due=date.fromisoformat(data["decisionDue"]),
        objection_until=date.fromisoformat(data["objectionUntil"]),
        right_until=date.fromisoformat(data["rightUntil"]),
    )


def budget_from(event: Event) -> Budget:
    """billing.budget-granted.v1"""
    data = event.data
    return Budget(
        client_id=_client_id(event),
        revision=int(data["revision"]),
        municipality=_text(data, "municipality"),
        first_day=date.fromisoformat(data["from"]),
        last_day=date.fromisoformat(data["until"]),
        gross=int(data["grossCents"]),
        contribution=int(data["contributionCents"]),
        net=int(data["netCents"]),
        unaccountable=int(data["unaccountableCents"]),
        withdrawn=None,
        turn=int(data.get("turn", 0)),
    )


def withdrawn_budget_from(event: Event) -> Budget:
    """billing.budget-withdrawn.v1"""
    data = event.data
    reason, municipality = _text(data, "reason"), _text(data, "municipality")
    turn = int(data.get("turn", 0))
    return Budget(_client_id(event), int(data["revision"]), municipality, None, None, 0, 0, 0, 0, reason, turn)


def contribution_from(event: Event) -> Contribution:
    """billing.contribution-assessed.v1"""
    regimes = tuple(_regime(regime) for regime in event.data["regimes"])
    return Contribution(_client_id(event), int(event.data["revision"]), regimes)


def step_from(event: Event) -> StepTaken:
    """migration.step-taken.v1"""
    data = event.data
    step = Step(
        client_id=_client_id(event),
        step_id=_uuid(data, "stepId"),
        municipality=_text(data, "municipality"),
        route=int(data["route"]),
        step=_text(data, "step"),
        state=_text(data, "state"),
        on=date.fromisoformat(data["on"]),
        recorded_on=date.fromisoformat(data["recordedOn"]),
        undoes=_uuid(data, "undoes") if data["undoes"] else None,
        terms=tuple(_term(each) for each in data["deadlines"]),
        details=_details(data),
        number=event.sequence,
    )
    return StepTaken(int(data["revision"]), step)


def appointment_from(event: Event) -> AppointmentMade:
    """migration.appointment-made.v1"""
    data, place, before = event.data, event.data["place"], event.data["replaces"]
    appointment = Appointment(
        client_id=_client_id(event),
        appointment_id=_uuid(data, "appointmentId"),
        municipality=_text(data, "municipality"),
        route=int(data["route"]),
        day=date.fromisoformat(data["day"]),
        starts=time.fromisoformat(data["from"]),
        ends=time.fromisoformat(data["until"]),
        place=_code(PLACES, place["kind"]),
        place_address=_text(place, "address"),
        caseworker=_text(data, "caseworker"),
        people=int(data["people"]),
        replaces=_uuid(before, "appointmentId") if before else None,
        made_on=date.fromisoformat(data["madeOn"]),
    )
    return AppointmentMade(
        revision=int(data["revision"]),
        appointment=appointment,
        why=_code(WHY_MOVED, data["reason"]),
        before=_former(before) if before else None,
    )


def cancelled_from(event: Event) -> AppointmentCancelled:
    """migration.appointment-cancelled.v1"""
    data = event.data
    cancelled = CancelledAppointment(
        client_id=_client_id(event),
        appointment_id=_uuid(data, "appointmentId"),
        cancelled_on=date.fromisoformat(data["cancelledOn"]),
        reason=_code(WHY_CANCELLED, data["reason"]),
        new_one_follows=bool(data["newOneFollows"]),
    )
    return AppointmentCancelled(
        revision=int(data["revision"]),
        municipality=_text(data, "municipality"),
        cancelled=cancelled,
        day=date.fromisoformat(data["day"]),
        starts=time.fromisoformat(data["from"]),
    )


def decision_from(event: Event) -> DecisionMade:
    """migration.decision-made.v1"""
    data = event.data
    decision = Decision(
        client_id=_client_id(event),
        decision_id=_uuid(data, "decisionId"),
        municipality=_text(data, "municipality"),
        route=int(data["route"]),
        kind=_code(DECISIONS, data["kind"]),
        made_on=date.fromisoformat(data["madeOn"]),
        starts_on=date.fromisoformat(data["startsOn"]),
        ends_on=_day_or_none(data["endsOn"]),
        waits_for_acceptance=bool(data["waitsForAcceptance"]),
        old_right_until=_day_or_none(data["oldRightUntil"]),
        provisions=tuple(_provision(each) for each in data["provisions"]),
    )
    return DecisionMade(
        revision=int(data["revision"]),
        decision=decision,
        replaces=_uuid(data, "replaces") if data["replaces"] else None,
        reasons=tuple(_reason(each) for each in data["reasons"]),
    )


def ending_from(event: Event) -> EndIsNear:
    """migration.right-ending.v1"""
    data = event.data
    ending = RightEnding(
        client_id=_client_id(event),
        last_day=date.fromisoformat(data["lastDay"]),
        weeks=int(data["weeks"]),
        told_on=date.fromisoformat(data["toldOn"]),
        functions=tuple(sorted(data["functions"])),
        decided=bool(data["decided"]),
    )
    return EndIsNear(
        revision=int(data["revision"]),
        municipality=_text(data, "municipality"),
        ending=ending,
        conversation=_day_or_none(data["conversation"]),
    )


def ended_from(event: Event) -> EndHasCome:
    """migration.right-ended.v1"""
    data = event.data
    ended = RightEnded(
        client_id=_client_id(event),
        last_day=date.fromisoformat(data["lastDay"]),
        why=_code(WHY_ENDED, data["why"]),
        functions=tuple(sorted(data["functions"])),
        decision_id=_uuid(data, "decisionId") if data["decisionId"] else None,
    )
    return EndHasCome(revision=int(data["revision"]), municipality=_text(data, "municipality"), ended=ended)


def letter_asked_from(event: Event) -> LetterAsked:
    """Our own notifications.letter-asked.v1, for a rebuild."""
    data = event.data
    return LetterAsked(
        ask_id=_text(data, "askId"),
        client_id=_client_id(event),
        revision=int(data["revision"]),
        municipality=_text(data, "municipality"),
        day=date.fromisoformat(data["askedOn"]),
        user_id=_text(data, "askedBy"),
    )


def print_run_from(event: Event) -> PrintRunMade:
    """Our own notifications.print-run-made.v1, for a rebuild."""
    data = event.data
    return PrintRunMade(
        run_id=_text(data, "runId"),
        municipality=_text(data, "municipality"),
        made_on=date.fromisoformat(data["madeOn"]),
        pages=int(data["pages"]),
        letter_ids=tuple(data["letters"]),
    )


def letter_taken_out_from(event: Event) -> LetterTakenOut:
    """Our own notifications.letter-taken-out.v1, for a rebuild."""
    data = event.data
    return LetterTakenOut(
        letter_id=_text(data, "letterId"),
        client_id=_client_id(event),
        run_id=_text(data, "printRunId"),
        municipality=_text(data, "municipality"),
        day=date.fromisoformat(data["takenOutOn"]),
        user_id=_text(data, "takenOutBy"),
    )


def print_run_handed_over_from(event: Event) -> PrintRunHandedOver:
    """Our own notifications.print-run-handed-over.v1, for a rebuild."""
    data = event.data
    return PrintRunHandedOver(
        run_id=_text(data, "runId"),
        municipality=_text(data, "municipality"),
        day=date.fromisoformat(data["handedOverOn"]),
        user_id=_text(data, "handedOverBy"),
    )


def mailing_released_from(event: Event) -> MailingReleased:
    """Our own notifications.mailing-released.v1, for a rebuild."""
    data = event.data
    by, day = data["releasedBy"], date.fromisoformat(data["releasedOn"])
    return MailingReleased(
        mailing_id=_text(data, "mailingId"),
        municipality=_text(data, "municipality"),
        number=int(data["number"]),
        release=int(data["release"]),
        by=Release(_text(by, "id"), _text(by, "name"), day),
        complete=bool(data["complete"]),
        kinds={kind: int(letters) for kind, letters in data["kinds"].items()},
        letter_ids=tuple(data["letters"]),
    )


def letter_returned_from(event: Event) -> LetterReturned:
    """Our own notifications.letter-returned.v1, for a rebuild."""
    data = event.data
    return LetterReturned(
        letter_id=_text(data, "letterId"),
        client_id=_client_id(event),
        kind=_text(data, "kind"),
        municipality=_text(data, "municipality"),
        day=date.fromisoformat(data["returnedOn"]),
        cause_id=data["causeId"],
        run_id=_text(data, "printRunId"),
        sent_on=date.fromisoformat(data["sentOn"]),
        user_id=_text(data, "returnedBy"),
    )


def provider_notice_from(event: Event) -> ProviderNoticeMade:
    """Our own notifications.provider-notice-made.v1, for a rebuild."""
    data = event.data
    return ProviderNoticeMade(
        notice_id=_text(data, "noticeId"),
        agb=_text(data, "agb"),
        municipality=_text(data, "municipality"),
        provider=_text(data, "provider"),
        number=int(data["number"]),
        made_on=date.fromisoformat(data["madeOn"]),
        lines=tuple(_notice_line(line) for line in data["lines"]),
        told=tuple(_told_client(each, data) for each in data.get("clients", [])),
    )


def encode(
    event: LetterWritten
    | LetterAsked
    | PrintRunMade
    | LetterTakenOut
    | PrintRunHandedOver
    | MailingReleased
    | LetterSent
    | LetterReturned
    | ProviderNoticeMade
    | AnswerReceived
    | AnswerFinished
    | ProviderAnswered,
) -> Outgoing:
    """What happened, as the wire has it."""
    match event:
        case LetterWritten():
            return Outgoing("letter-written", event.client_id, _letter_data(event))
        case LetterAsked():
            return Outgoing("letter-asked", event.client_id, _asked_data(event))
        case PrintRunMade():
            return Outgoing("print-run-made", event.run_id, _print_run_data(event))
        case LetterTakenOut():
            return Outgoing("letter-taken-out", event.client_id, _taken_out_data(event))
        case PrintRunHandedOver():
            return Outgoing("print-run-handed-over", event.run_id, _handed_over_data(event))
        case MailingReleased():
            return Outgoing("mailing-released", event.mailing_id, _released_data(event))
        case LetterSent():
            return Outgoing("letter-sent", event.client_id, _sent_data(event))
        case LetterReturned():
            return Outgoing("letter-returned", event.client_id, _returned_data(event))
        case ProviderNoticeMade():
            return Outgoing("provider-notice-made", event.notice_id, _notice_data(event))
        case ProviderAnswered():
            return Outgoing("provider-answered", event.client_id, _answered_data(event))
        case AnswerReceived():
            return Outgoing("answer-received", event.client_id, _answer_data(event))
        case AnswerFinished():
            return Outgoing("answer-finished", event.client_id, _finished_data(event))


def _letter_data(written: LetterWritten) -> dict[str, Any]:
    return {
        "letterId": written.letter_id,
        "revision": written.revision,
        "municipality": written.municipality,
        "kind": written.kind,
        "template": written.template or "",
        "state": written.state,
        "reason": written.reason or "",
        "causeId": written.cause_id,
    }


def _asked_data(asked: LetterAsked) -> dict[str, Any]:
    return {
        "askId": asked.ask_id,
        "revision": asked.revision,
        "municipality": asked.municipality,
        "kind": "next-of-kin",
        "askedOn": asked.day.isoformat(),
        "askedBy": asked.user_id,
    }


def _print_run_data(made: PrintRunMade) -> dict[str, Any]:
    return {
        "runId": made.run_id,
        "municipality": made.municipality,
        "madeOn": made.made_on.isoformat(),
        "pages": made.pages,
        "letters": list(made.letter_ids),
    }


def _taken_out_data(taken_out: LetterTakenOut) -> dict[str, Any]:
    return {
        "letterId": taken_out.letter_id,
        "printRunId": taken_out.run_id,
        "municipality": taken_out.municipality,
        "takenOutOn": taken_out.day.isoformat(),
        "takenOutBy": taken_out.user_id,
    }


def _handed_over_data(handed_over: PrintRunHandedOver) -> dict[str, Any]:
    return {
        "runId": handed_over.run_id,
        "municipality": handed_over.municipality,
        "handedOverOn": handed_over.day.isoformat(),
        "handedOverBy": handed_over.user_id,
    }


def _released_data(released: MailingReleased) -> dict[str, Any]:
    return {
        "mailingId": released.mailing_id,
        "municipality": released.municipality,
        "number": released.number,
        "release": released.release,
        "releasedOn": released.by.day.isoformat(),
        "releasedBy": {"id": released.by.user_id, "name": released.by.name},
        "complete": released.complete,
        "kinds": dict(released.kinds),
        "letters": list(released.letter_ids),
    }


def _sent_data(sent: LetterSent) -> dict[str, Any]:
    return {
        "letterId": sent.letter_id,
        "kind": sent.kind,
        "municipality": sent.municipality,
        "sentOn": sent.day.isoformat(),
        "causeId": sent.cause_id,
    }


def _returned_data(returned: LetterReturned) -> dict[str, Any]:
    return {
        "letterId": returned.letter_id,
        "kind": returned.kind,
        "municipality": returned.municipality,
        "returnedOn": returned.day.isoformat(),
        "causeId": returned.cause_id,
        "printRunId": returned.run_id,
        "sentOn": returned.sent_on.isoformat(),
        "returnedBy": returned.user_id,
    }


def _notice_data(made: ProviderNoticeMade) -> dict[str, Any]:
    return {
        "noticeId": made.notice_id,
        "agb": made.agb,
        "municipality": made.municipality,
        "provider": made.provider,
        "number": made.number,
        "madeOn": made.made_on.isoformat(),
        "lines": [_notice_line_data(line) for line in made.lines],
        "clients": [_told_client_data(each) for each in made.told],
    }


def _answered_data(answered: ProviderAnswered) -> dict[str, Any]:
    """Without its text, which stays here."""
    return {
        "answerId": answered.answer_id,
        "municipality": answered.municipality,
        "agb": answered.agb,
        "kind": answered.kind.value,
        "receivedOn": answered.received_on.isoformat(),
        "since": _iso(answered.since),
        "dueOn": answered.due_on.isoformat(),
    }


def _told_client_data(told: ToldClient) -> dict[str, Any]:
    client = told.client
    return {
        "clientId": client.client_id,
        "decisionNumber": client.number,
        "care": client.care,
        "stage": client.stage.value,
        "day": _iso(client.day),
        "until": _iso(client.until),
        "weeks": client.weeks,
        "handover": client.handover,
        "news": told.news,
        "gone": told.gone,
    }


def _told_client(data: Mapping[str, Any], notice: Mapping[str, Any]) -> ToldClient:
    client = ProviderClient(
        provider=Provider(_text(notice, "agb"), _text(notice, "provider")),
        municipality=_text(notice, "municipality"),
        client_id=_text(data, "clientId"),
        number=_text(data, "decisionNumber"),
        care=_text(data, "care"),
        stage=Stage(data["stage"]),
        day=_day_or_none(data["day"]),
        until=_day_or_none(data["until"]),
        weeks=data["weeks"],
        handover=bool(data["handover"]),
    )
    return ToldClient(client, bool(data["news"]), bool(data["gone"]))


def _finished_data(finished: AnswerFinished) -> dict[str, Any]:
    return {
        "answerId": finished.answer_id,
        "municipality": finished.municipality,
        "finishedOn": finished.finished_on.isoformat(),
    }


def _answer_data(answer: AnswerReceived) -> dict[str, Any]:
    return {
        "answerId": answer.answer_id,
        "municipality": answer.municipality,
        "kind": answer.kind,
        "channel": answer.channel,
        "receivedOn": answer.received_on.isoformat(),
        "appointmentId": answer.appointment_id,
        "wish": answer.wish,
        "dueOn": None if answer.due_on is None else answer.due_on.isoformat(),
    }


def _notice_line_data(line: NoticeLine) -> dict[str, Any]:
    return {
        "clientId": line.client_id,
        "functionId": line.function_id,
        "function": line.function,
        "rightUntil": line.right_until.isoformat(),
        "transport": line.transport,
        "inUse": line.in_use,
        "inKindFrom": line.in_kind_from.isoformat() if line.in_kind_from else None,
    }


def _notice_line(data: Mapping[str, Any]) -> NoticeLine:
    """The contract lets a list leave out transport, use and a budget; then nothing was said of the kind."""
    return NoticeLine(
        client_id=_text(data, "clientId"),
        function_id=_text(data, "functionId"),
        function=_text(data, "function"),
        right_until=date.fromisoformat(data["rightUntil"]),
        transport=bool(data.get("transport", False)),
        in_use=bool(data.get("inUse", True)),
        in_kind_from=_day_or_none(data.get("inKindFrom")),
    )


def _address(data: Mapping[str, Any]) -> Address:
    return Address(
        street=_text(data, "street"),
        house_number=int(data["houseNumber"]),
        house_letter=_text(data, "houseLetter"),
        addition=_text(data, "addition"),
        postcode=_text(data, "postcode"),
        city=_text(data, "city"),
    )


def _delivered_care(data: Mapping[str, Any]) -> DeliveredCare:
    provider = data["provider"]
    return DeliveredCare(
        id=_text(data, "id"),
        function=_text(data, "function"),
        starts_on=date.fromisoformat(data["startsOn"]),
        ends_on=_day_or_none(data["endsOn"]),
        transport=bool(data["transport"]),
        provider=Provider(_text(provider, "agb"), _text(provider, "name")) if provider else None,
    )


def _function_right(data: Mapping[str, Any]) -> FunctionRight:
    return FunctionRight(
        id=_text(data, "id"),
        function=_text(data, "function"),
        domain=_code(DOMAINS, data["domain"]),
        right_from=_day_or_none(data["rightFrom"]),
        right_until=_day_or_none(data["rightUntil"]),
        conditional=bool(data["conditional"]),
        pgb=data["deliveryForm"] == "PGB",
        pgb_until=_day_or_none(data["pgbUntil"]),
        findings=frozenset(_code(FINDINGS, finding) for finding in data["findings"]),
        reasons=tuple(_reason(reason) for reason in data["reasons"]),
    )


def _provision(data: Mapping[str, Any]) -> Provision:
    """The code of the care is a word (BGI) or one of code list COD732 (81)."""
    code, who, amount, cents = _text(data, "function"), data["provider"], data["amount"], data["yearlyCents"]
    return Provision(
        function=CARE_CODES.get(code, code),
        amount=None if amount is None else int(amount),
        unit=_code(UNITS, data["unit"]),
        pgb=data["form"] == "pgb",
        provider=Provider(_text(who, "agb"), _text(who, "name")) if who else None,
        yearly_cents=None if cents is None else int(cents),
    )


def _days(data: Mapping[str, Any]) -> Days:
    return Days(
        old_law_until=date.fromisoformat(data["oldLawUntil"]),
        new_law_from=date.fromisoformat(data["newLawFrom"]),
        rights_until=date.fromisoformat(data["rightsUntil"]),
        ciz_reply_before=date.fromisoformat(data["cizReplyBefore"]),
    )


def _regime(data: Mapping[str, Any]) -> Regime:
    return Regime(
        function_id=_text(data, "functionId"),
        regime=_text(data, "regime"),
        first_day=_day_or_none(data["from"]),
        last_day=_day_or_none(data["until"]),
        reason=_reason(data["reason"]),
    )


def _reason(data: Mapping[str, Any]) -> Reason:
    return Reason(
        rule=_text(data, "rule"),
        law=_text(data, "law"),
        article=_text(data, "article"),
        explanation=_text(data, "explanation"),
        inputs=dict(data["inputs"]),
        result=_text(data, "result"),
        version=_text(data, "version"),
        link=_text(data, "link"),
    )


def _term(data: Mapping[str, Any]) -> OpenTerm:
    last_day = date.fromisoformat(data["lastDay"])
    return OpenTerm(_text(data, "kind"), last_day, _text(data, "law"), _text(data, "article"))


def _details(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of a step; what the whole service counts on is held to it here, the rest where it is used."""
    step, details = data["step"], dict(data["details"])
    if step in ABOUT_A_DECISION:
        _uuid(details, "decisionId")
    if step == "accept-offer":
        date.fromisoformat(details["oldRightUntil"])
    if step == "decide-objection":
        _text(details, "outcome")
    return details


def _former(data: Mapping[str, Any]) -> FormerAppointment:
    day, starts = date.fromisoformat(data["day"]), time.fromisoformat(data["from"])
    return FormerAppointment(_uuid(data, "appointmentId"), day, starts)


def _uuid(data: Mapping[str, Any], name: str) -> str:
    return str(uuid.UUID(_text(data, name)))


def _client_id(event: Event) -> str:
    """Ids of letters are made of it, so it must be a UUID."""
    uuid.UUID(event.subject)
    return event.subject


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day_or_none(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data[name]
    if not isinstance(value, str):
        raise TypeError(f"{name}: hier hoort tekst te staan")
    return value


def _code(known: Mapping[str, C], value: Any) -> C:
    if value not in known:
        raise ValueError(f"onbekende code {value!r}")
    return known[value]
