"""One revision of a client, of which recipient, right and plan belong together; and what is known of a client now."""

from dataclasses import dataclass

from services.notifications.domain.client.money import Budget, Contribution
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.client.right import DECEASED, ClientRight, Plan


@dataclass(frozen=True, slots=True)
class ClientRevision:
    """What must be known together before anybody is told about the client. `plan` is there when the client is to be
    reassessed."""

    recipient: Recipient
    right: ClientRight
    plan: Plan | None

    @property
    def client_id(self) -> str:
        return self.recipient.client_id

    @property
    def revision(self) -> int:
        return self.recipient.revision

    @property
    def died(self) -> bool:
        return self.recipient.died_on is not None or self.right.state == DECEASED

    @property
    def held_back(self) -> bool:
        return self.recipient.held_back_rows > 0


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """What is known of one client now, each from its own newest revision; None is what nobody said yet."""

    recipient: Recipient
    right: ClientRight | None
    plan: Plan | None
    budget: Budget | None
    contribution: Contribution | None

    def complete(self) -> ClientRevision | None:
        """As one revision; None while the newest data of the client still wait for their right or their plan."""
        right = self.right
        if right is None or right.revision != self.recipient.revision or (right.needs_plan and self.plan is None):
            return None
        return ClientRevision(self.recipient, right, self.plan if right.needs_plan else None)
