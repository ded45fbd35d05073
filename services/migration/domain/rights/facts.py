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
    DOMESTIC_HELP = "DOMESTIC-HELP"
    ADL = "ADL"


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
    ARRIVED = "arrived"  # a delivery names another municipality than before; the day of the move is not known
    PGB_GIVEN_UP = "pgb-given-up"
    CIZ_TOLD = "ciz-told"


class Domain(StrEnum):
    """Responsible from 1-1-2015. WMO_2007: a decision under the old act goes on, beside the transition (Wmo 8.9). NONE:
    nothing is left, or nobody is responsible in the law we know."""

    WMO = "wmo"
    PROTECTED_LIVING = "wmo-protected-living"
    ZVW = "zvw"
    JEUGDWET = "jeugdwet"
    WLZ = "wlz"
    WMO_2007 = "wmo-2007"
    NONE = "none"


class EndedBy(StrEnum):
    """What sets the last day of a right."""

    INDICATION = "indication"
    LAW = "law"
    OFFER_ACCEPTED = "offer-accepted"
    DIED = "died"


class Finding(StrEnum):
    """What somebody has to look at. The right stands as it is until they have."""

    WLZ_CANDIDATE = "wlz-candidate"  # a test of the Regeling Wlz-indiceerbaren is met; the reply to CIZ is unknown
    APPLICATION_DATE_UNKNOWN = "application-date-unknown"  # issued in 2015, and applied for on a day nobody delivered
    END_BREAKS_CAP = "end-breaks-cap"  # runs longer than indications of those months may
    NO_EXISTING_PGB = "no-existing-pgb"  # delivered as a pgb that did not run before 2015
    PGB_READING_OPEN = "pgb-reading-open"  # protected living, and the college has not chosen how to read 8.4(2)
    OUTSIDE_TRANSITION = "outside-transition"  # no rule of the transition names this care
    LOW_PACKAGE_AT_HOME = "low-package-at-home"  # the old rights end, and the CIZ may decide otherwise
    TRANSPORT_WITHOUT_GUIDANCE = (
        "transport-without-guidance"  # indicated with care that transport does not go along with
    )


class Reading(StrEnum):
    """How a college reads Wmo 8.4(2) with 8.3(3): when a pgb for protected living ends."""

    OPEN = "open"  # no choice was made
    ENDS = "ends"  # as in 8.3(3)
    GOES_ON = "goes-on"  # as the right itself, 8.4(1)


@dataclass(frozen=True, slots=True)
class PgbReading:
    """The choice, who made it and when. An open choice has neither a person nor a day."""

    reading: Reading = Reading.OPEN
    decided_by: str | None = None
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What a municipality chose. `planned_through`: rights that end after this day are reassessed, but planned later.
    `pgb_decision_by`: the decision on a budget that runs on after this day is due by then, so that the SVB can pay."""

    pgb_reading: PgbReading
    planned_through: date
    pgb_decision_by: date


@dataclass(frozen=True, slots=True)
class PersonFacts:
    birth_date: date
    municipality: str


@dataclass(frozen=True, slots=True)
class FunctionFacts:
    """One indicated function. `grounds`: the first is dominant. `care_class`: COD756 (`K3` hours, `KD04` half-days,
    `KE2` periods of 24 hours) or empty. `ends_on`: last day, None when no end was delivered. `zzp`: COD163 or None.
    `transport`: transport to it was indicated with it.
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
    transport: bool = False

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
    other domains. `pgb_until`: the last day of the budget, None when the right goes on in kind only; after it the right
    goes on in kind. `conditional`: usable only after the college gave its view (Wmo 8.3(2)). `ended_by`: what set
    `right_until`. `reassess_before_end_of`: the last day before whose end the college owes an investigation (Wmo
    8.6(1)); None when it owes none.
    """

    id: str
    domain: Domain
    right_from: date | None
    right_until: date | None
    conditional: bool
    reasons: tuple[Reason, ...]
    ended_by: EndedBy | None = None
    pgb_until: date | None = None
    findings: tuple[Finding, ...] = ()
    reassess_before_end_of: date | None = None

    @property
    def reassess(self) -> bool:
        return self.reassess_before_end_of is not None

    @property
    def delivery_form(self) -> DeliveryForm:
        """In which form the right goes on."""
        return DeliveryForm.ZIN if self.pgb_until is None else DeliveryForm.PGB


def no_right(function_id: str, domain: Domain, reasons: tuple[Reason, ...], *findings: Finding) -> FunctionRight:
    """No right against the municipality, because it is another's or because nothing is left."""
    return FunctionRight(function_id, domain, None, None, False, reasons, findings=findings)
