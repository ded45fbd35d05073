"""What screens and API show of letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.notifications.domain.letters.gate import ArticleLink, LetterState, Remark
from services.notifications.domain.letters.letter import Letter, reference_of


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter in a list. `client_name` is as printed, `printed_in` the print run. A withheld letter has a `reason`;
    one that says nothing has no `template`. A printed one has a `remark` when something has to be done about it."""

    id: str
    client_id: str
    client_name: str
    revision: int
    municipality: str
    letter_date: date
    kind: str
    template: str | None
    state: LetterState
    reason: str | None
    printed_in: str | None
    remark: Remark | None

    @property
    def reference(self) -> str:
        """As it stands in the letter under `Ons kenmerk`."""
        return reference_of(self.id)


@dataclass(frozen=True, slots=True)
class LetterFilter:
    """What a list of letters is limited to. `name` is a part of the surname, in whatever case and with or without
    accents, or the reference of a letter. `offset` and `limit` cut the page."""

    municipality: str | None = None
    state: str | None = None
    client_id: str | None = None
    name: str | None = None
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class LetterPage:
    letters: Sequence[LetterView]
    total: int


@dataclass(frozen=True, slots=True)
class OpenLetter:
    """A letter and what it says, with the articles that it cites; of a letter that is withheld no text is shown."""

    view: LetterView
    text: Letter | None
    links: Sequence[ArticleLink]
