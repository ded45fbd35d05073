"""Answers of clients as event data."""

from typing import Any

from services.notifications.domain.replies.answer import AnswerFinished, AnswerReceived


def finished_data(finished: AnswerFinished) -> dict[str, Any]:
    return {
        "answerId": finished.answer_id,
        "municipality": finished.municipality,
        "finishedOn": finished.finished_on.isoformat(),
    }


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
