"""The municipalities that this system works for, and what each of them says about itself: region.toml as a value. Pure.

Which municipalities there are in the country is another question (shared/municipalities.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from shared.municipalities import municipality_in_words, municipality_name
from shared.region.policy import Choice, choosables

EXAMPLE_OIN = "0" * 20
"""An OIN of zeros is nobody's."""
EXAMPLE_ADDRESS = "Voorbeeldplein"
EXAMPLE_MAIL_DOMAIN = ".example"
"""Reserved for examples (RFC 2606), so that mail to it reaches nobody."""


class NotServed(LookupError):
    """A question about a municipality that is not in region.toml. Names code and file."""


class NoContact(LookupError):
    """No contact data hold on the day. Names municipality, day and file."""


class Purpose(StrEnum):
    """What municipalities do together as one region. Each municipality is in at most one region per purpose."""

    DELIVERY = "delivery"  # the care office hands over their clients together
    PLANNING = "planning"  # one team holds their conversations
    PRINT = "print"  # their letters go to one printer together
    PURCHASE = "purchase"  # they contract providers together


class Reachable(Protocol):
    """Whoever has contact data: a municipality now, or the sender of a letter that was written with them."""

    @property
    def return_address(self) -> str: ...

    @property
    def visiting_address(self) -> str: ...

    @property
    def phone(self) -> str: ...

    @property
    def email(self) -> str: ...


def example_keys(contact: Reachable) -> tuple[str, ...]:
    """What would lead a reader to nobody. No Dutch telephone number starts with 000."""
    found = {
        "return_address": EXAMPLE_ADDRESS in contact.return_address,
        "visiting_address": EXAMPLE_ADDRESS in contact.visiting_address,
        "phone": "".join(filter(str.isdecimal, contact.phone)).startswith("000"),
        "email": contact.email.endswith(EXAMPLE_MAIL_DOMAIN),
    }
    return tuple(key for key, is_example in found.items() if is_example)


@dataclass(frozen=True, slots=True)
class Contact:
    """How a reader of a letter reaches the municipality, and the days on which it holds, both included; `until` None
    means that no end is known. `phone` is text as it is printed, with spaces."""

    team: str
    return_address: str
    visiting_address: str
    phone: str
    phone_hours: str
    email: str
    since: date
    until: date | None

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above a letter. `name` is like 'Gemeente Putten'; `logo` a file, or None; `colour` like #154273."""

    name: str
    logo: Path | None
    colour: str


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """Colours of the screens: the main one, and the ink of words upon it."""

    colour: str
    ink: str


@dataclass(frozen=True, slots=True)
class Served:
    """One municipality that this system works for. An OIN is absent in a demo only. `letters`: what it adds itself to
    its letters, one paragraph per kind; which kinds there are, is asked where letters are written. `court` hears an
    appeal against its decisions: name and address as they stand in a letter."""

    code: str
    oin: str | None
    contacts: tuple[Contact, ...]
    letterhead: Letterhead
    house_style: HouseStyle
    choices: tuple[Choice, ...]
    letters: Mapping[str, str] = field(default_factory=dict)
    court: str | None = None

    @property
    def name(self) -> str:
        return municipality_name(self.code)


@dataclass(frozen=True, slots=True)
class Cooperation:
    """Municipalities that do one thing together under a name of their own."""

    purpose: Purpose
    name: str
    municipalities: frozenset[str]


@dataclass(frozen=True, slots=True)
class ServedRegion:
    """Everything that region.toml says. `host` is the code of the municipality that runs this system for all; `example`
    means that everything in it is invented, as in a demo."""

    file: Path
    example: bool
    host: str
    municipalities: tuple[Served, ...]
    cooperations: tuple[Cooperation, ...]

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(each.code for each in self.municipalities)

    @property
    def organisation(self) -> str:
        """The OIN under which this system sends its events: that of the host."""
        return self.municipality(self.host).oin or EXAMPLE_OIN

    def serves(self, code: str) -> bool:
        return code in self.codes

    def municipality(self, code: str) -> Served:
        """Raises NotServed."""
        for each in self.municipalities:
            if each.code == code:
                return each
        raise NotServed(f"municipality {code!r} ({municipality_in_words(code)}) is not in {self.file.name}")

    def contact(self, code: str, day: date) -> Contact:
        """How to reach a municipality on a day. Raises NotServed or NoContact."""
        for contact in self.municipality(code).contacts:
            if contact.holds_on(day):
                return contact
        raise NoContact(f"municipality {code} has no contact data on {day} in {self.file.name}")

    def choice(self, code: str, key: str, day: date) -> Choice:
        """What a municipality chose for a day, or else the default. Raises NotServed, and KeyError for a key that
        nobody can choose."""
        default = choosables()[key].default
        own = (each for each in self.municipality(code).choices if each.key == key and each.holds_on(day))
        return next(own, default)

    def together(self, purpose: Purpose, code: str) -> frozenset[str]:
        """Who does this together with a municipality, itself included; it alone when it is in no region for this.
        Raises NotServed."""
        self.municipality(code)
        found = (each.municipalities for each in self.cooperations if each.purpose is purpose)
        return next((codes for codes in found if code in codes), frozenset({code}))

    def cooperations_of(self, code: str) -> tuple[Cooperation, ...]:
        return tuple(each for each in self.cooperations if code in each.municipalities)

    def example_keys(self, code: str, day: date) -> tuple[str, ...]:
        """What would lead the reader of a municipality's letter to nobody on a day; none means that it can go out. A
        demo's letters go to nobody anyway, so there nothing counts. Raises NotServed or NoContact."""
        return () if self.example else example_keys(self.contact(code, day))

    def left_to_fill_in(self) -> tuple[str, ...]:
        """All that is still an example, per municipality: `Putten (0273): oin, phone`. Nothing in a demo."""
        if self.example:
            return ()
        found = ((each, _examples_of(each)) for each in self.municipalities)
        return tuple(f"{each.name} ({each.code}): {', '.join(keys)}" for each, keys in found if keys)


def _examples_of(municipality: Served) -> tuple[str, ...]:
    keys = ["oin"] if municipality.oin == EXAMPLE_OIN else []
    keys += (key for contact in municipality.contacts for key in example_keys(contact))
    return tuple(dict.fromkeys(keys))
