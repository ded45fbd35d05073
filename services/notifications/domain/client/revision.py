"""One revision of a client, of which all parts belong together; and what is known of a client now."""

from dataclasses import dataclass

from services.notifications.domain.client.money import Budget, Contribution
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.client.right import DECEASED, ClientRight, Plan


@dataclass(frozen=True, slots=True)
class ClientRevision:
    """What must be known together before anybody is told about the client. `plan` is there when the client is to be
    reassessed. `budget` is the pgb at the client's municipality as it stands in this revision, None when there never
    was one: billing tells of it before the contribution of the same revision, and only when it changes."""

    recipient: Recipient
    right: ClientRight
    plan: Plan | None
    contribution: Contribution
    budget: Budget | None

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

    @property
    def to_be_spoken_with(self) -> bool:
        """Whether a conversation is planned, as far as anybody said until now."""
        return self.plan is not None and (self.right is None or self.right.needs_plan)

    def complete(self) -> ClientRevision | None:
        """As one revision; None while one of its parts is still underway."""
        now, right, contribution = self.recipient.revision, self.right, self.contribution
        if right is None or contribution is None or {right.revision, contribution.revision} != {now}:
            return None
        if self.budget is not None and self.budget.revision > now:
            return None
        plan = self.plan if right.needs_plan else None
        if right.needs_plan and (plan is None or plan.revision != now):
            return None
        return ClientRevision(self.recipient, right, plan, contribution, self.budget)
