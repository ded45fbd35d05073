"""What the use cases of looks ask of the world."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from services.notifications.application.client.ports import Erasure, ReadLog
from services.notifications.application.looks.views import FoundLooks, LookFilter, Settled
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.looks.look import Lived, Look, LookTold
from services.notifications.domain.looks.odd import Finding, Opened
from services.notifications.domain.looks.seen import WhoLooked
from shared.region.policy import Choice
from shared.searching import Sought


class Looks(Protocol):
    def keep(self, told: Sequence[LookTold], municipality_of: Mapping[str, str]) -> None:
        """Leaves alone what is there. `municipality_of`: the clients that are known here."""

    def place(self, lived: Sequence[Lived]) -> None:
        """In that order: looks of that moment and later were at who lived there."""

    def forget_reasons(self, client_ids: Sequence[str]) -> None:
        """Why somebody looked at these clients cannot be read any more."""


class OddLooks(Protocol):
    def settled(self, finding_ids: Sequence[str]) -> Mapping[str, Settled]:
        """What was found out, by id; nothing for what nobody looked into."""

    def settle(self, finding: Finding, settled: Settled) -> bool:
        """False when somebody was first."""


class LookQueries(Protocol):
    def people(self, client_ids: Sequence[str]) -> Mapping[str, Recipient]: ...

    def clients_sought(self, municipalities: frozenset[str], sought: Sought, most: int) -> Sequence[str]:
        """The ids of clients who are found so, at most one more than `most`."""

    def looks(self, municipalities: frozenset[str], wanted: LookFilter, clients: Sequence[str] | None) -> FoundLooks:
        """At clients of these municipalities, the newest first; `clients`: only at these."""

    def count_opened(
        self, municipalities: frozenset[str], wanted: LookFilter, clients: Sequence[str] | None
    ) -> int: ...

    def count_due(self, last_days: Mapping[str, date]) -> int:
        """Before the end of this day, by municipality of whom was seen; without those that another one of these still
        keeps. No further than MOST_COUNTED."""

    def look(self, look_id: str) -> Look | None: ...

    def clients_of(
        self, look_ids: Sequence[str], municipalities: frozenset[str], offset: int = 0, limit: int | None = None
    ) -> Sequence[tuple[str, str]]:
        """Ids of looks and of clients of these municipalities who were seen then, in their order."""

    def count_clients_of(self, look_id: str, municipalities: frozenset[str]) -> int: ...

    def opened_files(self, municipalities: frozenset[str], since: date, until: date) -> Sequence[Opened]:
        """By people of a municipality, the oldest first; without surnames."""

    def who_looked_at(self, client_id: str, offset: int, limit: int) -> WhoLooked:
        """Everybody but the client."""


class KeepingWork(Protocol):
    @property
    def erasure(self) -> Erasure: ...

    @property
    def looks(self) -> Looks: ...

    @property
    def queries(self) -> LookQueries: ...


class LookWork(Protocol):
    @property
    def today(self) -> date: ...

    @property
    def now(self) -> datetime: ...

    @property
    def queries(self) -> LookQueries: ...

    @property
    def odd_looks(self) -> OddLooks: ...

    @property
    def read_log(self) -> ReadLog: ...

    def choice(self, municipality: str, key: str, day: date) -> Choice: ...
