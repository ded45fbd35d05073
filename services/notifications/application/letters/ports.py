"""What the use cases of letters ask of the world."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from services.notifications.application.client.ports import ReadLog
from services.notifications.application.letters.views import LetterCounts, LetterFilter, LetterView
from services.notifications.domain.letters.gate import ArticleLink, LatestLetter, WrittenLetter
from services.notifications.domain.letters.letter import Letter, Sender
from shared.calendar.days import LegalCalendar
from shared.messaging.work import Works


class Letters(Protocol):
    def latest(self, client_ids: Sequence[str]) -> Mapping[str, LatestLetter]:
        """The last letter to each of the clients who have one, whatever became of it."""

    def add(self, letters: Sequence[WrittenLetter]) -> None: ...

    def supersede(self, letter_ids: Sequence[str]) -> None:
        """Those that were not printed yet will not be, and those in a pile must leave it."""

    def withhold(self, letter_ids: Sequence[str], reason: str) -> frozenset[str]:
        """Those that are ready will not go, for a Dutch reason; returns which. They keep their text."""

    def release(self, letter_ids: Sequence[str]) -> frozenset[str]:
        """Those that were withheld are ready again; returns which. They have a text."""


class LetterQueries(Protocol):
    def letters(self, municipalities: frozenset[str], wanted: LetterFilter) -> Sequence[LetterView]:
        """Of these municipalities; of one person the newest first."""

    def count_letters(self, municipalities: frozenset[str], wanted: LetterFilter) -> int: ...

    def letter_counts(self, municipalities: frozenset[str]) -> LetterCounts: ...

    def count_per_state(self, municipalities: frozenset[str]) -> Mapping[str, int]: ...

    def letter(self, letter_id: str) -> LetterView | None: ...

    def letters_of_client(self, client_id: str) -> Sequence[LetterView]:
        """The newest first."""

    def open_returns(self, municipalities: frozenset[str]) -> frozenset[str]:
        """The ids of letters that came back and that nothing followed yet."""

    def links(self, letter_id: str) -> Sequence[ArticleLink]:
        """The articles that the letter cites; none for a letter that is not there."""

    def texts(self, letter_ids: Sequence[str]) -> Sequence[Letter]:
        """In the order asked for, without the letters that have no text; at most one file of a print run at a time.

        Each names the letter to the same client that was printed before it."""


class Senders(Protocol):
    def on(self, code: str, day: date) -> Sender:
        """The municipality as a reader reaches it on a day. Raises NoSender when nobody said it."""


class LetterWork(Protocol):
    @property
    def letters(self) -> Letters: ...

    @property
    def senders(self) -> Senders: ...

    @property
    def calendar(self) -> LegalCalendar: ...

    @property
    def queries(self) -> LetterQueries: ...

    @property
    def read_log(self) -> ReadLog: ...

    def record(self, event: Any) -> None:
        """A LetterWritten."""


class Renderer(Protocol):
    def pdf(self, letter: Letter) -> bytes:
        """One letter or notice as PDF/UA. Raises LetterError."""


class LetterWorks(Works[LetterWork], Protocol):
    """A PDF is made outside any transaction."""

    @property
    def renderer(self) -> Renderer: ...
