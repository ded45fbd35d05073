"""What the use cases about own contributions need of the world. The adapters give it."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from services.billing.domain.contribution.charges import ContributionAssessed
from shared.law.book import LawBook


class Regimes(Protocol):
    def replace(self, assessed: Sequence[ContributionAssessed]) -> None:
        """Puts these in the place of all that was kept of the same clients. One per client."""


class Work(Protocol):
    @property
    def law_book(self) -> LawBook: ...

    @property
    def regimes(self) -> Regimes: ...

    def record(self, event: ContributionAssessed) -> None: ...


class ReadingWork(Protocol):
    """What a question that changes nothing needs."""

    @property
    def law_book(self) -> LawBook: ...

    @property
    def today(self) -> date: ...
