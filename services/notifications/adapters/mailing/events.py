"""Mailings and print runs as event data and, for a rebuild, back."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from services.notifications.adapters.client.events import client_id_of
from services.notifications.domain.letters.returned import CopyReturned
from services.notifications.domain.letters.told_late import ToldLate
from services.notifications.domain.mailing.mailing import MailingReleased, MailingSentBack, Release, SentBack
from services.notifications.domain.mailing.print_run import (
    LetterLeftOut,
    LetterReturned,
    LetterSent,
    LetterTakenOut,
    PrintRunHandedOver,
    PrintRunMade,
)
from shared.events.envelope import Event
from shared.fields import text_field


def print_run_from(event: Event) -> PrintRunMade:
    """Our own notifications.print-run-made.v1, for a rebuild."""
    data = event.data
    return PrintRunMade(
        run_id=text_field(data, "runId"),
        municipality=text_field(data, "municipality"),
        made_on=date.fromisoformat(data["madeOn"]),
        pages=int(data["pages"]),
        letter_ids=tuple(data["letters"]),
    )


def letter_taken_out_from(event: Event) -> LetterTakenOut:
    """Our own notifications.letter-taken-out.v1, for a rebuild. The first ones say less."""
    data = event.data
    return LetterTakenOut(
        letter_id=text_field(data, "letterId"),
        client_id=client_id_of(event),
        run_id=text_field(data, "printRunId"),
        municipality=text_field(data, "municipality"),
        day=date.fromisoformat(data["takenOutOn"]),
        user_id=text_field(data, "takenOutBy"),
        user_name=data.get("takenOutName", ""),
        mailing_id=data.get("mailingId"),
        why=data.get("why", ""),
        cause_id=data.get("causeId"),
        day_gone=data.get("dayGone", False),
    )


def letter_left_out_from(event: Event) -> LetterLeftOut:
    """Our own notifications.letter-left-out.v1, for a rebuild. The first ones do not say what the letter is about."""
    data = event.data
    return LetterLeftOut(
        letter_id=text_field(data, "letterId"),
        client_id=client_id_of(event),
        municipality=text_field(data, "municipality"),
        mailing_id=data["mailingId"],
        asked_day=date.fromisoformat(data["askedDay"]),
        day=date.fromisoformat(data["leftOutOn"]),
        user_id=text_field(data["leftOutBy"], "id"),
        user_name=text_field(data["leftOutBy"], "name"),
        cause_id=data.get("causeId"),
    )


def print_run_handed_over_from(event: Event) -> PrintRunHandedOver:
    """Our own notifications.print-run-handed-over.v1, for a rebuild."""
    data, day = event.data, date.fromisoformat(event.data["handedOverOn"])
    return PrintRunHandedOver(
        run_id=text_field(data, "runId"),
        municipality=text_field(data, "municipality"),
        day=day,
        user_id=text_field(data, "handedOverBy"),
        told_late=_told_late_from(data, text_field(data, "runId"), day),
    )


def mailing_released_from(event: Event) -> MailingReleased:
    """Our own notifications.mailing-released.v1, for a rebuild."""
    data = event.data
    by, day = data["releasedBy"], date.fromisoformat(data["releasedOn"])
    return MailingReleased(
        mailing_id=text_field(data, "mailingId"),
        municipality=text_field(data, "municipality"),
        number=int(data["number"]),
        release=int(data["release"]),
        by=Release(text_field(by, "id"), text_field(by, "name"), day),
        complete=bool(data["complete"]),
        kinds={kind: int(letters) for kind, letters in data["kinds"].items()},
        letter_ids=tuple(data["letters"]),
        told_late=_told_late_from(data, text_field(data, "mailingId"), day),
    )


def mailing_sent_back_from(event: Event) -> MailingSentBack:
    """Our own notifications.mailing-sent-back.v1, for a rebuild."""
    data, by = event.data, event.data["sentBackBy"]
    day = date.fromisoformat(data["sentBackOn"])
    return MailingSentBack(
        mailing_id=text_field(data, "mailingId"),
        municipality=text_field(data, "municipality"),
        number=int(data["number"]),
        sent_back=SentBack(Release(text_field(by, "id"), text_field(by, "name"), day), text_field(data, "why")),
    )


def letter_returned_from(event: Event) -> LetterReturned:
    """Our own notifications.letter-returned.v1, for a rebuild."""
    data = event.data
    return LetterReturned(
        letter_id=text_field(data, "letterId"),
        client_id=client_id_of(event),
        kind=text_field(data, "kind"),
        municipality=text_field(data, "municipality"),
        day=date.fromisoformat(data["returnedOn"]),
        cause_id=data["causeId"],
        run_id=text_field(data, "printRunId"),
        sent_on=date.fromisoformat(data["sentOn"]),
        user_id=text_field(data, "returnedBy"),
    )


def copy_returned_from(event: Event) -> CopyReturned:
    """Our own notifications.copy-returned.v1, for a rebuild."""
    data = event.data
    return CopyReturned(
        letter_id=text_field(data, "letterId"),
        client_id=client_id_of(event),
        municipality=text_field(data, "municipality"),
        representative_id=text_field(data, "representativeId"),
        day=date.fromisoformat(data["returnedOn"]),
        user_id=text_field(data, "returnedBy"),
    )


def print_run_data(made: PrintRunMade) -> dict[str, Any]:
    return {
        "runId": made.run_id,
        "municipality": made.municipality,
        "madeOn": made.made_on.isoformat(),
        "pages": made.pages,
        "letters": list(made.letter_ids),
    }


def taken_out_data(taken_out: LetterTakenOut) -> dict[str, Any]:
    return {
        "letterId": taken_out.letter_id,
        "printRunId": taken_out.run_id,
        "municipality": taken_out.municipality,
        "takenOutOn": taken_out.day.isoformat(),
        "takenOutBy": taken_out.user_id,
        "takenOutName": taken_out.user_name,
        "mailingId": taken_out.mailing_id,
        "why": taken_out.why,
        "causeId": taken_out.cause_id,
        "dayGone": taken_out.day_gone,
    }


def left_out_data(left_out: LetterLeftOut) -> dict[str, Any]:
    return {
        "letterId": left_out.letter_id,
        "municipality": left_out.municipality,
        "mailingId": left_out.mailing_id,
        "askedDay": left_out.asked_day.isoformat(),
        "leftOutOn": left_out.day.isoformat(),
        "leftOutBy": {"id": left_out.user_id, "name": left_out.user_name},
        "causeId": left_out.cause_id,
    }


def handed_over_data(handed_over: PrintRunHandedOver) -> dict[str, Any]:
    return {
        "runId": handed_over.run_id,
        "municipality": handed_over.municipality,
        "handedOverOn": handed_over.day.isoformat(),
        "handedOverBy": handed_over.user_id,
        "toldLate": _told_late_data(handed_over.told_late),
    }


def released_data(released: MailingReleased) -> dict[str, Any]:
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
        "toldLate": _told_late_data(released.told_late),
    }


def sent_back_data(event: MailingSentBack) -> dict[str, Any]:
    by = event.sent_back.by
    return {
        "mailingId": event.mailing_id,
        "municipality": event.municipality,
        "number": event.number,
        "sentBackOn": by.day.isoformat(),
        "sentBackBy": {"id": by.user_id, "name": by.name},
        "why": event.sent_back.why,
    }


def sent_data(sent: LetterSent) -> dict[str, Any]:
    return {
        "letterId": sent.letter_id,
        "kind": sent.kind,
        "municipality": sent.municipality,
        "sentOn": sent.day.isoformat(),
        "causeId": sent.cause_id,
        "toldLate": {"lastDay": sent.told_late.last_day.isoformat(), **_stands(sent.told_late)}
        if sent.told_late
        else None,
    }


def returned_data(returned: LetterReturned) -> dict[str, Any]:
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


def copy_returned_data(returned: CopyReturned) -> dict[str, Any]:
    return {
        "letterId": returned.letter_id,
        "municipality": returned.municipality,
        "representativeId": returned.representative_id,
        "returnedOn": returned.day.isoformat(),
        "returnedBy": returned.user_id,
    }


def _told_late_data(late: Sequence[ToldLate]) -> dict[str, Any] | None:
    """One person let all of them go, for one reason."""
    if not late:
        return None
    letters = [{"letterId": one.letter_id, "lastDay": one.last_day.isoformat()} for one in late]
    return {**_stands(late[0]), "letters": letters}


def _stands(one: ToldLate) -> dict[str, Any]:
    return {"weeks": one.weeks, "why": one.why, "by": {"id": one.by_id, "name": one.by_name}}


def _told_late_from(data: Mapping[str, Any], act_id: str, day: date) -> tuple[ToldLate, ...]:
    """What was told before anybody had to stand for it holds none."""
    late = data.get("toldLate")
    if late is None:
        return ()
    return tuple(
        ToldLate(
            letter_id=text_field(one, "letterId"),
            act_id=act_id,
            municipality=text_field(data, "municipality"),
            last_day=date.fromisoformat(one["lastDay"]),
            weeks=int(late["weeks"]),
            why=text_field(late, "why"),
            by_id=text_field(late["by"], "id"),
            by_name=text_field(late["by"], "name"),
            on_day=day,
        )
        for one in late["letters"]
    )
