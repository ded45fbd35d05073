"""Answers to rows and back."""

from typing import Any

from sqlalchemy import RowMapping

from services.notifications.domain.replies.answer import CHANNELS, FILE_TYPES, KINDS, Answer, HandedIn


def answer_row(answer: Answer, number: int) -> dict[str, Any]:
    file = answer.file
    return {
        "answer_id": answer.answer_id,
        "client_id": answer.client_id,
        "number": number,
        "municipality": answer.municipality,
        "kind": answer.kind,
        "channel": answer.channel,
        "received_on": answer.received_on,
        "appointment_id": answer.appointment_id or "",
        "wish": answer.wish,
        "note": answer.note,
        "file_type": file.type if file else "",
        "file_size": file.size if file else 0,
        "file_sha256": file.sha256 if file else "",
        "taken_by": answer.taken_by,
        "owner": answer.owner,
        "owner_id": answer.owner_id,
        "of_team": answer.of_team,
        "due_on": answer.due_on,
        "done_on": answer.done_on,
        "done_by": answer.done_by,
        "outcome": answer.outcome,
        "turn": answer.turn,
        "phone": answer.phone,
        "language": answer.language,
    }


def answer_of(row: RowMapping) -> Answer:
    return Answer(
        answer_id=row["answer_id"],
        client_id=row["client_id"],
        municipality=row["municipality"],
        kind=KINDS[row["kind"]],
        channel=CHANNELS[row["channel"]],
        received_on=row["received_on"],
        appointment_id=row["appointment_id"] or None,
        wish=row["wish"],
        note=row["note"],
        file=_file_of(row),
        taken_by=row["taken_by"],
        owner=row["owner"],
        owner_id=row["owner_id"],
        of_team=row["of_team"],
        due_on=row["due_on"],
        done_on=row["done_on"],
        done_by=row["done_by"],
        outcome=row["outcome"],
        turn=row["turn"],
        phone=row["phone"],
        language=row["language"],
    )


def _file_of(row: RowMapping) -> HandedIn | None:
    if not row["file_type"]:
        return None
    return HandedIn(FILE_TYPES[row["file_type"]], row["file_size"], row["file_sha256"])
