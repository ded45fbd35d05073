"""What screens and API show of print runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from services.notifications.application.letters.views import LetterView
from services.notifications.domain.letters.told_late import ToldLate
from services.notifications.domain.mailing.mailing import Mailing, Release, SentBack
from services.notifications.domain.mailing.oddities import Oddity, OddityKind, Why
from services.notifications.domain.mailing.old_address import AddressedBefore
from services.notifications.domain.mailing.print_run import LetterPlace
from shared.access import Role

MAILERS = (Role.CASEWORKER, Role.FUNCTIONAL_MANAGER)
"""Who may say what was done with a pile of letters; others only look."""
REASON_MOST = 300
"""So many characters a reason has at most: one sentence."""


@dataclass(frozen=True, slots=True)
class PrintRunView:
    """A run that was made: `letters` and `pages` are numbers of them, `to_take_out` of letters that must still leave
    the pile, because their client died or a newer one replaces them. It may be `handed_over_on` a day to who prints or
    sends it."""

    id: str
    municipality: str
    made_on: date
    letters: int
    pages: int
    to_take_out: int
    handed_over_on: date | None


@dataclass(frozen=True, slots=True)
class WaitingLetters:
    """So many letters of a municipality are ready, and go to no printer; `why` in Dutch, with what to do."""

    municipality: str
    letters: int
    why: str


@dataclass(frozen=True, slots=True)
class Ready:
    """Of one municipality: how many letters are ready, and how many of those wait for somebody to release them, for the
    first or the second time."""

    letters: int
    to_release: int


@dataclass(frozen=True, slots=True)
class ReadyLetters:
    """The same of some municipalities together. `waiting`: those whose letters the next print run leaves out."""

    ready: int
    to_release: int
    printed: int
    waiting: Sequence[WaitingLetters]


@dataclass(frozen=True, slots=True)
class RunFilter:
    """Which print runs are listed, by what they are ordered (`made` or `letters`), and which part of them is shown;
    without a limit all."""

    municipality: str | None = None
    order: str = "made"
    descending: bool = True
    offset: int = 0
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class RunList:
    """A part of the runs, how many there are in `total`, and how many letters of all municipalities that were asked for
    are still `to_take_out`, whichever runs are shown."""

    runs: Sequence[PrintRunView]
    total: int
    to_take_out: int


@dataclass(frozen=True, slots=True)
class RunFileView:
    """One PDF of a run: its name outside this system, its SHA-256 in hex, how many pages it has and how many letters,
    and how many of those must be taken out."""

    name: str
    sha256: str
    pages: int
    letters: int
    to_take_out: int


@dataclass(frozen=True, slots=True)
class RunDocument:
    """What somebody fetches of a run: a file that lies here, or else text that was made of the manifest."""

    name: str
    path: Path | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class TakenOut:
    """When somebody took a letter out of a pile; by whom and why, as far as that was kept."""

    day: date
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class RunPage:
    """A run with its files and one page of its letters, each with its place in a file. When the files are not here,
    there are no `files`, `names` and places. `names` are those of files outside, by name here; `manifest` and
    `checksums` are names too. Of all pages: the letters that are still `to_take_out`, were `taken_out`, are `held`
    since and may leave, ask something for a day that is over (`day_gone`), or are `too_late`, because their client died
    after the run was handed over. Whoever `may_act` can say what was done. `late`: by letter in the pile the end of a
    right that it tells of less than `weeks` before, for which nobody stands yet; `told_late`: for which somebody stood
    when the run was handed over. `enclosing`: in the order of the pile the letters with which a paper goes that is
    printed elsewhere; `moved`: those to an address at which their client does not live any more; of who went to
    another municipality without the new one."""

    made: PrintRunView
    files: Sequence[RunFileView]
    names: Mapping[str, str]
    manifest: str | None
    checksums: str | None
    rows: Sequence[tuple[LetterView, LetterPlace | None]]
    to_take_out: Sequence[tuple[LetterView, LetterPlace | None]]
    taken_out: Sequence[tuple[LetterView, LetterPlace | None, TakenOut]]
    held: Sequence[tuple[LetterView, LetterPlace | None]]
    day_gone: Sequence[tuple[LetterView, LetterPlace | None]]
    too_late: Sequence[LetterView]
    may_act: bool
    late: Mapping[str, date]
    weeks: int
    told_late: Sequence[ToldLate]
    enclosing: Sequence[tuple[LetterView, LetterPlace | None]]
    moved: Sequence[tuple[LetterView, LetterPlace | None, AddressedBefore]]


MailingState = Literal["gathering", "waits-for-second", "released", "sent-back"]


@dataclass(frozen=True, slots=True)
class MailingView:
    """A mailing in a list. `letters` is how many it has, or had when it was closed, and `kinds` of each kind. One that
    is still `gathering` was released by nobody; of one that was `sent_back` the release was undone."""

    id: str
    municipality: str
    number: int
    state: MailingState
    kinds: Mapping[str, int]
    first: Release | None
    second: Release | None
    sent_back: SentBack | None = None

    @classmethod
    def of(cls, closed: Mailing) -> "MailingView":
        state: MailingState = "released" if closed.complete else "sent-back" if closed.sent_back else "waits-for-second"
        return cls(
            closed.id,
            closed.municipality,
            closed.number,
            state,
            closed.kinds,
            closed.first,
            closed.second,
            closed.sent_back,
        )

    @property
    def is_over(self) -> bool:
        """Whether nobody can do anything with it any more."""
        return self.state in ("released", "sent-back")

    @property
    def letters(self) -> int:
        return sum(self.kinds.values())


@dataclass(frozen=True, slots=True)
class MailingFilter:
    """Which closed mailings are listed, and which part of them is shown."""

    municipality: str | None = None
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class MailingList:
    """`gathering` are the open ones, on every page; `closed` a page of the others, of `total`. `unprintable`: how many
    letters of which released mailings are not printed, because they ask something for a day that is over."""

    gathering: Sequence[MailingView]
    closed: Sequence[MailingView]
    total: int
    unprintable: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SampleView:
    letter: LetterView
    why: Why


@dataclass(frozen=True, slots=True)
class OddPage:
    """A page of the letters of a mailing that are odd in one way, of `total`, each with the day that makes it odd."""

    mailing: MailingView
    odd: OddityKind
    rows: Sequence[tuple[LetterView, date]]
    total: int
    may_act: bool


@dataclass(frozen=True, slots=True)
class MailingPage:
    """A mailing as it is looked at before it is released. `limit`: above so many letters two people release it.
    `seen` marks the letters that are shown. `states`: of a closed one, how many letters are in each state. `why_not`:
    in Dutch, why this user cannot release it now; None when they can. `waits`: why its letters are not printed though
    they may be. `elsewhere`: how many of the letters that still wait go to somebody instead of their client, and
    `copies`: how many copies go with them, of each kind. `late`: by letter the end of a right that it tells of less
    than `weeks` before, so that whoever releases it says why; `told_late`: for which somebody said so already.
    `came_back`: the mailing before this one, when it was sent back: its letters gather here again. `gone`: how many of
    its letters ask something for a day that is over."""

    mailing: MailingView
    odd: Sequence[Oddity]
    samples: Sequence[SampleView]
    states: Mapping[str, int]
    limit: int
    seen: str
    why_not: str | None
    may_act: bool
    elsewhere: Mapping[str, int]
    copies: Mapping[str, int]
    late: Mapping[str, date]
    weeks: int
    told_late: Sequence[ToldLate]
    came_back: MailingView | None
    gone: int
