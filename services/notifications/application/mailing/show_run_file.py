"""One PDF of a print run, its manifest, or the checksums of its files."""

from dataclasses import dataclass

from services.notifications.application.client.views import NotKnown
from services.notifications.application.mailing.find_print_run import FindPrintRun, find_print_run
from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import RunDocument
from services.notifications.domain.mailing.run_names import RunNames
from shared.access import STAFF, Scope, User, allowed
from shared.looks.purpose import listing

READ_FILE = listing("print-file", "Afdruk openen")


@dataclass(frozen=True, slots=True)
class ShowRunFile:
    """`file` is its name outside this system."""

    user: User
    run_id: str
    file: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_run_file(work: MailingWork, command: ShowRunFile) -> RunDocument:
    """Everybody in a PDF is read; manifest and checksums name nobody. Raises NotKnown, also for a file that is not
    here, and Forbidden."""
    made = find_print_run(work, FindPrintRun(command.user, command.run_id))
    manifest = work.run_files.manifest(made.id)
    if manifest is None:
        raise _not_here()
    names = RunNames(manifest)
    if command.file == names.manifest_name:
        return RunDocument(command.file, None, work.run_files.manifest_text(names.renamed))
    if command.file == names.checksums_name:
        return RunDocument(command.file, None, names.checksums)
    inside = [place.letter_id for place in names.renamed.contents if place.file == command.file]
    if not inside:
        raise _not_here()
    readers = {letter.client_id for letter in work.queries.letters_with_ids(inside)}
    work.read_log.write(command.user, sorted(readers), READ_FILE)
    here = {outside: name for name, outside in names.outside.items()}
    return RunDocument(command.file, work.run_files.path(made.id, here[command.file]))


def _not_here() -> NotKnown:
    return NotKnown("Dit bestand van de afdruk is hier niet. Een brief kunt u altijd apart openen.")
