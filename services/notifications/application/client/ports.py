"""What the use cases about a client's data ask of the world, and what every column that shows it to people asks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from services.notifications.domain.client.money import Budget, Contribution
from services.notifications.domain.client.recipient import HeldBack, Recipient
from services.notifications.domain.client.right import ClientRight, Plan
from shared.access import User
from shared.looks.purpose import Purpose
from shared.messaging.revisions import Key, Revisions


class Recipients(Revisions[Recipient], Protocol):
    def hold_back(self, clients: Sequence[HeldBack]) -> None:
        """Keeps how many rows about a client are held back, in all revisions of the client that are there."""


class Budgets(Protocol):
    """A budget at a municipality stands until billing tells of another one there, which it does only when something
    changed."""

    def keep(self, budgets: Sequence[Budget]) -> None:
        """Per client, municipality and revision, of which the last word counts. What is older than what is kept changes
        nothing."""

    def in_force(self, where: Mapping[Key, str]) -> Mapping[Key, Budget]:
        """As it stood in these revisions at these municipalities: the newest budget that is not of a later revision."""

    def forget_before(self, keys: Iterable[Key]) -> None:
        """Drops what is older than the budgets that stood in these revisions."""


class ContributionChanges(Protocol):
    """What a decision or an end made of what a client pays, after the determination of its revision."""

    def keep(self, changes: Sequence[Contribution]) -> None:
        """The last one of each client."""


class ClientWork(Protocol):
    """All is kept per client and revision."""

    @property
    def recipients(self) -> Recipients: ...

    @property
    def rights(self) -> Revisions[ClientRight]: ...

    @property
    def plans(self) -> Revisions[Plan]: ...

    @property
    def budgets(self) -> Budgets: ...

    @property
    def contributions(self) -> Revisions[Contribution]: ...

    @property
    def contribution_changes(self) -> ContributionChanges: ...


class Erasure(Protocol):
    def erase(self, client_ids: Sequence[str]) -> None:
        """Every row that is left of these clients. What is heard of them later is passed over."""

    def forgotten(self, client_ids: Iterable[str]) -> set[str]:
        """Those of them who were erased."""


class LooksToForget(Protocol):
    def forget_reasons(self, client_ids: Sequence[str]) -> None:
        """Why somebody looked at these clients cannot be read any more."""


class ErasingWork(Protocol):
    @property
    def erasure(self) -> Erasure: ...

    @property
    def looks(self) -> LooksToForget: ...


class ReadLog(Protocol):
    def write(self, user: User, subjects: Sequence[str], purpose: Purpose) -> None:
        """One look at all these persons, written before the data is shown."""
