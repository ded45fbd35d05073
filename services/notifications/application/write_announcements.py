"""Writes the announcement to each client of whom everything is known that it says."""

from collections.abc import Mapping, Sequence

from services.notifications.application.ports import Key, Senders, Stores
from services.notifications.domain.announcing import KIND, Written, write_announcement
from services.notifications.domain.client_facts import Parts
from services.notifications.domain.provider_notices import provider_lines
from shared.access import system
from shared.events.envelope import Event
from shared.messaging.unit import Unit

LETTER_WRITTEN = "letter-written"


@system
def write_announcements(unit: Unit, stores: Stores, senders: Senders, causes: Mapping[Key, Event]) -> None:
    """One letter per client and revision, as soon as the last part of the revision is there, whichever that is.

    `causes`: per client and revision, the event that told the newest part. A revision that says nothing new to the
    reader gives no second letter. An older letter that was not printed yet makes way for the new one.
    """
    ready = stores.parts.complete(list(causes))
    if not ready:
        return
    clients = [parts.recipient.client_id for parts in ready]
    before = stores.letters.latest(clients)
    written = [_write(parts, senders) for parts in ready]
    new = [
        one
        for one in written
        if one.recipient.client_id not in before or before[one.recipient.client_id].content != one.content
    ]
    stores.letters.supersede([before[id_].letter_id for id_ in _clients(new) if id_ in before])
    stores.letters.add(new)
    stores.notices.replace_lines(clients, [line for parts in ready for line in provider_lines(parts)])
    stores.parts.forget_before([(one.recipient.client_id, one.recipient.revision) for one in ready])
    for one in new:
        key = (one.recipient.client_id, one.recipient.revision)
        unit.record(LETTER_WRITTEN, one.recipient.client_id, _event_data(one), cause=causes[key])


def _write(parts: Parts, senders: Senders) -> Written:
    return write_announcement(parts, senders.on(parts.recipient.municipality, parts.right.determined_on))


def _clients(written: Sequence[Written]) -> list[str]:
    return [one.recipient.client_id for one in written]


def _event_data(written: Written) -> dict[str, object]:
    """The data of letter-written.v1."""
    return {
        "letterId": written.letter_id,
        "revision": written.recipient.revision,
        "municipality": written.recipient.municipality,
        "kind": KIND,
        "template": written.template,
        "state": written.state,
        "reason": written.reason,
    }
