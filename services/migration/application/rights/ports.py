"""What the use cases about rights ask of the world."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from services.migration.domain.rights.clients import Determination, KnownClient, RightDetermined
from shared.law.book import LawBook
from shared.region.policy import Choice


class Clients(Protocol):
    def known(self, client_ids: Iterable[str]) -> Mapping[str, KnownClient]:
        """Those of the clients that came before."""

    def save(self, found: Sequence[Determination]) -> None:
        """Replaces what was known of these clients, their rights included."""

    def to_reassess(self, municipality: str) -> int:
        """How many clients of a municipality have a right to reassess, planned or not."""


class Rules(Protocol):
    """For questions that need nothing but the law and what municipalities chose."""

    @property
    def law(self) -> LawBook: ...

    def choice(self, municipality: str, key: str, day: date) -> Choice:
        """What a municipality chose for a day, or the default. Raises KeyError for a key that nobody can choose."""


class Work(Rules, Protocol):
    @property
    def clients(self) -> Clients: ...

    def record(self, event: RightDetermined) -> None: ...
