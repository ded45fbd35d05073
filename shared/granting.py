"""Who may sign in as what: a role that was granted to an account, and where a web process asks for it."""

import string
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from shared.access import Role, User


class Door(StrEnum):
    """Through which identity provider somebody comes in. Clients need no grant: what they may see is their own."""

    STAFF = "staff"
    PROVIDER = "provider"


ACCOUNTS = uuid.UUID("5f0c2a4e-6d7b-5c39-9a51-0f8e3b7d2c64")
"""The namespace of our own ids of accounts."""


LETTERS = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def account_of(said: str) -> str:
    """The account that somebody is named by. Of an address it does not matter how it is written, in the letters A to Z
    only: made small, some others become one of those (the Kelvin sign a k), and so the account of somebody else. Any
    other word counts as it is, such as a subject (OpenID Connect Core 2: case sensitive)."""
    account = said.strip()
    return account.translate(LETTERS) if "@" in account else account


def user_id_of(door: Door, account: str) -> str:
    """Our own id of an account, the same for all its grants: no name or address of anybody stands in logs."""
    return str(uuid.uuid5(ACCOUNTS, f"{door.value}:{account}"))


@dataclass(frozen=True, slots=True)
class Grant:
    """`account`: who signs in, as the identity provider of the door names them (`account_of`). `provider`: an AGB
    code, for the role of a provider only. `ends_on`: the last day; None for a grant without an end."""

    grant_id: str
    door: Door
    account: str
    name: str
    role: Role
    municipalities: frozenset[str]
    provider: str
    begins_on: date
    ends_on: date | None

    def holds_on(self, day: date) -> bool:
        return self.begins_on <= day and (self.ends_on is None or day <= self.ends_on)

    @property
    def user_id(self) -> str:
        return user_id_of(self.door, self.account)

    def user(self, user_id: str) -> User:
        """Who looks and acts with this grant; `user_id` is ours and stays the same for all grants of an account."""
        return User(user_id, self.name, self.role, self.municipalities, self.provider)


class Grants(Protocol):
    """A service's own copy of what was granted; what was withdrawn is not in it any more."""

    def of(self, door: Door, account: str, day: date) -> Sequence[Grant]:
        """The grants of an account that hold on a day, by role and name; none for an account that nobody knows."""

    def find(self, grant_id: str, day: date) -> Grant | None:
        """None when it was never granted, was withdrawn or does not hold on that day."""
