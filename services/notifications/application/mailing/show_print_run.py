"""Shows print runs: which were made, what is in them, and their files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.notifications.application.letters.ports import PrintRunMade
from services.notifications.application.letters.views import LetterView, NotKnown, Office
from shared.access import STAFF, Scope, User, allowed, check_municipality

READ_RUN = "Inhoud van een afdruk bekijken"
READ_PART = "Afdruk openen"


@dataclass(frozen=True, slots=True)
class RunPart:
    """One PDF of a run: its file, how many pages it has and how many letters."""

    file: str
    pages: int
    letters: int


@dataclass(frozen=True, slots=True)
class RunPage:
    """A run with its parts and one page of its letters, each with file, first and last page. No parts: the files are
    not here."""

    made: PrintRunMade
    parts: Sequence[RunPart]
    rows: Sequence[tuple[LetterView, Mapping[str, Any]]]


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_print_runs(office: Office, user: User) -> Sequence[PrintRunMade]:
    """The runs of the user's municipalities; they name no person."""
    return office.queries.print_runs(user.municipalities)


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def open_print_run(office: Office, user: User, run_id: str, offset: int, limit: int) -> RunPage:
    """Raises NotKnown and Forbidden."""
    made = office.queries.print_run(run_id)
    check_municipality(user, made.municipality)
    letters = {letter.id: letter for letter in office.queries.letters_of_run(run_id)}
    places, parts = _manifest(office, run_id, letters)
    rows = [(letters[place["letterId"]], place) for place in places[offset : offset + limit]]
    office.read_log.write(user, sorted({letter.client_id for letter, _ in rows}), READ_RUN)
    return RunPage(made, parts, rows)


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def open_part(office: Office, user: User, run_id: str, file: str) -> Path:
    """One PDF of a run; everybody in it is read. Raises NotKnown, also for a file that is not here, and Forbidden."""
    made = office.queries.print_run(run_id)
    check_municipality(user, made.municipality)
    try:
        path, files = office.printer.part(run_id, file), office.printer.files(run_id)
    except FileNotFoundError:
        raise NotKnown("Dit bestand van de afdruk is hier niet. Een brief kunt u altijd apart openen.") from None
    inside = {place["letterId"] for place in files.contents if place["file"] == file}
    letters = [letter for letter in office.queries.letters_of_run(run_id) if letter.id in inside]
    office.read_log.write(user, sorted({letter.client_id for letter in letters}), READ_PART)
    return path


def _manifest(
    office: Office, run_id: str, letters: Mapping[str, LetterView]
) -> tuple[Sequence[Mapping[str, Any]], Sequence[RunPart]]:
    """The places of the letters and the parts; without files there is only which letters are in the run."""
    try:
        files = office.printer.files(run_id)
    except FileNotFoundError:
        return [{"letterId": id_, "file": "", "firstPage": 0, "lastPage": 0} for id_ in letters], []
    counts: dict[str, int] = {}
    for place in files.contents:
        counts[place["file"]] = counts.get(place["file"], 0) + 1
    return files.contents, [RunPart(part["file"], part["pages"], counts[part["file"]]) for part in files.parts]
