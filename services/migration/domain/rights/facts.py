"""What goes into an assessment and what comes out: frozen values, no behaviour beyond reading them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.law.reasons import Reason


class FactsError(ValueError):
    """The facts cannot be assessed. The message (Dutch) says which fact is wrong and what to do; `fields` say it by the
    path of each field, for facts that somebody typed."""

    def __init__(self, message: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.fields = dict(fields or {})


class CareFunction(StrEnum):
    BGI = "BGI"
    BGG = "BGG"
    KVB = "KVB"
    PV = "PV"
    VP = "VP"
    BH = "BH"
    TRANSPORT = "TRANSPORT"
    STAY = "STAY"


class Ground(StrEnum):
    SOM = "SOM"
    PG = "PG"
    PSY = "PSY"
    LG = "LG"
    VG = "VG"
    ZG = "ZG"
    PSYSOC = "PSYSOC"


class DeliveryForm(StrEnum):
    ZIN = "ZIN"
    PGB = "PGB"


class EventType(StrEnum):
    OFFER_ACCEPTED = "offer-accepted"
    DIED = "died"
    MOVED = "moved"
    PGB_GIVEN_UP = "pgb-given-up"


class Domain(StrEnum):
    """Responsible from 1-1-2015. NONE: nothing is left, or nobody is responsible in the law we know."""

    WMO = "wmo"
    PROTECTED_LIVING = "wmo-protected-living"
    ZVW = "zvw"
    JEUGDWET = "jeugdwet"
    WLZ = "wlz"
    NONE = "none"


class EndedBy(StrEnum):
    """What sets the last day of a right."""

    INDICATION = "indication"
    LAW = "law"
    OFFER_ACCEPTED = "offer-accepted"
    DIED = "died"
    PGB_GIVEN_UP = "pgb-given-up"


@dataclass(frozen=True, slots=True)
class PersonFacts:
    birth_date: date
    municipality: str


@dataclass(frozen=True, slots=True)
class FunctionFacts:
    """One indicated function. `grounds`: the first is dominant. `care_class`: COD756 (`K3` hours, `KD04` half-days,
    `KE2` periods of 24 hours) or empty. `ends_on`: last day, None when no end was delivered. `zzp`: COD163 or None.
    """

    id: str
    function: CareFunction
    grounds: tuple[Ground, ...]
    care_class: str
    issued_on: date
    starts_on: date
    ends_on: date | None
    delivery_form: DeliveryForm
    zzp: str | None
    in_use: bool

    @property
    def dominant(self) -> Ground:
        return self.grounds[0]

    @property
    def is_stay(self) -> bool:
        """A function with a care package (ZZP) is stay turned into functions, so it counts as stay."""
        return self.function is CareFunction.STAY or self.zzp is not None

    def is_there_on(self, day: date) -> bool:
        """The indication is valid on `day`; its first and last day count."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """Something that happened on a day. `function`: the id of the one function it is about, None for all of them."""

    type: EventType
    on: date
    function: str | None = None


@dataclass(frozen=True, slots=True)
class FunctionRight:
    """The outcome for one function, with at least one reason.

    `right_from` and `right_until` (both included) are the days of a right against the municipality; they are None for
    zvw, wlz and none. `conditional`: usable only after the college gave its view (Wmo 8.3(2)). `ended_by`: what set
    `right_until`. `reassess`: the college owes an investigation before the right ends (Wmo 8.6(1)).
    """

    id: str
    domain: Domain
    right_from: date | None
    right_until: date | None
    conditional: bool
    reasons: tuple[Reason, ...]
    ended_by: EndedBy | None = None
    reassess: bool = False
