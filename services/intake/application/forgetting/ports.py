"""What the use cases of forgetting ask of the world."""

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from contextlib import AbstractContextManager
from datetime import date
from typing import Any, Protocol

from services.intake.application.delivery.ports import Deliveries
from services.intake.application.forgetting.views import DuePage, ForgettingFilter, ForgettingPage
from services.intake.domain.delivery.deliveries import Erased, Marks
from services.intake.domain.forgetting.forgetting import Forgetting, Traces
from services.intake.domain.mapping.rows import StagedRow
from services.intake.domain.person.identity import Identities
from shared.region.policy import Choice
from shared.region.values import ServedRegion


class UnknownForgetting(LookupError):
    """There is no forgetting with this id, which is the message."""


class KeyDestroyer(Protocol):
    """The keys with which what is told of each subject is sealed."""

    def destroy(self, subject: str) -> None:
        """For good; once more changes nothing."""

    def sweep(self) -> None:
        """Lets what was destroyed leave the disk; to be done every day."""


class Archive(Protocol):
    """The delivered files, by the SHA-256 of their bytes as they came."""

    def lines_with(self, sha256: str, pattern: str) -> frozenset[int]:
        """In which lines this regular expression finds something; the header is line 0."""

    def lay_clean(self, sha256: str, marks: Marks, pattern: str, stand_in: Callable[[int], str]) -> None:
        """Lays a copy ready in which marked lines are blank, or have in the place of what is found what `stand_in`
        gives for its length."""

    def put_clean(self, sha256: str) -> None:
        """Puts the copy in the place of the file; nothing when that was done."""


class Forgettings(Protocol):
    def next_number(self) -> int: ...

    def add(self, one: Forgetting) -> None: ...

    def find(self, id_: str) -> Forgetting:
        """Raises UnknownForgetting."""

    def change(self, one: Forgetting) -> None: ...

    def open_of(self, client_id: str) -> Forgetting | None:
        """The one that is proposed for this client, or confirmed and not done."""

    def unfinished(self) -> Sequence[Forgetting]:
        """Those that are confirmed and not done, the oldest first."""

    def is_told(self, one: Forgetting) -> bool:
        """Whether the log holds that this client is forgotten."""

    def some(self, municipalities: frozenset[str], wanted: ForgettingFilter) -> ForgettingPage: ...


class Delivered(Protocol):
    """What was delivered of one person, in all tables."""

    def traces(self, client_id: str, identities: Identities) -> Traces | None:
        """None for a client of whom nothing is here."""

    def recorded(self, client_id: str) -> Mapping[str, int]:
        """By delivery how many times the others were told of this client."""

    def rows(self, delivery_id: str, keys: Collection[str], numbers: Collection[int]) -> Sequence[StagedRow]:
        """Those of these clients, and those with these numbers."""

    def erase_rows(self, delivery_id: str, numbers: Collection[int]) -> None: ...

    def replace_rows(self, delivery_id: str, rows: Sequence[StagedRow]) -> None: ...

    def keep_figures(self, delivery_id: str, erased: Erased) -> None: ...

    def erase_persons(self, sender: str, client_keys: Collection[str]) -> None: ...

    def due(self, municipalities: Mapping[str, date], *, skip: int, take: int | None) -> DuePage:
        """The clients of each municipality whom no delivery names after this day, and who are not proposed."""

    def last_checked(self) -> str:
        """The delivery that was checked last; empty when there is none."""


class Erasure(Protocol):
    def erase(self, client_ids: Sequence[str]) -> None:
        """Every row that is left of these clients, and what was recorded about them."""


class ForgettingWork(Protocol):
    """One open transaction."""

    deliveries: Deliveries
    forgettings: Forgettings
    delivered: Delivered
    erasure: Erasure
    identities: Identities
    region: ServedRegion

    @property
    def today(self) -> date: ...

    def choice(self, municipality: str, key: str, day: date) -> Choice:
        """What the municipality chose, or the default."""

    def lock(self, names: Set[str]) -> None:
        """Keeps other processes that lock one of the same names waiting until this transaction ends."""

    def record(self, event: Any) -> None:
        """Tells the other services what happened, when and only when the transaction commits."""


class ForgettingWorks(Protocol):
    @property
    def archive(self) -> Archive: ...

    @property
    def keys(self) -> KeyDestroyer: ...

    def begin(self) -> AbstractContextManager[ForgettingWork]: ...

    def read(self) -> AbstractContextManager[ForgettingWork]: ...
