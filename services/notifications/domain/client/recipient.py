"""To whom we write, and which care was delivered for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Sex = Literal["male", "female", "unknown"]
SEXES: Mapping[str, Sex] = {sex: sex for sex in get_args(Sex)}


class ClientError(ValueError):
    """What the services say about a client contradicts itself, or names care that nobody knows. Names no person."""


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
        street = " ".join(words for words in (self.street, number, self.addition) if words)
        code = self.postcode.replace(" ", "").upper()
        return (street, f"{code[:4]} {code[4:]}  {self.city.upper()}")


@dataclass(frozen=True, slots=True)
class Provider:
    """Who gives the care. `agb` is the eight-digit code under which the provider is known."""

    agb: str
    name: str


@dataclass(frozen=True, slots=True)
class DeliveredCare:
    """One function as it was delivered. `provider` is None when none was delivered, as with a pgb.

    `starts_on` and `ends_on` are the days of the indication, both included; without `ends_on` it has no end.
    `transport`: transport to this care was indicated with it.
    """

    id: str
    function: str
    starts_on: date
    ends_on: date | None
    transport: bool
    provider: Provider | None

    @property
    def provider_name(self) -> str | None:
        return self.provider.name if self.provider else None


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom we write. `died_on`: the day of death as delivered; `held_back_rows`: how many rows about this person
    intake did not accept."""

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
    delivered: tuple[DeliveredCare, ...]

    @property
    def name(self) -> str:
        return " ".join(words for words in (self.initials, self.prefix, self.surname) if words)

    def delivered_care(self, function_id: str) -> DeliveredCare | None:
        """The care behind a right; None when it was not delivered in this revision."""
        return next((care for care in self.delivered if care.id == function_id), None)


@dataclass(frozen=True, slots=True)
class HeldBack:
    """All rows about a client in the newest delivery are held back, and how many they are."""

    client_id: str
    rows: int
