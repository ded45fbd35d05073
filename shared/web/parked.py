"""The screen of messages that could not be worked: why, and another try after the cause was taken away.

Every service that reads messages has this screen, at `/<service>/parked`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import RowMapping, select
from werkzeug.wrappers import Response

from shared.access import Forbidden, Role, Scope, User, allowed
from shared.events.words import EVENT_WORDS
from shared.json_text import json_value
from shared.messaging.parking import Kind
from shared.messaging.unit import Database
from shared.messaging.worker import Handler, Worker
from shared.transport.contract import Transport
from shared.web.app import current_user
from shared.web.read_log import ReadLog

PURPOSE = "berichten herstellen die niet verwerkt zijn"


@dataclass(frozen=True, slots=True)
class ParkedMessage:
    """A message that could not be worked, or one that waits behind it. `municipality`, `subject` and `type` are empty
    when they cannot be told."""

    event_id: str
    subject: str
    municipality: str
    type: str
    reason: str
    waits: bool
    parked_at: datetime


@dataclass(frozen=True, slots=True)
class ParkedMessages:
    """What is parked in one service, for the functional manager of the municipality that a message names."""

    database: Database
    transport: Transport
    handlers: Mapping[str, Handler]
    read_log: ReadLog

    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def see(self, user: User) -> Sequence[ParkedMessage]:
        found = self._of(user)
        self.read_log.write(user, sorted({message.subject for message in found if message.subject}), PURPOSE)
        return found

    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def retry(self, user: User, event_id: str) -> int:
        """Tries a message again, with all others of the same client, oldest first; returns how many worked.

        Raises Forbidden when there are none, or none that the user may handle.
        """
        if event_id not in {message.event_id for message in self._of(user)}:
            raise Forbidden("Dit bericht staat niet klaar, of u kunt het niet herstellen.")
        # A worker that reads nothing itself, so that a web process does not join the group of readers.
        worker = Worker(database=self.database, transport=self.transport, subscriptions=(), handlers=self.handlers)
        return worker.retry_parked(event_id)

    def _of(self, user: User) -> list[ParkedMessage]:
        parked = self.database.messaging.parked
        with self.database.reading() as connection:
            found = [_message(row) for row in connection.execute(select(parked).order_by(parked.c.number)).mappings()]
        return [message for message in found if message.municipality in {*user.municipalities, ""}]


def parked_pages(parked: ParkedMessages) -> Blueprint:
    pages = Blueprint("parked", __name__)

    @pages.get("/parked")
    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def messages() -> str:
        return render_template(
            "parked.html",
            title="Berichten die niet verwerkt zijn",
            messages=parked.see(current_user()),
            outcome=request.args.get("gelukt"),
            event_words=EVENT_WORDS,
        )

    @pages.post("/parked/<uuid:event>")
    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def retry(event: UUID) -> Response:
        done = parked.retry(current_user(), str(event))
        return redirect(url_for("parked.messages", gelukt="ja" if done else "nee"), code=303)

    return pages


def _message(row: RowMapping) -> ParkedMessage:
    return ParkedMessage(
        event_id=row["event_id"],
        subject=row["subject"],
        municipality=_municipality(row["value"]),
        type=row["type"],
        reason=row["reason"],
        waits=row["kind"] == Kind.WAITS,
        parked_at=row["parked_at"],
    )


def _municipality(value: bytes | None) -> str:
    """The one that a message names, whatever the message looks like."""
    try:
        found = json_value(value or b"{}")
    except ValueError:
        return ""
    named = found.get("municipality") if isinstance(found, dict) else None
    return named if isinstance(named, str) else ""
