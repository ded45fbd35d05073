"""What the use cases about planning ask of the world."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from services.migration.application.deadlines import ports as deadlines
from services.migration.application.rights import ports as rights
from services.migration.domain.planning.agenda import Conversation, Wish
from services.migration.domain.planning.deliveries import CheckedDelivery, Outcome
from services.migration.domain.planning.plans import Plan, ReassessmentPlanned
from services.migration.domain.rights.clients import RightDetermined


class Plans(Protocol):
    def of(self, client_ids: Iterable[str]) -> Mapping[str, Plan]:
        """The last plan of each of these clients that have one, of whatever revision."""

    def save(self, plans: Sequence[Plan]) -> None:
        """Replaces the plans of these clients."""

    def drop(self, client_ids: Iterable[str]) -> None: ...

    def conversations(self, municipality: str) -> Sequence[Conversation]:
        """Every household's conversations that stand."""

    def wishes(self, municipality: str, delivery_id: str) -> Sequence[Wish]:
        """The clients of a delivery that need a plan and have none."""

    def leftovers(self, today: date) -> Mapping[str, Sequence[Wish]]:
        """By municipality the clients that need a plan, have none, and whose delivery is not waited for any longer."""


class Deliveries(Protocol):
    def known(self, delivery_ids: Iterable[str]) -> set[str]:
        """Those of the deliveries that intake finished before."""

    def add(self, deliveries: Sequence[CheckedDelivery]) -> None: ...

    def add_clients(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Delivery and client, as arrived; a pair that is there already changes nothing."""

    def ready(self) -> Sequence[CheckedDelivery]:
        """Deliveries of which every client has arrived, not yet planned, in the order of intake per municipality.

        A delivery waits for earlier ones of its municipality that are known but not complete, so that the plan does
        not depend on the order in which partitions are read.
        """

    def take(self, delivery_id: str) -> bool:
        """Marks a delivery as planned; False when another worker did."""

    def refuse(self, delivery_id: str, reason: str) -> None:
        """Marks a delivery as one that cannot be planned; `reason` is for the functional manager."""

    def close_before(self, today: date) -> None:
        """Gives up waiting for deliveries that were checked before today. The tick plans their clients."""

    def outcomes(self) -> Sequence[Outcome]:
        """Of the deliveries that were planned, given up or refused: own decisions, which no log tells."""

    def restore(self, outcomes: Sequence[Outcome]) -> None:
        """Gives deliveries that are there the outcome they had."""


class Work(rights.Work, deadlines.Work, Protocol):
    @property
    def plans(self) -> Plans: ...

    @property
    def deliveries(self) -> Deliveries: ...

    def lock(self, municipalities: Iterable[str]) -> None:
        """Keeps other workers from planning for these municipalities until the transaction ends."""

    def record(self, event: RightDetermined | ReassessmentPlanned) -> None: ...


class Works(Protocol):
    """Transactions, one after the other."""

    def begin(self, traceparent: str = "") -> AbstractContextManager[Work]:
        """`traceparent`: the trace that what is recorded carries on; a new one when empty."""

    def read(self) -> AbstractContextManager[Work]: ...
