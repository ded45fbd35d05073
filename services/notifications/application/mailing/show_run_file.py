"""One PDF of a print run."""

from dataclasses import dataclass
from pathlib import Path

from services.notifications.application.client.views import NotKnown
from services.notifications.application.mailing.find_print_run import FindPrintRun, find_print_run
from services.notifications.application.mailing.ports import MailingWork
from shared.access import STAFF, Scope, User, allowed

READ_FILE = "Afdruk openen"


@dataclass(frozen=True, slots=True)
class ShowRunFile:
    user: User
    run_id: str
    file: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_run_file(work: MailingWork, command: ShowRunFile) -> Path:
    """Everybody in the file is read. Raises NotKnown, also for a file that is not here, and Forbidden."""
    made = find_print_run(work, FindPrintRun(command.user, command.run_id))
    manifest = work.run_files.manifest(made.id)
    if manifest is None or command.file not in {file.name for file in manifest.files}:
        raise NotKnown("Dit bestand van de afdruk is hier niet. Een brief kunt u altijd apart openen.")
    inside = {place.letter_id for place in manifest.contents if place.file == command.file}
    letters = [letter for letter in work.queries.letters_of_run(made.id) if letter.id in inside]
    work.read_log.write(command.user, sorted({letter.client_id for letter in letters}), READ_FILE)
    return work.run_files.path(made.id, command.file)
