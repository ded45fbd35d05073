"""Which letter goes out to a client, and which does not and why."""

import hashlib
import uuid
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from services.notifications.domain.client.care_words import care_name
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.client.revision import ClientRevision
from services.notifications.domain.client.right import ClientRight
from services.notifications.domain.letters.announcement import compose_announcement
from services.notifications.domain.letters.announcement_facts import announcement_facts
from services.notifications.domain.letters.characters import UnprintableLetter, check_printable
from services.notifications.domain.letters.facts import NoConversation, cited
from services.notifications.domain.letters.kinds import ANNOUNCEMENT, NEXT_OF_KIN, LetterKind
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.letters.letter_json import body_of
from services.notifications.domain.letters.letter_text import LetterText
from services.notifications.domain.letters.overtaken import DECIDED, before, decided_at, no_conversation
from services.notifications.domain.letters.town import FromTown
from services.notifications.domain.route.client_route import NOTHING_YET, ClientRoute
from shared.calendar.days import LegalCalendar
from shared.dutch import list_in_words

RIGHT_DETERMINED = "migration.right-determined"
"""What announcements are about, as the event is called on the wire."""

LetterState = Literal["ready", "withheld", "printed", "returned", "taken-out", "superseded"]
Remark = Literal["deceased", "not-died", "maybe-died", "replaced", "handed-over", "held"]

DIED = "Deze persoon is overleden."
MAYBE_DIED = "Iemand vertelde dat deze persoon is overleden. Een medewerker kijkt dat eerst na."
HELD_BACK = "Van deze persoon is een regel van de aanlevering vastgehouden. Na herstel volgt de brief."
NOTHING_TO_SAY = "Er is geen zorg bekend om over te schrijven."
UNPRINTABLE = "In de naam of het adres staat een teken dat wij niet kunnen afdrukken. Laat het herstellen bij de bron."


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """An article as a letter cites it, and its address."""

    cited: str
    address: str


@dataclass(frozen=True, slots=True)
class WrittenLetter:
    """A letter as it is kept. `body` is all that the reader sees, as JSON text without the letter's id and date; a
    letter without a body says nothing. A withheld letter has a Dutch `reason`. `links` lead the page of the letter to
    the articles; they name the day of the delivery, so they are no part of what a letter says. `cause` is the event
    that it is about, and `cause_id` the step, appointment or decision in it. `sent_by` is the municipality that sends
    it. `ends` are last days of rights that it tells of. `meets_on` is the day on which it asks the reader to be there,
    or says that nobody comes, and `answer_by` the last day on which an answer that it asks for is of use, or on which
    the letter may leave."""

    letter_id: str
    recipient: Recipient
    letter_date: date
    state: LetterState
    reason: str | None
    template: str | None
    body: str | None
    links: tuple[ArticleLink, ...] = ()
    kind: LetterKind = ANNOUNCEMENT
    cause: str = RIGHT_DETERMINED
    cause_id: str | None = None
    sent_by: str | None = None
    ends: tuple[date, ...] = ()
    meets_on: date | None = None
    answer_by: date | None = None

    @property
    def client_id(self) -> str:
        return self.recipient.client_id

    @property
    def municipality(self) -> str:
        """That of the client, unless another one is the sender, as after a move."""
        return self.sent_by or self.recipient.municipality

    @property
    def fingerprint(self) -> str:
        """Sha256 in hex, equal for letters that say the same."""
        return fingerprint_of(self.body or self.reason or "")


@dataclass(frozen=True, slots=True)
class LatestLetter:
    """A letter that was written to a client, whatever became of it."""

    letter_id: str
    client_id: str
    revision: int
    municipality: str
    template: str | None
    fingerprint: str
    kind: LetterKind = ANNOUNCEMENT
    cause_id: str | None = None


@dataclass(frozen=True, slots=True)
class LetterWritten:
    """A letter is ready to be printed, or withheld for a Dutch reason; also when an older letter becomes so."""

    letter_id: str
    client_id: str
    revision: int
    municipality: str
    template: str | None
    state: LetterState
    reason: str | None
    kind: LetterKind = ANNOUNCEMENT
    cause_id: str | None = None


def fingerprint_of(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()


def letter_id(client_id: str, revision: int) -> str:
    """One announcement per client and revision: writing it again gives the same id."""
    return str(uuid.uuid5(uuid.UUID(client_id), f"{ANNOUNCEMENT}:{revision}"))


def write_announcement(
    revision: ClientRevision,
    text: LetterText,
    town: FromTown,
    calendar: LegalCalendar,
    route: ClientRoute = NOTHING_YET,
) -> WrittenLetter:
    """The announcement, or why it is withheld. `route`: all that was told of it.

    Who has a decision gets none: it took the place of what the letter would say, and only a person sees both.

    A client who is held back has the letter written too, and only not sent: then it does not matter whether the client
    was held back before or after it was written, and a printed letter keeps its text. Raises ClientError, LetterError
    and CalendarError when the revision contradicts itself.
    """
    so_far = before(route, revision.right.determined_on)
    written = _write(revision, text, town, calendar, no_conversation(so_far, revision.recipient.municipality))
    if written.state == "ready" and decided_at(so_far, revision.recipient.municipality):
        return replace(written, state="withheld", reason=DECIDED)
    if revision.held_back and written.state == "ready":
        return replace(written, state="withheld", reason=HELD_BACK)
    return written


def why_no_letter(revision: ClientRevision) -> str | None:
    """Why there is nothing to write to this person, or not yet."""
    if revision.died:
        return DIED
    return looked_at_first(revision.right) if revision.right.functions else NOTHING_TO_SAY


def looked_at_first(right: ClientRight) -> str | None:
    """Of care that no rule of the transition names, a letter could only say what may be wrong; so nothing is written
    until a person has looked. None when there is no such care."""
    unclear = [care_name(function.function) for function in right.functions if function.needs_a_look]
    if not unclear:
        return None
    names = list_in_words([f"{name[:1].lower()}{name[1:]}" for name in dict.fromkeys(unclear)])
    also = "" if len(unclear) == len(right.functions) else "ook "
    return f"Er is {also}een indicatie voor {names}. Een medewerker kijkt daar eerst naar."


def _write(
    revision: ClientRevision,
    text: LetterText,
    town: FromTown,
    calendar: LegalCalendar,
    without: NoConversation | None,
) -> WrittenLetter:
    if reason := why_no_letter(revision):
        return _without_text(revision, reason)
    id_, day = letter_id(revision.client_id, revision.revision), revision.right.determined_on
    facts = announcement_facts(revision, id_, town.sender, town.own, calendar, day)
    if without is not None:
        facts = replace(facts, conversation=None, conversation_is=without)
    letter = compose_announcement(facts, text)
    try:
        check_printable(letter)
    except UnprintableLetter:
        return _without_text(revision, UNPRINTABLE)
    return WrittenLetter(
        letter_id=id_,
        recipient=revision.recipient,
        letter_date=day,
        state="ready",
        reason=None,
        template=letter.template.label,
        body=body_of(letter),
        links=_links(revision, letter),
        ends=_ends(revision.right),
    )


def _ends(right: ClientRight) -> tuple[date, ...]:
    """The last days of care for which the municipality answers; an announcement names each."""
    return tuple(
        sorted({each.right_until for each in right.functions if each.ends_at_municipality and each.right_until})
    )


def _links(revision: ClientRevision, letter: Letter) -> tuple[ArticleLink, ...]:
    """Each article that the letter cites, once."""
    text = "\n".join(letter.texts())
    why = [reason for function in revision.right.functions for reason in function.reasons]
    paying = [regime.reason for regime in revision.contribution.regimes]
    addresses = {cited(reason.law, reason.article): reason.link for reason in (*why, *paying) if reason.link}
    return tuple(ArticleLink(article, address) for article, address in addresses.items() if f"({article})" in text)


def _without_text(revision: ClientRevision, reason: str) -> WrittenLetter:
    return WrittenLetter(
        letter_id=letter_id(revision.client_id, revision.revision),
        recipient=revision.recipient,
        letter_date=revision.right.determined_on,
        state="withheld",
        reason=reason,
        template=None,
        body=None,
    )


def remark_on(
    state: str,
    kind: LetterKind,
    *,
    deceased: bool,
    replaced: bool,
    held: bool,
    handed_over: bool,
    maybe_died: bool = False,
) -> Remark | None:
    """What somebody has to know of a letter that was printed, when its client died since or a newer one says something
    else: that it must leave its pile, or, of who died, that it is too late for that. One that is held since may leave
    its pile. What goes to the next of kin goes because the client died, and must leave when that was a mistake."""
    if state != "printed":
        return None
    if kind == NEXT_OF_KIN:
        return None if deceased or handed_over else "not-died"
    if deceased:
        return "handed-over" if handed_over else "deceased"
    if handed_over:
        return None
    return "replaced" if replaced else "maybe-died" if maybe_died else "held" if held else None


@dataclass(frozen=True, slots=True)
class LetterGathersAgain:
    """Why a letter was taken out of the pile of a run is over: it waits for the next mailing."""

    letter_id: str
    client_id: str
    municipality: str
    run_id: str


def letter_written(letter: WrittenLetter) -> LetterWritten:
    """What happened, when a letter was written."""
    person = letter.recipient
    return LetterWritten(
        letter.letter_id,
        person.client_id,
        person.revision,
        letter.municipality,
        letter.template,
        letter.state,
        letter.reason,
        letter.kind,
        letter.cause_id,
    )


def state_changed(letter: LatestLetter, state: LetterState, reason: str | None) -> LetterWritten:
    """What happened, when a letter that was there became ready or withheld."""
    return LetterWritten(
        letter.letter_id,
        letter.client_id,
        letter.revision,
        letter.municipality,
        letter.template,
        state,
        reason,
        letter.kind,
        letter.cause_id,
    )
