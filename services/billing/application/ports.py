"""What the use cases need of the world. The adapters give it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from services.billing.application.views import AccountView, BudgetPage, BudgetTotals
from services.billing.domain.case import Case, ClientFacts, ClientRights
from services.billing.domain.charges import Charge
from services.billing.domain.holding import Holding
from services.billing.domain.ledger import JournalEntry
from shared.access import User

Key = tuple[str, int]
"""Client and revision."""

Announce = Callable[[str, str, Mapping[str, object]], None]
"""Records an event about a client: name, client id, data."""


class UnknownClient(LookupError):
    """Billing has assessed no client with this id."""


class Facts(Protocol):
    def add(self, facts: Sequence[ClientFacts]) -> Sequence[ClientFacts]:
        """Keeps those with a higher revision than what is kept of the client, and returns them. One per client."""

    def of(self, keys: Sequence[Key]) -> Mapping[Key, ClientFacts]: ...


class Rights(Protocol):
    def add(self, rights: Sequence[ClientRights]) -> Sequence[ClientRights]:
        """As in Facts."""

    def of(self, keys: Sequence[Key]) -> Mapping[Key, ClientRights]: ...


class Assessments(Protocol):
    def last_revisions(self, clients: Sequence[str]) -> Mapping[str, int]:
        """The revision that was last assessed; a client that was never assessed is not in it."""

    def save(self, cases: Sequence[Case], known: Mapping[str, int]) -> None:
        """`known` is what `last_revisions` gave for these clients."""


class Holdings(Protocol):
    def of(self, clients: Sequence[str]) -> Mapping[str, Holding]: ...

    def save(self, before: Mapping[str, Holding], after: Sequence[Holding]) -> None:
        """`before` is what `of` gave for these clients."""


@dataclass(frozen=True, slots=True)
class Booking:
    """An entry in the books, and the client and revision that it is for."""

    id: str
    client: str
    revision: int
    municipality: str
    entry: JournalEntry


class Journal(Protocol):
    def book(self, bookings: Sequence[Booking]) -> None:
        """Adds entries; an entry that was booked is never changed."""


class Regimes(Protocol):
    def replace(self, charges: Mapping[str, tuple[Case, Sequence[Charge]]]) -> None:
        """By client: what replaces everything kept of it."""


@dataclass(frozen=True, slots=True)
class Stores:
    """The stores on one open transaction."""

    facts: Facts
    rights: Rights
    assessments: Assessments
    holdings: Holdings
    journal: Journal
    regimes: Regimes


class Queries(Protocol):
    """`municipalities` limits what is shown to those the asker may see."""

    def budgets(self, municipalities: Sequence[str], *, state: str, page: int, size: int) -> BudgetPage:
        """One page, from 1, in order of client; of every state with an empty `state`."""

    def budget_totals(self, municipalities: Sequence[str]) -> BudgetTotals: ...

    def account(self, client: str) -> AccountView:
        """Raises UnknownClient."""

    def all_budget_totals(self) -> BudgetTotals:
        """Over all municipalities, for `status`."""

    def regime_counts(self) -> Mapping[str, int]:
        """How many functions of clients each regime applies to."""


class ReadingLog(Protocol):
    def write(self, user: User, subjects: Iterable[str], purpose: str) -> None:
        """One line per person whose data the user is about to see."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What somebody at a screen needs to look at persons: the answers, and the log of who looked."""

    queries: Queries
    read_log: ReadingLog
