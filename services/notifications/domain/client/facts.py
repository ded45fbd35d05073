"""What the other services told about a client, each in its own revision of the client's data.

`as_json` writes what is kept in our tables, `from_json` reads that and the events' data alike. A missing field raises
KeyError, a value of the wrong kind ValueError or TypeError.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from services.notifications.domain.letters.announcement_facts import Domain, Sex
from shared.law.reasons import Reason

SEXES: Mapping[str, Sex] = {"male": "male", "female": "female", "unknown": "unknown"}
DOMAINS: Mapping[str, Domain] = {
    "wmo": "wmo",
    "wmo-protected-living": "wmo-protected-living",
    "zvw": "zvw",
    "jeugdwet": "jeugdwet",
    "wlz": "wlz",
    "none": "none",
}
PLANNED = "planned"
DECEASED = "deceased"


@dataclass(frozen=True, slots=True)
class Address:
    street: str
    house_number: int
    house_letter: str
    addition: str
    postcode: str
    city: str

    def lines(self) -> tuple[str, str]:
        """As it stands on an envelope; between postcode and city are two spaces."""
        number = f"{self.house_number}{self.house_letter}"
        street = " ".join(part for part in (self.street, number, self.addition) if part)
        code = self.postcode.replace(" ", "").upper()
        return (street, f"{code[:4]} {code[4:]}  {self.city.upper()}")

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Address":
        return cls(
            street=data["street"],
            house_number=int(data["houseNumber"]),
            house_letter=data["houseLetter"],
            addition=data["addition"],
            postcode=data["postcode"],
            city=data["city"],
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "street": self.street,
            "houseNumber": self.house_number,
            "houseLetter": self.house_letter,
            "addition": self.addition,
            "postcode": self.postcode,
            "city": self.city,
        }


@dataclass(frozen=True, slots=True)
class Delivered:
    """One delivered function and who gives the care. `agb` and `provider` are empty when no provider was delivered.

    `starts_on` and `ends_on` are the days of the indication, both included; without `ends_on` it has no end.
    `transport`: transport to this care was indicated with it.
    """

    id: str
    function: str
    starts_on: date
    ends_on: date | None
    transport: bool
    agb: str
    provider: str

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Delivered":
        provider = data["provider"] or {"agb": "", "name": ""}
        return cls(
            id=data["id"],
            function=data["function"],
            starts_on=date.fromisoformat(data["startsOn"]),
            ends_on=day_or_none(data["endsOn"]),
            transport=bool(data["transport"]),
            agb=provider["agb"],
            provider=provider["name"],
        )

    def as_json(self) -> dict[str, Any]:
        provider = {"agb": self.agb, "name": self.provider} if self.agb else None
        return {
            "id": self.id,
            "function": self.function,
            "startsOn": self.starts_on.isoformat(),
            "endsOn": text_or_none(self.ends_on),
            "transport": self.transport,
            "provider": provider,
        }


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom we write. `died_on`: the day of death as delivered; `held_back_rows`: rows of this person that intake
    did not accept."""

    client_id: str
    revision: int
    municipality: str
    initials: str
    prefix: str
    surname: str
    sex: Sex
    birth_date: date
    died_on: date | None
    address: Address
    secret_address: bool
    household_id: str
    held_back_rows: int
    delivered: tuple[Delivered, ...]

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.initials, self.prefix, self.surname) if part)

    def delivered_as(self, function_id: str) -> Delivered:
        """The delivered function behind a right. Raises KeyError."""
        return {one.id: one for one in self.delivered}[function_id]


@dataclass(frozen=True, slots=True)
class FunctionRight:
    """Until when which right holds for one function, and why. `right_from` and `right_until` are included days."""

    id: str
    function: str
    domain: Domain
    right_from: date | None
    right_until: date | None
    conditional: bool
    pgb: bool
    reasons: tuple[Reason, ...]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "FunctionRight":
        return cls(
            id=data["id"],
            function=data["function"],
            domain=DOMAINS[data["domain"]],
            right_from=day_or_none(data["rightFrom"]),
            right_until=day_or_none(data["rightUntil"]),
            conditional=bool(data["conditional"]),
            pgb=data["deliveryForm"] == "PGB",
            reasons=tuple(reason_of(reason) for reason in data["reasons"]),
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "function": self.function,
            "domain": self.domain,
            "rightFrom": text_or_none(self.right_from),
            "rightUntil": text_or_none(self.right_until),
            "conditional": self.conditional,
            "deliveryForm": "PGB" if self.pgb else "ZIN",
            "reasons": [reason.as_json() for reason in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class ClientRight:
    """What migration determined. `state` is the client's state there; `determined_on` dates the letter."""

    client_id: str
    revision: int
    municipality: str
    determined_on: date
    state: str
    functions: tuple[FunctionRight, ...]

    @property
    def needs_plan(self) -> bool:
        return self.state == PLANNED


@dataclass(frozen=True, slots=True)
class Plan:
    """When the municipality speaks with the client; `week` is the Monday of that week."""

    client_id: str
    revision: int
    week: date
    application_by: date
    decision_due: date
    objection_until: date
    right_until: date

    def over_on(self, day: date) -> bool:
        """Whether the week of the conversation has passed."""
        return day >= self.week + timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Parts:
    """What must be known together before a letter can be written, all of one revision. `plan` is there when needed."""

    recipient: Recipient
    right: ClientRight
    plan: Plan | None


def complete(recipient: Recipient | None, right: ClientRight | None, plan: Plan | None) -> Parts | None:
    """The parts of one revision, when nothing is missing; until then None: the missing part is still underway."""
    if recipient is None or right is None or (right.needs_plan and plan is None):
        return None
    return Parts(recipient, right, plan if right.needs_plan else None)


@dataclass(frozen=True, slots=True)
class Budget:
    """The pgb for 2015 in cents, as it stands; `withdrawn` says why nothing is left of it, and is empty otherwise."""

    client_id: str
    revision: int
    first_day: date | None
    last_day: date | None
    gross: int
    contribution: int
    net: int
    unaccountable: int
    withdrawn: str


@dataclass(frozen=True, slots=True)
class Regime:
    """Which rules for the own contribution hold for one function, and why."""

    function_id: str
    regime: str
    first_day: date | None
    last_day: date | None
    reason: Reason

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Regime":
        return cls(
            function_id=data["functionId"],
            regime=data["regime"],
            first_day=day_or_none(data["from"]),
            last_day=day_or_none(data["until"]),
            reason=reason_of(data["reason"]),
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "functionId": self.function_id,
            "regime": self.regime,
            "from": text_or_none(self.first_day),
            "until": text_or_none(self.last_day),
            "reason": self.reason.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Contribution:
    client_id: str
    revision: int
    regimes: tuple[Regime, ...]


def day_or_none(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def text_or_none(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def reason_of(data: Mapping[str, Any]) -> Reason:
    return Reason(
        rule=data["rule"],
        law=data["law"],
        article=data["article"],
        explanation=data["explanation"],
        inputs=dict(data["inputs"]),
        result=data["result"],
        version=data["version"],
    )
