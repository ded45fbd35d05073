"""From what was told about a client to the letter that goes out, or to the reason why none does."""

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.notifications.domain.client.facts import DECEASED, Delivered, FunctionRight, Parts, Plan, Recipient
from services.notifications.domain.letters.announcement import compose_announcement
from services.notifications.domain.letters.announcement_facts import (
    CARE_NAMES,
    KEPT,
    STAFF_CARE_NAMES,
    WITH_TRANSPORT,
    Addressee,
    AnnouncementFacts,
    CareLine,
    Conversation,
    LineReason,
)
from services.notifications.domain.letters.characters import UnprintableLetter, check_printable
from services.notifications.domain.letters.dates import AWBZ_LAST_DAY, CHANGE_DAY, working_week
from services.notifications.domain.letters.letter import Letter, LetterError, Sender
from shared.calendar.days import LegalCalendar

KIND = "announcement"
AGE_DAY = date(2014, 12, 31)
"""The age test in the delivered files is the age on this day (law file 1.7)."""
ADULT_AT = 18

WLZ_EFFECT = "wlz-test.effect"
"""The rule by which migration says that the Wlz is open to who tells the CIZ in time."""

LetterState = Literal["ready", "withheld", "printed", "superseded"]

DIED = "Deze persoon is overleden."
HELD_BACK = "Van deze persoon is een regel van de aanlevering vastgehouden. Na herstel volgt de brief."
NOTHING_TO_SAY = "Er is geen zorg bekend om over te schrijven."
UNPRINTABLE = "In de naam of het adres staat een teken dat wij niet kunnen afdrukken. Laat het herstellen bij de bron."

NOT_IN_USE = "nog niet in gebruik"
OTHER_CARE = {
    "ADL": "Hulp in een ADL-woning",
    "DOMESTIC-HELP": "Hulp bij het huishouden",
}
"""Functions that may be delivered but of which the letter's own words know nothing."""


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as it is kept. `body` is all that the reader sees, as JSON without the letter's id and date, and
    `content` its fingerprint: equal for letters that say the same. A withheld letter has a Dutch `reason` and says
    nothing."""

    letter_id: str
    recipient: Recipient
    letter_date: date
    state: LetterState
    reason: str
    template: str
    body: str

    @property
    def content(self) -> str:
        """sha256, in hex."""
        return hashlib.sha256((self.body or self.reason).encode()).hexdigest()


def letter_id(client_id: str, revision: int) -> str:
    """One announcement per client and revision: writing it again gives the same id."""
    return str(uuid.uuid5(uuid.UUID(client_id), f"{KIND}:{revision}"))


def write_announcement(parts: Parts, sender: Sender, calendar: LegalCalendar) -> Written:
    """The announcement, or why it is withheld. Raises LetterError when the parts contradict each other."""
    if reason := why_not(parts):
        return _withheld(parts, reason)
    letter = compose_announcement(announcement_facts(parts, sender, calendar, parts.right.determined_on))
    try:
        check_printable(letter)
    except UnprintableLetter:
        return _withheld(parts, UNPRINTABLE)
    return Written(
        letter_id=letter.letter_id,
        recipient=parts.recipient,
        letter_date=letter.letter_date,
        state="ready",
        reason="",
        template=f"{letter.template.name}-{letter.template.version}",
        body=body_of(letter),
    )


def why_not(parts: Parts) -> str:
    """Why this person gets no letter; empty when there is nothing against it."""
    if parts.recipient.died_on is not None or parts.right.state == DECEASED:
        return DIED
    if parts.recipient.held_back_rows:
        return HELD_BACK
    if not parts.right.functions:
        return NOTHING_TO_SAY
    return ""


def body_of(letter: Letter) -> str:
    body = letter.as_json()
    del body["letterId"], body["reference"], body["letterDate"]
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def letter_from(body: str, id_: str, letter_date: date) -> Letter:
    """The letter again, as it was written. Raises LetterError."""
    return Letter.from_json(json.loads(body) | {"letterId": id_, "letterDate": letter_date.isoformat()})


def _withheld(parts: Parts, reason: str) -> Written:
    return Written(
        letter_id=letter_id(parts.recipient.client_id, parts.recipient.revision),
        recipient=parts.recipient,
        letter_date=parts.right.determined_on,
        state="withheld",
        reason=reason,
        template="",
        body="",
    )


def announcement_facts(parts: Parts, sender: Sender, calendar: LegalCalendar, on: date) -> AnnouncementFacts:
    """What there is to say to this client on a day. Raises LetterError when the parts contradict each other."""
    person = parts.recipient
    return AnnouncementFacts(
        letter_id=letter_id(person.client_id, person.revision),
        client_id=person.client_id,
        municipality_code=person.municipality,
        sender=sender,
        addressee=Addressee(
            initials=person.initials,
            prefix=person.prefix,
            surname=person.surname,
            sex=person.sex,
            address_lines=person.address.lines(),
            secret_address=person.secret_address,
        ),
        minor=is_minor(person.birth_date),
        letter_date=on,
        lines=tuple(care_line(person, right) for right in parts.right.functions),
        conversation=_conversation(parts.plan, sender, calendar, on) if parts.plan else None,
    )


def _conversation(plan: Plan, sender: Sender, calendar: LegalCalendar, on: date) -> Conversation | None:
    """None when the week is over: then there is nothing to announce."""
    try:
        days = working_week(plan.week, calendar)
    except ValueError as wrong:
        raise LetterError(f"the conversation week: {wrong}") from wrong
    who = f"een medewerker van de gemeente {sender.municipality}"
    return None if plan.over_on(on) else Conversation(days, who)


def is_minor(birth_date: date) -> bool:
    """Under 18 on AGE_DAY. Compared by year, month and day, so that 29 February needs no rule of its own."""
    turned = (AGE_DAY.year - birth_date.year) - ((AGE_DAY.month, AGE_DAY.day) < (birth_date.month, birth_date.day))
    return turned < ADULT_AT


def care_line(person: Recipient, right: FunctionRight) -> CareLine:
    """Where no right against the municipality begins, the line begins on the day on which the AWBZ ends."""
    delivered = person.delivered_as(right.id)
    return CareLine(
        care=care_words(right.function, transport=delivered.transport),
        domain=right.domain,
        starts_on=delivered.starts_on,
        right_from=right.right_from or CHANGE_DAY,
        right_until=right.right_until or (awbz_until(delivered) if right.domain == "none" else None),
        conditional=right.conditional,
        indication_over=right.domain == "none" and delivered.ends_on is not None and delivered.ends_on < CHANGE_DAY,
        transport=delivered.transport,
        answers_ciz=any(reason.rule == WLZ_EFFECT for reason in right.reasons),
        provider=delivered.provider,
        pgb=right.pgb,
        reasons=tuple(LineReason(reason.law, reason.article, reason.explanation) for reason in right.reasons),
    )


def awbz_until(delivered: Delivered) -> date | None:
    """The last day of the care under the AWBZ; None when the indication starts after that law has ended."""
    if delivered.starts_on >= CHANGE_DAY:
        return None
    return min(delivered.ends_on or AWBZ_LAST_DAY, AWBZ_LAST_DAY)


def care_name(function: str) -> str:
    """The client's words for a function. Raises KeyError for a function that nobody knows."""
    return CARE_NAMES[function] if function in CARE_NAMES else OTHER_CARE[function]


def care_words(function: str, *, transport: bool) -> str:
    """The same with transport, where that was indicated with the care (art. 8.1 lid 1 under e Wmo 2015)."""
    return f"{care_name(function)} {WITH_TRANSPORT}" if transport else care_name(function)


def staff_care_words(function: str, *, transport: bool, in_use: bool) -> str:
    """What staff and providers call it. Unused care waits for the municipality's view (art. 8.3 lid 2 Wmo 2015).

    Raises KeyError for a function that nobody knows."""
    name = STAFF_CARE_NAMES[function] if function in STAFF_CARE_NAMES else OTHER_CARE[function]
    added = (WITH_TRANSPORT, transport), (NOT_IN_USE, not in_use)
    return ", ".join((name, *(words for words, holds in added if holds)))


def ends_at_municipality(right: FunctionRight) -> bool:
    """Whether this is a right against the municipality with a last day."""
    return right.domain in KEPT and right.right_until is not None
