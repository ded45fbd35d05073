"""Letters as event data: those that were asked for, and what was decided about each."""

from datetime import date
from typing import Any

from services.notifications.adapters.client.events import client_id_of
from services.notifications.domain.letters.gate import LetterGathersAgain, LetterWritten
from services.notifications.domain.letters.letter_asked import LetterAsked
from shared.events.envelope import Event
from shared.fields import text_field


def letter_asked_from(event: Event) -> LetterAsked:
    """Our own notifications.letter-asked.v1, for a rebuild."""
    data = event.data
    return LetterAsked(
        ask_id=text_field(data, "askId"),
        client_id=client_id_of(event),
        revision=int(data["revision"]),
        municipality=text_field(data, "municipality"),
        day=date.fromisoformat(data["askedOn"]),
        user_id=text_field(data, "askedBy"),
    )


def gathers_again_from(event: Event) -> LetterGathersAgain:
    """Our own notifications.letter-gathers-again.v1, for a rebuild."""
    data = event.data
    return LetterGathersAgain(
        letter_id=text_field(data, "letterId"),
        client_id=client_id_of(event),
        municipality=text_field(data, "municipality"),
        run_id=text_field(data, "printRunId"),
    )


def gathers_again_data(gathers: LetterGathersAgain) -> dict[str, Any]:
    return {"letterId": gathers.letter_id, "municipality": gathers.municipality, "printRunId": gathers.run_id}


def letter_data(written: LetterWritten) -> dict[str, Any]:
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


def asked_data(asked: LetterAsked) -> dict[str, Any]:
    return {
        "askId": asked.ask_id,
        "revision": asked.revision,
        "municipality": asked.municipality,
        "kind": "next-of-kin",
        "askedOn": asked.day.isoformat(),
        "askedBy": asked.user_id,
    }
