"""What the use cases ask of the world about persons."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from services.intake.domain.person.held_back import HeldBackPerson
from services.intake.domain.person.persons import Person


class Persons(Protocol):
    def of_sender(self, sender: str, client_keys: Sequence[str]) -> Mapping[str, Person]:
        """The persons that this sender delivered before, by client key."""

    def transferred_with(self, bsns: Sequence[str]) -> Mapping[str, Person]:
        """Who was transferred with these BSNs before, by BSN."""

    def never_transferred(self) -> Mapping[str, int]:
        """By municipality how many of its persons have no row that was ever accepted. One BSN is one person."""

    def save(self, new: Sequence[Person], changed: Sequence[Person]) -> None: ...

    def wipe(self) -> None:
        """Forgets every person."""


class ForgottenClients(Protocol):
    def as_of(self, delivery_id: str) -> Mapping[str, date | None]:
        """By client id everybody who was forgotten, with the day; None for who may be delivered again, and might
        already when this delivery came."""


class HeldBack(Protocol):
    """Who is held back now."""

    def replace(self, sender: str, client_keys: Sequence[str], held_back: Sequence[HeldBackPerson]) -> None:
        """Puts these in the place of what was kept of the sender's clients with these keys."""

    def wipe(self) -> None:
        """Forgets who was held back."""
