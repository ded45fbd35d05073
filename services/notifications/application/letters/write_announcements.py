"""Writes the announcement to each client of whom everything is known that it says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from services.notifications.application.letters.ports import Desk, Key, Latest, Stores
from services.notifications.domain.client.facts import Parts
from services.notifications.domain.letters.gate import HELD_BACK, KIND, LetterState, Written, write_announcement
from services.notifications.domain.notices.provider_notice import provider_lines
from shared.access import system
from shared.events.envelope import Event
from shared.messaging.unit import Unit

LETTER_WRITTEN = "letter-written"


@system
def write_announcements(unit: Unit, stores: Stores, desk: Desk, causes: Mapping[Key, Event]) -> None:
    """One letter per client and revision, as soon as the last part of the revision is there, whichever that is.

    `causes`: per client and revision, the event that told the newest part. A revision that says nothing new to the
    reader gives no second letter: it only decides whether the letter that is there may go. An older letter that was
    not printed yet makes way for a new one.
    """
    ready = stores.parts.complete(list(causes))
    if not ready:
        return
    clients = [parts.recipient.client_id for parts in ready]
    before = stores.letters.latest(clients)
    written = [_write(parts, desk) for parts in ready]
    new = [one for one in written if _says_something_new(one, before)]
    stores.letters.supersede([before[id_].letter_id for id_ in _clients(new) if id_ in before])
    stores.letters.add(new)
    stores.notices.replace_lines(clients, [line for parts in ready for line in provider_lines(parts)])
    stores.parts.forget_before([_key(one) for one in written])
    for one in new:
        announce_state(unit, _as_latest(one), one.state, one.reason, causes[_key(one)])
    _decide_again(unit, stores, [one for one in written if not _says_something_new(one, before)], before, causes)


@system
def announce_state(unit: Unit, letter: Latest, state: LetterState, reason: str, cause: Event) -> None:
    """Says by letter-written.v1 that a letter is ready or withheld now."""
    data = {
        "letterId": letter.letter_id,
        "revision": letter.revision,
        "municipality": letter.municipality,
        "kind": KIND,
        "template": letter.template,
        "state": state,
        "reason": reason,
    }
    unit.record(LETTER_WRITTEN, letter.client_id, data, cause=cause)


def _write(parts: Parts, desk: Desk) -> Written:
    """The letter, or why it is withheld. Who is held back has his letter written too, only not sent: then it does not
    matter whether he was held back before or after the letter was written, and a printed letter keeps its text."""
    sender = desk.senders.on(parts.recipient.municipality, parts.right.determined_on)
    if not parts.recipient.held_back_rows:
        return write_announcement(parts, sender, desk.calendar)
    accepted = replace(parts, recipient=replace(parts.recipient, held_back_rows=0))
    written = write_announcement(accepted, sender, desk.calendar)
    return replace(written, state="withheld", reason=HELD_BACK) if written.state == "ready" else written


def _says_something_new(written: Written, before: Mapping[str, Latest]) -> bool:
    client = written.recipient.client_id
    return client not in before or before[client].content != written.content


def _decide_again(
    unit: Unit, stores: Stores, same: Sequence[Written], before: Mapping[str, Latest], causes: Mapping[Key, Event]
) -> None:
    """Revisions that say the same as the letter that is there: it may go, or must wait, as the newest one decides."""
    there = [(before[one.recipient.client_id], one) for one in same]
    released = stores.letters.release([letter.letter_id for letter, one in there if one.state == "ready"])
    withheld = stores.letters.withhold(
        [letter.letter_id for letter, one in there if one.reason == HELD_BACK], HELD_BACK
    )
    for letter, one in there:
        if letter.letter_id in released | withheld:
            announce_state(unit, letter, one.state, one.reason, causes[_key(one)])


def _as_latest(written: Written) -> Latest:
    person = written.recipient
    return Latest(
        letter_id=written.letter_id,
        client_id=person.client_id,
        revision=person.revision,
        municipality=person.municipality,
        template=written.template,
        content=written.content,
    )


def _key(written: Written) -> Key:
    return (written.recipient.client_id, written.recipient.revision)


def _clients(written: Sequence[Written]) -> list[str]:
    return [one.recipient.client_id for one in written]
