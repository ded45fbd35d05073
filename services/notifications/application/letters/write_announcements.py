"""Writes the announcement to every client with a newly complete revision."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from services.notifications.application.letters.ports import LetterWork
from services.notifications.domain.client.recipient import ClientError
from services.notifications.domain.client.revision import ClientRevision
from services.notifications.domain.letters.gate import (
    HELD_BACK,
    LatestLetter,
    WrittenLetter,
    letter_written,
    state_changed,
    write_announcement,
)
from services.notifications.domain.letters.kinds import ANNOUNCEMENT, CORRECTION
from services.notifications.domain.letters.letter import LetterError, NoSender
from services.notifications.domain.letters.step_letter import silenced
from services.notifications.domain.route.client_route import NOTHING_YET, ClientRoute
from shared.access import system
from shared.messaging.failures import Unworkable


@system
def write_announcements(work: LetterWork, revisions: Sequence[ClientRevision]) -> None:
    """One letter per client and revision. A revision that says nothing new to the reader gives no second letter: it
    only decides whether the letter that is there may go. An older letter that was not printed yet makes way for a new
    one. Raises Unworkable."""
    if not revisions:
        return
    clients = [revision.client_id for revision in revisions]
    before, dead = work.letters.latest(clients), _dead(work, clients)
    routes = work.queries.client_routes([client for client in clients if client in before])
    written = [
        _named_after(_stopped(_write(work, revision, routes.get(revision.client_id, NOTHING_YET)), dead), before)
        for revision in revisions
    ]
    _replace(work, [letter for letter in written if _says_something_new(letter, before)], before)
    _decide_again(work, [letter for letter in written if not _says_something_new(letter, before)], before)


def _write(work: LetterWork, revision: ClientRevision, route: ClientRoute) -> WrittenLetter:
    try:
        town = work.senders.town_on(revision.recipient.municipality, revision.right.determined_on, ANNOUNCEMENT)
        return write_announcement(revision, work.texts.of(ANNOUNCEMENT), town, work.calendar, route)
    except (ClientError, LetterError, NoSender) as error:
        raise Unworkable(str(error)) from error


def _dead(work: LetterWork, client_ids: Sequence[str]) -> Mapping[str, str]:
    """Why nothing goes to them, by what is known now: a caseworker recorded a death, a later revision says so that is
    not complete yet, or somebody told it by an answer."""
    stops, people = work.letter_stops.of(client_ids), work.queries.people(client_ids)
    found = {each: silenced(person, stops.get(each)) for each, person in people.items()}
    return {each: why for each, why in found.items() if why is not None}


def _stopped(letter: WrittenLetter, dead: Mapping[str, str]) -> WrittenLetter:
    """A hold does not count: then the municipality waits with the conversation, and the client keeps the right to know
    what changes. A death goes before a row that is held back, in whatever order they were told."""
    if letter.client_id in dead and (letter.state == "ready" or letter.reason == HELD_BACK):
        return replace(letter, state="withheld", reason=dead[letter.client_id])
    return letter


def _named_after(letter: WrittenLetter, before: Mapping[str, LatestLetter]) -> WrittenLetter:
    """A correction is an announcement to somebody for whom another text was written. Whether that one was printed does
    not count: that hangs on the clock, and a rebuild must give the same."""
    latest = before.get(letter.client_id)
    return replace(letter, kind=CORRECTION) if latest is not None and latest.template is not None else letter


def _says_something_new(letter: WrittenLetter, before: Mapping[str, LatestLetter]) -> bool:
    latest = before.get(letter.client_id)
    return latest is None or latest.fingerprint != letter.fingerprint


def _replace(work: LetterWork, new: Sequence[WrittenLetter], before: Mapping[str, LatestLetter]) -> None:
    work.letters.supersede([before[letter.client_id].letter_id for letter in new if letter.client_id in before])
    work.letters.add(new)
    for letter in new:
        work.record(letter_written(letter))


def _decide_again(work: LetterWork, same: Sequence[WrittenLetter], before: Mapping[str, LatestLetter]) -> None:
    """A revision that says the same as the letter that is there decides whether that letter may go or must wait."""
    there = [(before[letter.client_id], letter) for letter in same]
    released = work.letters.release([latest.letter_id for latest, letter in there if letter.state == "ready"])
    held_back = [latest.letter_id for latest, letter in there if letter.reason == HELD_BACK]
    withheld = work.letters.withhold(held_back, HELD_BACK)
    for latest, letter in there:
        if latest.letter_id in released | withheld:
            work.record(state_changed(latest, letter.state, letter.reason))
