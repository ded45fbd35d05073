"""What the use cases need of the world. The adapters give it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from services.notifications.domain.client.facts import (
    Budget,
    ClientRight,
    Contribution,
    Parts,
    Plan,
    Recipient,
)
from services.notifications.domain.letters.gate import Written
from services.notifications.domain.letters.letter import Letter, Sender
from services.notifications.domain.mailing.print_run import Printable, PrintRun
from services.notifications.domain.notices.provider_notice import ProviderLine, ProviderNotice
from shared.calendar.days import LegalCalendar
from shared.events.envelope import Event

Key = tuple[str, int]
"""A client and a revision of its data."""


class Told(Protocol):
    """Something told about a client in one revision of its data."""

    @property
    def client_id(self) -> str: ...

    @property
    def revision(self) -> int: ...


T = TypeVar("T", bound=Told)
T_in = TypeVar("T_in", bound=Told, contravariant=True)


@dataclass(frozen=True, slots=True)
class News(Generic[T]):
    """What an event tells, and the event."""

    told: T
    cause: Event

    @property
    def key(self) -> Key:
        return (self.told.client_id, self.told.revision)


@dataclass(frozen=True, slots=True)
class HeldBack:
    """All rows of a client in the newest delivery are held back, and how many they are."""

    client_id: str
    rows: int
    cause: Event


class Revisions(Protocol[T_in]):
    """What one kind of event told, per client and revision."""

    def newest(self, client_ids: Sequence[str]) -> Mapping[str, int]:
        """The highest revision known, of the clients that are known at all."""

    def add(self, told: Sequence[T_in]) -> None: ...

    def replace(self, told: Sequence[T_in]) -> None:
        """Puts these in the place of what was known of the same clients."""


class PartsStore(Protocol):
    """The parts of letters: they wait for each other per client and revision."""

    @property
    def recipients(self) -> Revisions[Recipient]: ...

    @property
    def rights(self) -> Revisions[ClientRight]: ...

    @property
    def plans(self) -> Revisions[Plan]: ...

    def complete(self, keys: Sequence[Key]) -> Sequence[Parts]:
        """Those of which every part is there."""

    def forget_before(self, keys: Sequence[Key]) -> None:
        """Drops the clients' older revisions: no part of them can still come, each topic keeps a client's order."""

    def hold_back(self, rows: Mapping[str, int]) -> None:
        """Takes down how many rows of a client are held back, in all his revisions that are there."""

    def people(self, client_ids: Sequence[str]) -> dict[str, Recipient]:
        """The clients as last told."""


@dataclass(frozen=True, slots=True)
class Latest:
    """The last letter that was written to a client, whatever became of it. `content` tells whether another letter
    would say the same."""

    letter_id: str
    client_id: str
    revision: int
    municipality: str
    template: str
    content: str


class Letters(Protocol):
    def latest(self, client_ids: Sequence[str]) -> Mapping[str, Latest]: ...

    def add(self, written: Sequence[Written]) -> None: ...

    def supersede(self, letter_ids: Sequence[str]) -> None:
        """Those that were not printed yet will not be."""

    def withhold(self, letter_ids: Sequence[str], reason: str) -> frozenset[str]:
        """Those that are ready will not go, for a Dutch reason; returns which. They keep their text."""

    def release(self, letter_ids: Sequence[str]) -> frozenset[str]:
        """Those that were withheld are ready again; returns which. They have a text."""

    def waiting(self) -> Sequence[Printable]:
        """All that are ready to be printed, without their text."""

    def mark_printed(self, letter_ids: Sequence[str], run_id: str) -> int:
        """Those that are ready become printed; returns how many."""

    def were_printed(self, letter_ids: Sequence[str], run_id: str) -> None:
        """Says again what an earlier print run did, whatever came after it."""


@dataclass(frozen=True, slots=True)
class PrintRunMade:
    """A run that was made: `letters` and `pages` are numbers of them."""

    id: str
    municipality: str
    made_on: date
    letters: int
    pages: int


class PrintRuns(Protocol):
    def add(self, made: PrintRunMade) -> None: ...

    def has(self, run_id: str) -> bool: ...

    def ids(self) -> frozenset[str]: ...


class Notices(Protocol):
    def lines(self) -> Sequence[ProviderLine]:
        """Every line there is now, ordered by provider and municipality."""

    def replace_lines(self, client_ids: Sequence[str], lines: Sequence[ProviderLine]) -> None: ...

    def last(self) -> Mapping[tuple[str, str], tuple[int, str]]:
        """Number and content of the last notice per provider (AGB) and municipality."""

    def add(self, notices: Sequence[ProviderNotice]) -> None: ...

    def has(self, notice_id: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Stores:
    """The stores on one open transaction."""

    parts: PartsStore
    budgets: Revisions[Budget]
    contributions: Revisions[Contribution]
    letters: Letters
    print_runs: PrintRuns
    notices: Notices


StoresOn = Callable[[Any], Stores]
"""Makes the stores on an open connection; the use cases hand it through and know no database library."""


class Senders(Protocol):
    def on(self, code: str, day: date) -> Sender:
        """The municipality as a reader reaches it on a day. Raises LookupError unless exactly one is known."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a letter is written with, besides what is known of the client."""

    senders: Senders
    calendar: LegalCalendar


@dataclass(frozen=True, slots=True)
class RunFiles:
    """The files of a finished run: the PDF parts in order, and per letter the file and pages it is on."""

    pages: int
    parts: tuple[Mapping[str, Any], ...]
    contents: tuple[Mapping[str, Any], ...]


class Printer(Protocol):
    """Where letters become paper. It keeps the files of runs, and never works inside a transaction."""

    def alone(self) -> AbstractContextManager[object]:
        """Whoever is inside is the only process that makes or takes away files of runs here."""

    def keep_only(self, run_ids: Collection[str]) -> None:
        """Takes away the files of every other run: what came to nothing holds letters that must not go out."""

    def print_run(self, run: PrintRun) -> RunFiles:
        """Makes the files of a run, or finds them when they were made before. Raises LetterError."""

    def files(self, run_id: str) -> RunFiles:
        """Raises FileNotFoundError when the files are not here, for example after a rebuild elsewhere."""

    def part(self, run_id: str, file: str) -> Path:
        """Raises FileNotFoundError for a file that the run's manifest does not name."""

    def letter(self, letter: Letter) -> bytes:
        """One letter as PDF."""
