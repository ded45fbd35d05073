"""Writes the letters about what happened, as soon as the data of their clients are complete."""

from collections.abc import Sequence
from dataclasses import replace

from services.notifications.application.letters.choose_appointment_letters import choose_appointment_letters
from services.notifications.application.letters.find_followed_letters import find_followed_letters
from services.notifications.application.letters.find_told_ends import find_told_ends
from services.notifications.application.letters.ports import LetterWork
from services.notifications.domain.client.recipient import ClientError, Recipient
from services.notifications.domain.client.revision import ClientRevision
from services.notifications.domain.letters.followed import CAN_BE_FOLLOWED
from services.notifications.domain.letters.gate import WrittenLetter, letter_written
from services.notifications.domain.letters.kinds import SAY_THAT_IT_ENDS, LetterKind
from services.notifications.domain.letters.letter import LetterError, NoSender
from services.notifications.domain.letters.moved import HANGS_ON_WHAT_LEFT
from services.notifications.domain.letters.occasion import Occasion
from services.notifications.domain.letters.step_letter import write_step_letter
from shared.access import system
from shared.calendar.days import CalendarError
from shared.law.book import LawError
from shared.messaging.failures import Unworkable


@system
def write_step_letters(work: LetterWork, revisions: Sequence[ClientRevision]) -> None:
    """All that waits for one of these revisions, or for an older one that never became complete. Raises Unworkable."""
    by_client = {revision.client_id: revision for revision in revisions}
    waiting = work.waiting_letters.until({id_: each.revision for id_, each in by_client.items()}) if by_client else ()
    if not waiting:
        return
    of = sorted({occasion.client_id for occasion in waiting})
    people, stops = work.queries.people(of), work.letter_stops.of(of)
    stands = {
        **find_told_ends(work, _clients(waiting, SAY_THAT_IT_ENDS)),
        **find_followed_letters(work, _clients(waiting, CAN_BE_FOLLOWED)),
    }
    written = [
        _write(
            work,
            replace(each, replaced=each.replaced or not stands.get(each.letter_id, True)),
            by_client[each.client_id],
            people[each.client_id],
            stops.get(each.client_id),
        )
        for each in waiting
    ]
    work.letters.add(written)
    work.waiting_letters.drop([letter.letter_id for letter in written])
    of_appointments = {letter.client_id for letter in written if letter.kind in HANGS_ON_WHAT_LEFT}
    aside = choose_appointment_letters(work, sorted(of_appointments))
    for letter in written:
        if letter.state != "superseded" and letter.letter_id not in aside:
            work.record(letter_written(letter))


def _clients(waiting: Sequence[Occasion], kinds: frozenset[LetterKind]) -> Sequence[str]:
    return sorted({each.client_id for each in waiting if each.kind in kinds})


def _write(
    work: LetterWork, occasion: Occasion, revision: ClientRevision, now: Recipient, stop: str | None
) -> WrittenLetter:
    try:
        town = work.senders.town_on(occasion.municipality, occasion.day, occasion.kind)
        text, terms = work.texts.of(occasion.kind), work.texts.terms_on(occasion.day)
        return write_step_letter(occasion, revision, text, town, terms, work.calendar, now=now, stop=stop)
    except (ClientError, LetterError, NoSender, CalendarError) as error:
        raise Unworkable(str(error)) from error
    except LawError as error:
        raise Unworkable(error.reason) from error
