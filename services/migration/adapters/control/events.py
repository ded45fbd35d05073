"""Who did not come through, answers and ends of rights: what is heard of them, and what is told."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.migration.adapters.rights.events import dutch_day_of
from services.migration.domain.control.answers import (
    AnsweredBy,
    AnswerFinished,
    AnswerReceived,
    AnswerTakenUp,
    OpenAnswer,
)
from services.migration.domain.control.deliveries import DeliveredPersons
from services.migration.domain.control.ends import RightEnded, RightEnding
from services.migration.domain.control.forgotten import ClientForgotten
from services.migration.domain.control.handled import ANSWERING, StepsGiven
from services.migration.domain.control.late_tellings import ToldLate
from services.migration.domain.control.standings import HeldBack
from services.migration.domain.control.steps import Owner
from shared.events.envelope import Event, event_type
from shared.fields import text_or_none

CLIENT_FORGOTTEN = event_type("intake", "client-forgotten")
CLIENT_HELD_BACK = event_type("intake", "client-held-back")
ANSWER_RECEIVED = event_type("notifications", "answer-received")
REPLY_TAKEN_UP = event_type("notifications", "reply-taken-up")
ANSWER_FINISHED = event_type("notifications", "answer-finished")
PROVIDER_ANSWERED = event_type("notifications", "provider-answered")
STEPS_GIVEN = "steps-given"
OWN_STEPS = event_type("migration", STEPS_GIVEN)
SUITS = "suits"
"""The answer that confirms an appointment."""


def delivered_persons(event: Event) -> list[DeliveredPersons]:
    """intake.delivery-checked.v1, for who was delivered and did not come through: one of each municipality"""
    data = event.data
    missing = {**data["neverTransferredElsewhere"], data["municipality"]: data["neverTransferred"]}
    return [DeliveredPersons(data["deliveryId"], code, event.sequence, number) for code, number in missing.items()]


def held_back(event: Event) -> HeldBack:
    """intake.client-held-back.v1"""
    return HeldBack(event.subject, event.data["deliveryId"], event.data["heldBackRows"], dutch_day_of(event))


def client_forgotten(event: Event) -> ClientForgotten:
    """intake.client-forgotten.v1"""
    return ClientForgotten(event.subject, event.data["deliveries"])


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


def answer_taken_up(event: Event) -> AnswerTakenUp:
    """notifications.reply-taken-up.v1"""
    data = event.data
    owner_id, owner = _owner_in(data)
    return AnswerTakenUp(event.subject, data["answerId"], owner_id, owner, data["turn"])


def _owner_in(data: Mapping[str, Any]) -> tuple[str, str]:
    """Id and name, both empty for the team."""
    owner = data["owner"]
    return (owner["id"] or "", owner["name"]) if owner is not None else ("", "")


def answer_finished(event: Event) -> AnswerFinished:
    """notifications.answer-finished.v1"""
    return AnswerFinished(event.subject, event.data["answerId"], date.fromisoformat(event.data["finishedOn"]))


def told_late(event: Event) -> list[ToldLate]:
    """notifications.letter-sent.v1, for a letter that told of the end of a right too late; most do not, and what was
    told before this was kept says nothing of it"""
    data, late = event.data, event.data.get("toldLate")
    if late is None:
        return []
    return [
        ToldLate(
            letter_id=data["letterId"],
            client_id=event.subject,
            municipality=data["municipality"],
            sent_on=date.fromisoformat(data["sentOn"]),
            last_day=date.fromisoformat(late["lastDay"]),
            weeks=late["weeks"],
            why=late["why"],
            by_name=late["by"]["name"],
        )
    ]


def right_ending_data(event: RightEnding) -> dict[str, Any]:
    end = event.end
    return {
        "municipality": end.municipality,
        "revision": end.revision,
        "weeks": event.weeks,
        "lastDay": end.last_day.isoformat(),
        "toldOn": event.told_on.isoformat(),
        "functions": list(end.functions),
        "decided": event.decided,
        "conversation": text_or_none(event.conversation),
    }


def right_ended_data(event: RightEnded) -> dict[str, Any]:
    end = event.end
    return {
        "municipality": end.municipality,
        "revision": end.revision,
        "lastDay": end.last_day.isoformat(),
        "why": end.why.value,
        "functions": list(end.functions),
        "decisionId": event.decision_id,
        "decided": event.decided,
    }


def steps_given_data(event: StepsGiven) -> dict[str, Any]:
    owner = event.owner
    return {
        "municipality": event.municipality,
        "answerId": event.answer_id,
        "owner": {"id": owner.user_id or None, "name": owner.name} if owner.name else None,
        "givenOn": event.given_on.isoformat(),
        "turn": event.turn,
    }


def own_steps(event: Event) -> StepsGiven:
    """migration.steps-given.v1: our own decision, read back when all is rebuilt."""
    data = event.data
    owner = Owner(ANSWERING, *_owner_in(data))
    given_on = date.fromisoformat(data["givenOn"])
    return StepsGiven(event.subject, data["municipality"], data["answerId"], owner, given_on, data["turn"])
