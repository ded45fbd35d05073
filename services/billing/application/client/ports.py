"""What the use cases of a client's facts and rights need of the world. The adapters give it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from services.billing.domain.client.revisions import ClientFacts, ClientRevision, ClientRights
from services.billing.domain.client.route import Told
from shared.messaging.revisions import Revisions

Turns = Sequence[Sequence[ClientRevision]]
"""What is to be assessed, one after the other; in each turn a client stands at most once."""


class Assessed(Protocol):
    """Which revision of a client was last given to the columns that assess."""

    def revisions(self, client_ids: Iterable[str]) -> Mapping[str, int]:
        """Of the clients that were ever assessed."""

    def replace(self, clients: Sequence[ClientRevision]) -> None:
        """Puts these in the place of what was kept of the same clients. One per client."""


class Route(Protocol):
    """What migration told of the route of clients, in the order in which it told it."""

    def of(self, client_ids: Iterable[str]) -> Mapping[str, tuple[Told, ...]]:
        """By client; who is not in it has nothing told."""

    def add(self, told: Sequence[Told]) -> None: ...


class Work(Protocol):
    @property
    def facts(self) -> Revisions[ClientFacts]: ...

    @property
    def rights(self) -> Revisions[ClientRights]: ...

    @property
    def assessed(self) -> Assessed: ...

    @property
    def route(self) -> Route: ...
