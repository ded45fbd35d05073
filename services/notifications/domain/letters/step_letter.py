"""A letter about something that happened: what it says, and whether it goes out."""

from dataclasses import replace
from datetime import date

from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.client.revision import ClientRevision
from services.notifications.domain.letters.addressing import addressee_lines, full_name, salutation
from services.notifications.domain.letters.announcement_facts import addressee_of
from services.notifications.domain.letters.characters import UnprintableLetter, check_printable
from services.notifications.domain.letters.ending import closing, questions
from services.notifications.domain.letters.filling import Filling, sections_of, slip_of, title_of
from services.notifications.domain.letters.gate import (
    DIED,
    HELD_BACK,
    MAYBE_DIED,
    UNPRINTABLE,
    LetterState,
    WrittenLetter,
)
from services.notifications.domain.letters.kinds import (
    GO_DURING_A_HOLD,
    NEXT_OF_KIN,
    LetterKind,
)
from services.notifications.domain.letters.letter import AnswerSlip, Letter, Template
from services.notifications.domain.letters.letter_json import body_of
from services.notifications.domain.letters.letter_text import LetterText, TextVersion
from services.notifications.domain.letters.occasion import Occasion
from services.notifications.domain.letters.occasions import STOP_DIED, STOP_MAYBE_DIED, STOP_ON_HOLD
from services.notifications.domain.letters.step_filling import SLIP, Terms, filling_of
from services.notifications.domain.letters.town import FromTown
from shared.calendar.days import LegalCalendar

ON_HOLD = "Het traject van deze persoon staat stil. De brief gaat uit als het weer verder gaat."


def write_step_letter(
    occasion: Occasion,
    revision: ClientRevision,
    text: LetterText,
    town: FromTown,
    terms: Terms,
    calendar: LegalCalendar,
    *,
    now: Recipient,
    stop: str | None,
) -> WrittenLetter:
    """The letter about it, with what is known of the client in this revision. Whether it goes hangs on what is known
    `now`. Raises LetterError, and CalendarError for a year that the calendar does not know."""
    slip_by = _slip_by(occasion, town, calendar)
    letter = _compose(occasion, revision, text, town, terms, calendar, slip_by)
    written = WrittenLetter(
        letter_id=occasion.letter_id,
        recipient=revision.recipient,
        letter_date=occasion.day,
        state="ready",
        reason=None,
        template=letter.template.label,
        body=body_of(letter),
        links=occasion.links,
        kind=occasion.kind,
        cause=occasion.cause,
        cause_id=occasion.cause_id,
        sent_by=occasion.municipality,
        ends=occasion.ends,
        meets_on=occasion.meets_on,
        answer_by=occasion.asked_by if letter.slip is None else slip_by,
    )
    try:
        check_printable(letter)
    except UnprintableLetter:
        written = replace(written, state="withheld", reason=UNPRINTABLE, template=None, body=None)
    if occasion.replaced:
        return replace(written, state="superseded")
    if written.body is None:
        return written
    state, reason = decided(occasion.kind, now, stop)
    return replace(written, state=state, reason=reason)


def _slip_by(occasion: Occasion, town: FromTown, calendar: LegalCalendar) -> date | None:
    if occasion.slip is None:
        return None
    return occasion.slip.back_by(occasion.day, occasion.asked_by, town.answer_days, calendar)


def decided(kind: LetterKind, person: Recipient, stop: str | None) -> tuple[LetterState, str | None]:
    """Whether a letter about something that happened may go, by what is known now: nothing goes to who died, and
    nothing while a row of the delivery or the route itself is held, save by a route what GO_DURING_A_HOLD names. What
    goes to the next of kin goes after a death only, and nothing but that withholds it."""
    died = death_known(person, stop)
    if kind == NEXT_OF_KIN:
        return ("ready", None) if died else ("withheld", NOT_DIED)
    if died:
        return "withheld", DIED
    if stop == STOP_MAYBE_DIED:
        return "withheld", MAYBE_DIED
    if person.held_back_rows > 0:
        return "withheld", HELD_BACK
    waits = stop == STOP_ON_HOLD and kind not in GO_DURING_A_HOLD
    return ("withheld", ON_HOLD) if waits else ("ready", None)


def silenced(person: Recipient, stop: str | None) -> str | None:
    """Why nothing goes to a client who died, or of whom somebody told so; None when nobody did."""
    return DIED if death_known(person, stop) else MAYBE_DIED if stop == STOP_MAYBE_DIED else None


def death_known(person: Recipient, stop: str | None) -> bool:
    """By intake, or because a caseworker recorded it."""
    return person.died_on is not None or stop == STOP_DIED


NOT_DIED = "Deze brief is voor nabestaanden, maar het overlijden is niet meer bekend. Een medewerker kijkt ernaar."


def _compose(
    occasion: Occasion,
    revision: ClientRevision,
    text: LetterText,
    town: FromTown,
    terms: Terms,
    calendar: LegalCalendar,
    slip_by: date | None,
) -> Letter:
    person, version, sender = addressee_of(revision.recipient), text.on(occasion.day), town.sender
    filling = filling_of(occasion, revision, town, terms, calendar, slip_by)
    to_kin = occasion.kind == NEXT_OF_KIN
    return Letter(
        letter_id=occasion.letter_id,
        template=Template(occasion.kind, version.number),
        language="nl",
        municipality_code=occasion.municipality,
        letter_date=occasion.day,
        sender=sender,
        addressee=("De nabestaanden van", full_name(person), *person.address_lines)
        if to_kin
        else addressee_lines(person, filling.to_parents),
        title=title_of(version, filling),
        salutation="Geachte nabestaanden," if to_kin else salutation(person, filling.to_parents),
        sections=(*sections_of(version, filling), questions(sender)),
        closing=closing(sender),
        secret_address=person.secret_address,
        slip=_slip(occasion, version, filling),
    )


def _slip(occasion: Occasion, version: TextVersion, filling: Filling) -> AnswerSlip | None:
    if occasion.slip is None or SLIP not in filling.facts:
        return None
    return slip_of(version, filling, occasion.slip.code(occasion.client_id))
