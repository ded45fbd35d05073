"""What the use cases about own contributions need of the world. The adapters give it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from services.billing.domain.contribution.charges import Charge, ContributionAssessed
from shared.law.book import LawBook
from shared.region.policy import Choice


class Regimes(Protocol):
    def of(self, client_ids: Sequence[str]) -> Mapping[str, Sequence[Charge]]:
        """By client, in their order."""

    def replace(self, assessed: Sequence[ContributionAssessed]) -> None:
        """Puts these in the place of all that was kept of the same clients. One per client."""


class Work(Protocol):
    @property
    def law_book(self) -> LawBook: ...

    @property
    def regimes(self) -> Regimes: ...

    def choice(self, municipality: str, key: str, day: date) -> Choice:
        """What the municipality chose, or the default."""

    def record(self, event: ContributionAssessed) -> None: ...


class ReadingWork(Protocol):
    """What a question that changes nothing needs."""

    @property
    def law_book(self) -> LawBook: ...

    @property
    def today(self) -> date: ...
