"""Print runs: which letters go to the printer together, in which order, and the manifest that says where each one is.

A run holds letters of one municipality. It is cut into files, one PDF each, because a file of this size can be made in
little memory and printed again when paper jams. The manifest names no person: a letter id is all it has.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.notifications.domain.letters.told_late import ToldLate

RUN_SIZE = 1_000
LETTERS_PER_FILE = 150
NAMESPACE = uuid.UUID("8d1f0f5e-0b7a-5f0e-8c55-7b1a6d3c2015")


class PrintRunError(ValueError):
    """A run or its manifest cannot be right. The message names the run and what is wrong."""


@dataclass(frozen=True, slots=True)
class Printable:
    """What the order of a run needs to know of a letter that waits to be printed. `to` marks who gets it besides or
    instead of its client, and out of how many runs it was taken before; empty when nobody does and it never was.
    `enclosed`: a paper that is printed elsewhere goes with it."""

    letter_id: str
    client_id: str
    municipality: str
    postcode: str
    house_number: int
    to: str = ""
    enclosed: bool = False


@dataclass(frozen=True, slots=True)
class PrintRun:
    """At most RUN_SIZE letters of one municipality in printing order. The same letters to the same people give the same
    run id. `enclosed`: with each goes a paper that is printed elsewhere; such letters make runs of their own."""

    run_id: str
    municipality: str
    created: date
    letter_ids: tuple[str, ...]
    enclosed: bool = False

    def letters_per_file(self) -> tuple[tuple[str, ...], ...]:
        """The letter ids per PDF, in printing order."""
        return _cut(self.letter_ids, LETTERS_PER_FILE)


@dataclass(frozen=True, slots=True)
class RunFile:
    """One PDF of a run: its name, its sha256 (hex), and per letter the first and last page, counted from 1."""

    name: str
    sha256: str
    letter_pages: tuple[tuple[int, int], ...]

    @property
    def pages(self) -> int:
        """Sheets are counted with the empty backs between letters; the last letter has none after it."""
        return self.letter_pages[-1][1]


@dataclass(frozen=True, slots=True)
class LetterPlace:
    """Where a letter of a run is: its file, and its first and last page there."""

    letter_id: str
    file: str
    first_page: int
    last_page: int


@dataclass(frozen=True, slots=True)
class ListedFile:
    """One PDF of a run, as the manifest lists it."""

    name: str
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What lies in the files of a finished run, in printing order. `enclosed` as in PrintRun."""

    run_id: str
    municipality: str
    created: date
    files: tuple[ListedFile, ...]
    contents: tuple[LetterPlace, ...]
    enclosed: bool = False

    @property
    def pages(self) -> int:
        return sum(file.pages for file in self.files)


@dataclass(frozen=True, slots=True)
class PrintRunMade:
    """The files of a run lie ready; from now on its letters are printed. They stand in printing order."""

    run_id: str
    municipality: str
    made_on: date
    pages: int
    letter_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LetterTakenOut:
    """Somebody took a printed letter out of its pile; it will not go out with that run. `mailing_id` is the mailing in
    which it was released. `why`: what that person said, of a letter that did not have to leave. `cause_id`: what it is
    about (a step, an appointment, a decision). `day_gone`: it left because the day for which it asked is over."""

    letter_id: str
    client_id: str
    run_id: str
    municipality: str
    day: date
    user_id: str
    user_name: str = ""
    mailing_id: str | None = None
    why: str = ""
    cause_id: str | None = None
    day_gone: bool = False


@dataclass(frozen=True, slots=True)
class LetterLeftOut:
    """Somebody took a letter out of a mailing before it was printed, because the `day` for which it asks something is
    over or too near, or the client answered already; it will not go out. `mailing_id`: None when nobody had released
    it. `cause_id`: what the letter is about, as in LetterTakenOut."""

    letter_id: str
    client_id: str
    municipality: str
    mailing_id: str | None
    asked_day: date
    day: date
    user_id: str
    user_name: str
    cause_id: str | None


@dataclass(frozen=True, slots=True)
class PrintRunHandedOver:
    """Somebody gave a run to the printer or the post; what is in its pile then goes out. `told_late`: letters for which
    this person stands, because they came to tell of an end too late while the pile lay here."""

    run_id: str
    municipality: str
    day: date
    user_id: str
    told_late: tuple[ToldLate, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterSent:
    """A letter left with its run, about what `cause_id` names (a step, an appointment, a decision). `told_late`: who
    stands for it that it tells of an end too late."""

    letter_id: str
    client_id: str
    kind: str
    municipality: str
    day: date
    cause_id: str | None
    told_late: ToldLate | None = None


@dataclass(frozen=True, slots=True)
class LetterReturned:
    """The post brought a letter back on a day. It had been `sent_on` a day, in a run."""

    letter_id: str
    client_id: str
    kind: str
    municipality: str
    day: date
    cause_id: str | None
    run_id: str
    sent_on: date
    user_id: str


def plan_print_runs(letters: Iterable[Printable], created: date) -> tuple[PrintRun, ...]:
    """The runs for these letters: per municipality, those with an enclosure apart, ordered by postcode, house number
    and client id.

    Raises PrintRunError when a letter is given twice.
    """
    ordered = sorted(letters, key=_order)
    if len({letter.letter_id for letter in ordered}) != len(ordered):
        raise PrintRunError("a letter cannot stand twice in the print runs of one day")
    marks = {letter.letter_id: letter.to for letter in ordered if letter.to}
    piles: dict[tuple[str, bool], list[str]] = {}
    for letter in ordered:
        piles.setdefault((letter.municipality, letter.enclosed), []).append(letter.letter_id)
    return tuple(
        PrintRun(run_id_of(ids, marks), code, created, ids, enclosed)
        for (code, enclosed), pile in sorted(piles.items())
        for ids in _cut(tuple(pile), RUN_SIZE)
    )


def printed_again(made: PrintRunMade, pile: Iterable[Printable]) -> PrintRun:
    """The same run, of the letters that are left in its pile."""
    letters = sorted(pile, key=_order)
    ids = tuple(letter.letter_id for letter in letters)
    return PrintRun(made.run_id, made.municipality, made.made_on, ids, any(letter.enclosed for letter in letters))


def run_id_of(letter_ids: Sequence[str], marks: Mapping[str, str]) -> str:
    """Made of the contents, so that planning again after a crash gives the same run and not a second one. `marks` are
    those of letters that others get too, by id."""
    return str(uuid.uuid5(NAMESPACE, "\n".join(f"{id_} {marks.get(id_, '')}".rstrip() for id_ in sorted(letter_ids))))


def pages_per_letter(letter_ids: Sequence[str], pages: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The first and last page of each letter with its copies. `letter_ids` and `pages` have one place for each paper; a
    copy stands behind its letter, under the same id."""
    together: dict[str, tuple[int, int]] = {}
    for id_, (first, last) in zip(letter_ids, pages, strict=True):
        together[id_] = (together.get(id_, (first, last))[0], last)
    return tuple(together.values())


def file_name(number: int) -> str:
    """Of file 1, 2, ... of a run."""
    return f"part-{number:03d}.pdf"


def manifest_of(run: PrintRun, files: Sequence[RunFile]) -> Manifest:
    """Raises PrintRunError when the files do not hold exactly the letters of the run."""
    planned = run.letters_per_file()
    if [len(file.letter_pages) for file in files] != [len(ids) for ids in planned]:
        raise PrintRunError(f"run {run.run_id}: the files do not hold the letters of the run")
    return Manifest(
        run_id=run.run_id,
        municipality=run.municipality,
        created=run.created,
        files=tuple(ListedFile(file.name, file.sha256, file.pages) for file in files),
        contents=tuple(
            LetterPlace(letter_id, file.name, first, last)
            for file, ids in zip(files, planned, strict=True)
            for letter_id, (first, last) in zip(ids, file.letter_pages, strict=True)
        ),
        enclosed=run.enclosed,
    )


def _order(letter: Printable) -> tuple[str, str, int, str, str]:
    postcode = letter.postcode.replace(" ", "").upper()
    return (letter.municipality, postcode, letter.house_number, letter.client_id, letter.letter_id)


def _cut(ids: tuple[str, ...], size: int) -> tuple[tuple[str, ...], ...]:
    return tuple(ids[start : start + size] for start in range(0, len(ids), size))
