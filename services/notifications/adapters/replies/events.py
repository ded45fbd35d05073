"""Answers of clients as event data."""

from typing import Any

from services.notifications.domain.replies.answer import (
    AnswerFinished,
    AnswerReceived,
    Owner,
    ReplyTakenUp,
    StepsGiven,
)
from shared.events.envelope import Event


def finished_data(finished: AnswerFinished) -> dict[str, Any]:
    return {
        "answerId": finished.answer_id,
        "municipality": finished.municipality,
        "finishedOn": finished.finished_on.isoformat(),
    }


def taken_up_data(taken: ReplyTakenUp) -> dict[str, Any]:
    owner = taken.owner
    return {
        "answerId": taken.answer_id,
        "municipality": taken.municipality,
        "owner": None if owner.of_team else {"id": owner.user_id or None, "name": owner.name},
        "turn": owner.turn,
    }


def steps_given_from(event: Event) -> StepsGiven:
    """migration.steps-given.v1"""
    data, owner = event.data, event.data["owner"]
    turn = data["turn"]
    of_whom = (
        Owner("", of_team=True, turn=turn) if owner is None else Owner(owner["name"], owner["id"] or "", turn=turn)
    )
    return StepsGiven(event.subject, data["municipality"], data["answerId"], of_whom)


def answer_data(answer: AnswerReceived) -> dict[str, Any]:
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
