"""What the use cases of a client's facts and rights need of the world. The adapters give it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from services.billing.domain.client.revisions import ClientFacts, ClientRevision, ClientRights
from shared.messaging.revisions import Revisions


class Assessed(Protocol):
    """Which revision of a client was last given to the columns that assess."""

    def revisions(self, client_ids: Iterable[str]) -> Mapping[str, int]:
        """Of the clients that were ever assessed."""

    def replace(self, clients: Sequence[ClientRevision]) -> None:
        """Puts these in the place of what was kept of the same clients. One per client."""


class Work(Protocol):
    @property
    def facts(self) -> Revisions[ClientFacts]: ...

    @property
    def rights(self) -> Revisions[ClientRights]: ...

    @property
    def assessed(self) -> Assessed: ...
