"""Print runs: which letters go to the printer together, in which order, and the manifest that says where each one is.

A run holds letters of one municipality. It is cut into parts, one PDF each, because a part of this size can be made
in little memory and printed again when paper jams. The manifest names no person: a letter id is all it has.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

RUN_SIZE = 1_000
PART_SIZE = 150


class PrintRunError(ValueError):
    """A run or its manifest cannot be right. The message names the run and what is wrong."""


@dataclass(frozen=True, slots=True)
class Printable:
    """What the order of a run needs to know of a letter that waits to be printed."""

    letter_id: str
    client_id: str
    municipality_code: str
    postcode: str
    house_number: int


@dataclass(frozen=True, slots=True)
class PrintRun:
    """At most RUN_SIZE letters of one municipality in printing order. The same letters and day give the same run id."""

    run_id: str
    municipality_code: str
    created: date
    letter_ids: tuple[str, ...]

    def parts(self) -> tuple[tuple[str, ...], ...]:
        """The letter ids per PDF, in printing order."""
        return _cut(self.letter_ids, PART_SIZE)


@dataclass(frozen=True, slots=True)
class Part:
    """One PDF of a run: its file name, its sha256 (hex), and per letter the first and last page, counted from 1."""

    file: str
    sha256: str
    pages: tuple[tuple[int, int], ...]


def plan_print_runs(letters: Iterable[Printable], created: date) -> tuple[PrintRun, ...]:
    """The runs for these letters: per municipality, ordered by postcode, house number and client id.

    Raises PrintRunError when a letter is given twice.
    """
    ordered = sorted(letters, key=_order)
    if len({letter.letter_id for letter in ordered}) != len(ordered):
        raise PrintRunError("a letter cannot stand twice in the print runs of one day")
    codes = dict.fromkeys(letter.municipality_code for letter in ordered)
    return tuple(
        _run(code, created, ids)
        for code in codes
        for ids in _cut(tuple(letter.letter_id for letter in ordered if letter.municipality_code == code), RUN_SIZE)
    )


def part_file(number: int) -> str:
    """File name of part 1, 2, ... of a run."""
    return f"part-{number:03d}.pdf"


def manifest(run: PrintRun, parts: Sequence[Part]) -> dict[str, Any]:
    """The manifest as JSON. Raises PrintRunError when the parts do not hold exactly the letters of the run."""
    if [len(part.pages) for part in parts] != [len(ids) for ids in run.parts()]:
        raise PrintRunError(f"run {run.run_id}: the parts do not hold the letters of the run")
    letters = [
        {"letterId": letter_id, "file": part.file, "firstPage": first, "lastPage": last}
        for part, ids in zip(parts, run.parts(), strict=True)
        for letter_id, (first, last) in zip(ids, part.pages, strict=True)
    ]
    return {
        "runId": run.run_id,
        "municipality": run.municipality_code,
        "created": run.created.isoformat(),
        "letters": len(letters),
        "pages": sum(_pages(part) for part in parts),
        "parts": [{"file": part.file, "sha256": part.sha256, "pages": _pages(part)} for part in parts],
        "contents": letters,
    }


def _order(letter: Printable) -> tuple[str, str, int, str, str]:
    postcode = letter.postcode.replace(" ", "").upper()
    return (letter.municipality_code, postcode, letter.house_number, letter.client_id, letter.letter_id)


def _cut(ids: tuple[str, ...], size: int) -> tuple[tuple[str, ...], ...]:
    return tuple(ids[start : start + size] for start in range(0, len(ids), size))


def _run(code: str, created: date, ids: tuple[str, ...]) -> PrintRun:
    """The id is made of the contents, so that planning again after a crash gives the same run and not a second one."""
    digest = hashlib.sha256("\n".join(ids).encode()).hexdigest()[:12]
    return PrintRun(f"{code}-{created:%Y%m%d}-{digest}", code, created, ids)


def _pages(part: Part) -> int:
    """Sheets are counted with the empty backs between letters; the last letter has none after it."""
    return part.pages[-1][1]
