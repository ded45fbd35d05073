"""What the use cases about a client's data ask of the world, and what every column that shows it to people asks."""

from collections.abc import Sequence
from typing import Protocol

from services.notifications.domain.client.money import Budget, Contribution
from services.notifications.domain.client.recipient import HeldBack, Recipient
from services.notifications.domain.client.right import ClientRight, Plan
from shared.access import User
from shared.messaging.revisions import Revisions


class Recipients(Revisions[Recipient], Protocol):
    def hold_back(self, clients: Sequence[HeldBack]) -> None:
        """Keeps how many rows about a client are held back, in all revisions of the client that are there."""


class ClientWork(Protocol):
    """Recipients, rights and plans are kept per revision; of budget and contribution only the last word."""

    @property
    def recipients(self) -> Recipients: ...

    @property
    def rights(self) -> Revisions[ClientRight]: ...

    @property
    def plans(self) -> Revisions[Plan]: ...

    @property
    def budgets(self) -> Revisions[Budget]: ...

    @property
    def contributions(self) -> Revisions[Contribution]: ...


class ReadLog(Protocol):
    def write(self, user: User, subjects: Sequence[str], purpose: str) -> None:
        """One line per person whose data the user is about to see."""
