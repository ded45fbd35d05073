"""What must be known before the announcement can be written."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from services.notifications.domain.client.money import Budget
from services.notifications.domain.client.recipient import Sex
from services.notifications.domain.client.right import KEPT, Days, Domain, Finding
from services.notifications.domain.letters.letter import LetterError, Sender
from services.notifications.domain.letters.voice import speaks_to_parents


@dataclass(frozen=True, slots=True)
class LineReason:
    """Why a date is what it is: the law, its article as it is cited (`8.3 lid 1`), and one or two sentences in B1."""

    law: str
    article: str
    explanation: str

    @property
    def cited(self) -> str:
        return cited(self.law, self.article)


@lru_cache(maxsize=1_000)
def cited(law: str, article: str) -> str:
    """As it stands in a letter; the page of the letter finds the address of the article by it."""
    return f"{law}, artikel {article}"


@dataclass(frozen=True, slots=True)
class Payment:
    """Which rules for the own contribution hold on which days, by billing's word for them, and why."""

    regime: str
    first_day: date | None
    last_day: date | None
    reason: LineReason


@dataclass(frozen=True, slots=True)
class CareLine:
    """One kind of care of the client. `right_until` is the last day, included; None only outside KEPT.

    Where no right goes on (`none`) it is the last day of the AWBZ care. `starts_on` is the first day of the indication.
    `conditional` means not in use when the new law begins: art. 8.3 lid 2 Wmo 2015 lets the municipality give its view
    first. `indication_over` means that no right goes on because the indication ends before that day. `transport`:
    transport to the care belongs to it, and `care` says so. `pgb_until`: the last day of a budget that goes on; where
    the right ends later, it goes on in kind. `payments`: what billing says about paying for it.
    """

    care: str
    domain: Domain
    starts_on: date
    right_from: date
    right_until: date | None
    conditional: bool
    indication_over: bool
    transport: bool
    provider: str | None
    pgb: bool
    pgb_until: date | None
    findings: frozenset[Finding]
    reasons: tuple[LineReason, ...]
    payments: tuple[Payment, ...]

    def __post_init__(self) -> None:
        if self.domain in KEPT and self.right_until is None:
            raise LetterError(f"Bij zorg onder {self.domain} ontbreekt de laatste dag van het recht.")
        if not self.reasons:
            raise LetterError("Bij een regel van de brief ontbreekt de reden met het artikel.")

    def ended_before(self, day: date) -> bool:
        return self.right_until is not None and self.right_until < day

    def pgb_on(self, day: date) -> bool:
        """Whether the budget goes on, and is not over on that day."""
        return self.pgb and self.domain in KEPT and not (self.pgb_until is not None and self.pgb_until < day)

    @property
    def outlives_pgb(self) -> bool:
        return self.pgb_until is not None and self.right_until is not None and self.pgb_until < self.right_until

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
    """The working days of the planned week as printed, and before the end of which day a decision is planned. `begun`:
    the week has come; `over`: it has passed, and nobody recorded whether anybody spoke."""

    days: str
    decision_due: date
    begun: bool
    over: bool


class NoConversation(StrEnum):
    """The route to a decision was stopped, or went on from the conversation already."""

    STOPPED = "stopped"
    IN_HAND = "in-hand"


@dataclass(frozen=True, slots=True)
class AnnouncementFacts:
    """Everything the announcement says about one client. Without a planned `conversation` the letter promises none.
    `adult_on` is the day on which a minor comes of age during the transition; `own` is the municipality's own
    paragraph, None when it has none. `conversation_is`: why nobody comes to speak; None when somebody does."""

    letter_id: str
    client_id: str
    municipality_code: str
    sender: Sender
    addressee: Addressee
    minor: bool
    adult_on: date | None
    days: Days
    letter_date: date
    lines: tuple[CareLine, ...]
    conversation: Conversation | None
    budget: Budget | None
    own: str | None
    conversation_is: NoConversation | None = None

    def __post_init__(self) -> None:
        if not self.lines:
            raise LetterError(f"Brief {self.letter_id}: er is geen zorg om over te schrijven.")

    @property
    def to_parents(self) -> bool:
        return speaks_to_parents(
            self.minor, (line.domain for line in self.lines), adult_on=self.adult_on, on=self.letter_date
        )
