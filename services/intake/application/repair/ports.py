"""What the use cases of held-back persons ask of the world."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from services.intake.application.delivery.views import Seen
from services.intake.application.repair.views import HeldBackFilter, HeldBackView, NumberedClient
from services.intake.domain.person.identity import Identities
from shared.access import User
from shared.looks.purpose import Purpose
from shared.region.values import ServedRegion


class HeldBackQueries(Protocol):
    def held_back_persons(self, seen: Seen, wanted: HeldBackFilter) -> Sequence[HeldBackView]: ...

    def count_held_back_persons(self, seen: Seen, wanted: HeldBackFilter) -> int: ...

    def not_held_back(self, seen: Seen, client_keys: Sequence[str]) -> Sequence[NumberedClient]:
        """The clients with a file under these keys, of any sender, of whom nothing is held back."""


class ReadLog(Protocol):
    def write(self, user: User, subjects: Iterable[str], purpose: Purpose) -> None:
        """One look at all these persons, written before the data is shown."""


class RepairWork(Protocol):
    identities: Identities
    region: ServedRegion

    @property
    def queries(self) -> HeldBackQueries: ...

    @property
    def read_log(self) -> ReadLog: ...
