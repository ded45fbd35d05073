"""What must be known before a letter can be written: facts about one client, or about one provider's clients."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.notifications.domain.letters.letter import LetterError, Sender

Domain = Literal["wmo", "wmo-protected-living", "zvw", "jeugdwet", "wlz", "none"]
Sex = Literal["male", "female", "unknown"]

# Where the municipality becomes responsible and the right has a last day.
KEPT: frozenset[str] = frozenset({"wmo", "wmo-protected-living", "jeugdwet"})
WMO: frozenset[str] = frozenset({"wmo", "wmo-protected-living"})

# A caller that only has a function code takes the words from here; the words, not the code, go into the letter.
CARE_NAMES: dict[str, str] = {
    "BGI": "Begeleiding bij u thuis",
    "BGG": "Dagbesteding (begeleiding in een groep)",
    "KVB": "Logeren (kortdurend verblijf)",
    "PV": "Hulp bij wassen en aankleden (persoonlijke verzorging)",
    "VP": "Verpleging",
    "BH": "Behandeling",
    "TRANSPORT": "Vervoer naar de dagbesteding",
    "STAY": "Wonen met zorg (verblijf)",
}


STAFF_CARE_NAMES: dict[str, str] = {
    "BGI": "Begeleiding individueel",
    "BGG": "Begeleiding in een groep",
    "KVB": "Kortdurend verblijf",
    "PV": "Persoonlijke verzorging",
    "VP": "Verpleging",
    "BH": "Behandeling",
    "TRANSPORT": "Vervoer",
    "STAY": "Verblijf",
}
"""The words of who works with the care: our own staff and the provider, who never comes `bij u thuis`."""
WITH_TRANSPORT = "met vervoer"


def speaks_to_parents(minor: bool, domains: Iterable[str]) -> bool:
    """Letter and portal speak to the parents of a minor, and of whoever has care that goes on under the Jeugdwet."""
    return minor or "jeugdwet" in domains


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
    provider: str
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


@dataclass(frozen=True, slots=True)
class EndingRight:
    """One client's right at a provider, with no more about the person than the provider needs to recognise it.

    `decision_number` is the number of the indication decision, which also stands on the provider's invoices. `care` is
    in the provider's words, with transport when that belongs to it and marked when it is not in use.
    """

    decision_number: str
    initials: str
    care: str
    right_until: date


@dataclass(frozen=True, slots=True)
class ProviderNoticeFacts:
    """One provider and its clients whose right ends, within one municipality."""

    letter_id: str
    municipality_code: str
    sender: Sender
    provider: str
    agb: str
    address_lines: tuple[str, ...]
    letter_date: date
    rights: tuple[EndingRight, ...]

    def __post_init__(self) -> None:
        if not self.rights:
            raise LetterError(f"notice {self.letter_id}: no client whose right ends")
