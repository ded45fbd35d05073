"""Steps and decisions as event data, and the letters of which notifications tells."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.migration.domain.deadlines.open_deadlines import Deadline
from services.migration.domain.route.decisions import Provision
from services.migration.domain.route.details import told_details
from services.migration.domain.route.happened import (
    DeadlinesCounted,
    DecisionMade,
    LetterLeftOut,
    LetterMoved,
    StepTaken,
    WrittenAgain,
)
from shared.events.envelope import Event, event_type
from shared.fields import text_or_none

LETTER_SENT = event_type("notifications", "letter-sent")
LETTER_RETURNED = event_type("notifications", "letter-returned")
LETTER_LEFT_OUT = event_type("notifications", "letter-left-out")
LETTER_TAKEN_OUT = event_type("notifications", "letter-taken-out")


def letter_sent(event: Event) -> LetterMoved:
    """notifications.letter-sent.v1"""
    return _moved(event, "sent", event.data["sentOn"])


def letter_returned(event: Event) -> LetterMoved:
    """notifications.letter-returned.v1"""
    return _moved(event, "returned", event.data["returnedOn"])


def letter_left_out(event: Event) -> LetterLeftOut:
    """notifications.letter-left-out.v1, and notifications.letter-taken-out.v1 of a letter whose day is over. The first
    ones do not say what the letter was about."""
    return LetterLeftOut(event.subject, f"{event.data['letterId']} left out", event.data.get("causeId"))


def letters_taken_out(event: Event) -> list[LetterLeftOut]:
    """notifications.letter-taken-out.v1: none when the letter may gather again, or a newer one took its place."""
    return [letter_left_out(event)] if event.data.get("dayGone", False) else []


def _moved(event: Event, how: str, on: str) -> LetterMoved:
    occasion = f"{event.data['letterId']} {how}"
    day = date.fromisoformat(on)
    return LetterMoved(event.subject, occasion, event.data["causeId"], day, returned=how == "returned")


def step_taken_data(event: StepTaken) -> dict[str, Any]:
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
        "details": told_details(step.kind, step.details),
    }


def deadlines_counted_data(event: DeadlinesCounted) -> dict[str, Any]:
    return {
        "municipality": event.municipality,
        "revision": event.revision,
        "route": event.route,
        "stepId": event.after.step_id,
        "countedOn": event.on.isoformat(),
        "deadlines": [_deadline(one) for one in event.running],
    }


def _deadline(one: Deadline) -> dict[str, Any]:
    return {"kind": one.kind.value, "lastDay": one.last_day.isoformat(), "law": one.law, "article": one.article}


def decision_made_data(event: DecisionMade) -> dict[str, Any]:
    made = event.decision
    return {
        "municipality": event.municipality,
        "revision": event.revision,
        "route": event.route,
        "decisionId": made.decision_id,
        "kind": made.kind.value,
        "madeOn": made.made_on.isoformat(),
        "startsOn": made.starts_on.isoformat(),
        "endsOn": text_or_none(made.ends_on),
        "provisions": [_provision(one) for one in made.provisions],
        "replaces": event.replaces,
        "waitsForAcceptance": made.waits_for_acceptance,
        "oldRightUntil": text_or_none(made.old_right_until),
        "oldEnds": _by_care(made.old_ends),
        "pgbEnds": _by_care(made.pgb_ends),
        "sendBy": text_or_none(event.send_by),
        "writtenAgain": _again(event.again) if event.again is not None else None,
        "reasons": [card.as_json() for card in event.reasons],
    }


def _again(again: WrittenAgain) -> dict[str, Any]:
    told: dict[str, Any] = {"time": again.time, "on": again.on.isoformat()}
    if again.answer is not None:
        said = again.answer
        told["answer"] = {"outcome": said.outcome, "why": said.why, "noHearing": said.no_hearing}
    return told


def _by_care(ends: Mapping[str, date]) -> dict[str, str]:
    return {function: until.isoformat() for function, until in sorted(ends.items())}


def _provision(one: Provision) -> dict[str, Any]:
    return {
        "function": one.function,
        "amount": one.amount,
        "unit": one.unit.value if one.unit is not None else "",
        "form": one.form.value.lower(),
        "provider": {"agb": one.provider.agb, "name": one.provider.name} if one.provider is not None else None,
        "yearlyCents": one.yearly_cents,
        "class": one.care_class or None,
    }
