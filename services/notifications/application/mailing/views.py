"""What screens and API show of print runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.notifications.application.letters.views import LetterView
from services.notifications.domain.mailing.print_run import LetterPlace


@dataclass(frozen=True, slots=True)
class PrintRunView:
    """A run that was made: `letters` and `pages` are numbers of them."""

    id: str
    municipality: str
    made_on: date
    letters: int
    pages: int


@dataclass(frozen=True, slots=True)
class WaitingLetters:
    """So many letters of a municipality are ready, and go to no printer; `why` in Dutch, with what to do."""

    municipality: str
    letters: int
    why: str


@dataclass(frozen=True, slots=True)
class RunFileView:
    """One PDF of a run: its name, how many pages it has and how many letters."""

    name: str
    pages: int
    letters: int


@dataclass(frozen=True, slots=True)
class RunPage:
    """A run with its files and one page of its letters, each with its place in a file. When the files are not here,
    there are no `files` and no places. `to_take_out`: the letters, of all pages, that may not go out any more."""

    made: PrintRunView
    files: Sequence[RunFileView]
    rows: Sequence[tuple[LetterView, LetterPlace | None]]
    to_take_out: Sequence[tuple[LetterView, LetterPlace | None]]
