"""What screens, API and commands ask, and what they get. Reading only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from services.notifications.application.letters.ports import Desk, Printer, PrintRunMade
from services.notifications.domain.client.facts import Budget, ClientRight, Contribution, Plan, Recipient
from services.notifications.domain.letters.gate import LetterState
from services.notifications.domain.letters.letter import Letter, reference_of
from services.notifications.domain.notices.provider_notice import ProviderNotice
from shared.access import User


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter in a list. `client_name` is as printed; `printed_in` the run, empty when it is not printed."""

    id: str
    client_id: str
    client_name: str
    revision: int
    municipality: str
    letter_date: date
    kind: str
    template: str
    state: LetterState
    reason: str
    printed_in: str

    @property
    def reference(self) -> str:
        """As it stands in the letter under `Ons kenmerk`."""
        return reference_of(self.id)


@dataclass(frozen=True, slots=True)
class LetterFilter:
    """What a list of letters is limited to; empty means no limit. `name` is a part of the surname, in whatever
    case and with or without accents, or the reference of a letter. `offset` and `limit` cut the page."""

    municipalities: frozenset[str]
    municipality: str = ""
    state: str = ""
    client: str = ""
    name: str = ""
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class NoticeView:
    id: str
    agb: str
    provider: str
    municipality: str
    number: int
    made_on: date
    clients: int


@dataclass(frozen=True, slots=True)
class NoticeFilter:
    """`municipalities` or `agb` limit what may be seen; one of them is empty."""

    municipalities: frozenset[str] = frozenset()
    agb: str = ""
    municipality: str = ""
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of one client now; what was not told yet is None, and the lists are empty."""

    recipient: Recipient
    right: ClientRight | None
    plan: Plan | None
    budget: Budget | None
    contribution: Contribution | None
    letters: tuple[LetterView, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Letters per state, and how many runs and notices were made."""

    letters: Mapping[str, int]
    print_runs: int
    provider_notices: int


class Queries(Protocol):
    """Reading only, outside any unit of work."""

    def letters(self, wanted: LetterFilter) -> Sequence[LetterView]:
        """By surname, and of one person the newest first."""

    def count_letters(self, wanted: LetterFilter) -> int: ...

    def letter(self, letter_id: str) -> LetterView:
        """Raises NotKnown."""

    def text(self, letter_id: str) -> Letter:
        """Raises NotKnown for a letter that was withheld."""

    def print_runs(self, municipalities: frozenset[str]) -> Sequence[PrintRunMade]: ...

    def print_run(self, run_id: str) -> PrintRunMade:
        """Raises NotKnown."""

    def letters_of_run(self, run_id: str) -> Sequence[LetterView]: ...

    def notices(self, wanted: NoticeFilter) -> Sequence[NoticeView]: ...

    def count_notices(self, wanted: NoticeFilter) -> int: ...

    def notice(self, notice_id: str) -> ProviderNotice:
        """Raises NotKnown."""

    def people(self, client_ids: Sequence[str]) -> dict[str, Recipient]: ...

    def known(self, client_id: str) -> Known:
        """Raises NotKnown."""

    def totals(self) -> Totals: ...

    def example_client(self) -> str:
        """A client with a letter and a plan, rather one with a budget; empty when there is none."""

    def example_provider(self) -> str:
        """The AGB of the provider with most clients; empty when there is none."""


class NotKnown(LookupError):
    """There is nothing with this id. The message is Dutch."""


class ReadLog(Protocol):
    def write(self, user: User, subjects: Sequence[str], purpose: str) -> None:
        """One line per person whose data the user is about to see."""


@dataclass(frozen=True, slots=True)
class Office:
    """What the use cases of screens and API work with."""

    queries: Queries
    printer: Printer
    desk: Desk
    read_log: ReadLog
