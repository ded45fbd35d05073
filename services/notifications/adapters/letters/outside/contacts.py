"""How readers of letters reach a municipality, from a TOML file with dated entries."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from services.notifications.domain.letters.letter import NoSender, Sender
from shared.municipalities import municipality_name

SENDER_KEYS = set(Sender.__slots__)
GIVEN_KEYS = SENDER_KEYS - {"municipality"}
KEYS = GIVEN_KEYS | {"code", "since", "until"}


class ContactError(LookupError):
    """The contact data of a municipality is wrong. Names file, municipality code and key."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Contact data and the days on which it holds, both included; `until` None means no end is known."""

    code: str
    sender: Sender
    since: date
    until: date | None

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class Contacts:
    def __init__(self, contacts: tuple[Contact, ...]) -> None:
        self._contacts = contacts

    def on(self, code: str, day: date) -> Sender:
        """The sender of letters of a municipality on a day. Raises NoSender unless there is exactly one."""
        found = [contact.sender for contact in self._contacts if contact.code == code and contact.holds_on(day)]
        if len(found) != 1:
            raise NoSender(f"municipality {code} has {len(found)} contact entries on {day}; there must be one")
        return found[0]


def read_contacts(file: Path) -> Contacts:
    """Raises ContactError for an unknown or missing key or a wrong value, UnknownMunicipality for an unknown code."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return Contacts(tuple(_contact(entry, file) for entry in content.get("contact", [])))


def _contact(entry: dict[str, Any], file: Path) -> Contact:
    code = entry.get("code", "?")
    if wrong := (set(entry) - KEYS) | ((KEYS - {"until"}) - set(entry)):
        raise ContactError(f"{file.name}: contact {code}: unknown or missing {', '.join(sorted(wrong))}")
    if wrong_text := sorted(key for key in GIVEN_KEYS | {"code"} if not isinstance(entry[key], str)):
        raise ContactError(f"{file.name}: contact {code}: {', '.join(wrong_text)} must be text")
    if not isinstance(entry["since"], date) or not isinstance(entry.get("until", entry["since"]), date):
        raise ContactError(f"{file.name}: contact {code}: since and until must be dates")
    sender = Sender(municipality=municipality_name(code), **{key: entry[key] for key in GIVEN_KEYS})
    return Contact(code, sender, entry["since"], entry.get("until"))
