"""What the use cases about rights ask of the world."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from services.migration.domain.rights.clients import Determination, KnownClient, RightDetermined
from shared.law.book import LawBook


class Clients(Protocol):
    def known(self, client_ids: Iterable[str]) -> Mapping[str, KnownClient]:
        """Those of the clients that came before."""

    def save(self, found: Sequence[Determination]) -> None:
        """Replaces what was known of these clients, their rights included."""

    def to_reassess(self, municipality: str) -> int:
        """How many clients of a municipality have a right to reassess, planned or not."""


class Rules(Protocol):
    """For questions that need nothing but the law."""

    @property
    def law(self) -> LawBook: ...


class Work(Rules, Protocol):
    @property
    def clients(self) -> Clients: ...

    def record(self, event: RightDetermined) -> None: ...
