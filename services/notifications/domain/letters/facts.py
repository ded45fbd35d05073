"""What must be known before the announcement can be written."""

from dataclasses import dataclass
from datetime import date

from services.notifications.domain.client.recipient import Sex
from services.notifications.domain.client.right import KEPT, Domain
from services.notifications.domain.letters.letter import LetterError, Sender
from services.notifications.domain.letters.voice import speaks_to_parents


@dataclass(frozen=True, slots=True)
class LineReason:
    """Why a date is what it is: the law, its article as it is cited (`8.3 lid 1`), and one or two sentences in B1."""

    law: str
    article: str
    explanation: str


@dataclass(frozen=True, slots=True)
class CareLine:
    """One kind of care of the client. `right_until` is the last day, included; None only outside KEPT.

    Where no right goes on (`none`) it is the last day of the AWBZ care. `starts_on` is the first day of the indication.
    `conditional` means not in use on 1 January 2015: art. 8.3 lid 2 Wmo 2015 lets the municipality give its view first.
    `indication_over` means that no right goes on because the indication ends before that day. `transport`: transport to
    the care belongs to it, and `care` says so. `answers_ciz`: the client may have Wlz care if the CIZ is told in time.
    """

    care: str
    domain: Domain
    starts_on: date
    right_from: date
    right_until: date | None
    conditional: bool
    indication_over: bool
    transport: bool
    answers_ciz: bool
    provider: str | None
    pgb: bool
    reasons: tuple[LineReason, ...]

    def __post_init__(self) -> None:
        if self.domain in KEPT and self.right_until is None:
            raise LetterError(f"care under {self.domain} needs the last day of the right")
        if not self.reasons:
            raise LetterError("every line of a letter needs a reason with its article")

    def ended_before(self, day: date) -> bool:
        return self.right_until is not None and self.right_until < day

    def begins_after(self, day: date) -> bool:
        return self.starts_on > day


@dataclass(frozen=True, slots=True)
class Addressee:
    """The person as addressed. `prefix` is `van den`; initials with dots; address lines without the name."""

    initials: str
    prefix: str
    surname: str
    sex: Sex
    address_lines: tuple[str, ...]
    secret_address: bool


@dataclass(frozen=True, slots=True)
class Conversation:
    """The working days of the planned week, and the person who comes, both as printed."""

    days: str
    who: str


@dataclass(frozen=True, slots=True)
class AnnouncementFacts:
    """Everything the announcement says about one client. `minor` is the age test of the delivered files (1.7).

    Without a planned `conversation` the letter promises none.
    """

    letter_id: str
    client_id: str
    municipality_code: str
    sender: Sender
    addressee: Addressee
    minor: bool
    letter_date: date
    lines: tuple[CareLine, ...]
    conversation: Conversation | None

    def __post_init__(self) -> None:
        if not self.lines:
            raise LetterError(f"letter {self.letter_id}: no care to write about")

    @property
    def to_parents(self) -> bool:
        return speaks_to_parents(self.minor, (line.domain for line in self.lines))

    def in_domains(self, domains: frozenset[str]) -> tuple[CareLine, ...]:
        return tuple(line for line in self.lines if line.domain in domains)
