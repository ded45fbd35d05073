"""One print run: its files, and which letters are in them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from services.notifications.application.letters.views import LetterView
from services.notifications.application.mailing.find_print_run import FindPrintRun, find_print_run
from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import RunFileView, RunPage
from services.notifications.domain.mailing.print_run import LetterPlace, Manifest
from shared.access import STAFF, Scope, User, allowed

READ_RUN = "Inhoud van een afdruk bekijken"


@dataclass(frozen=True, slots=True)
class ShowPrintRun:
    """`offset` and `limit` cut one page out of the run's letters."""

    user: User
    run_id: str
    offset: int
    limit: int


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_print_run(work: MailingWork, command: ShowPrintRun) -> RunPage:
    """Raises NotKnown and Forbidden."""
    made = find_print_run(work, FindPrintRun(command.user, command.run_id))
    manifest = work.run_files.manifest(made.id)
    in_order = _letters_in_order(work.queries.letters_of_run(made.id), manifest)
    rows = in_order[command.offset : command.offset + command.limit]
    to_take_out = [(letter, place) for letter, place in in_order if letter.remark is not None]
    shown = {letter.client_id for letter, _ in (*rows, *to_take_out)}
    work.read_log.write(command.user, sorted(shown), READ_RUN)
    return RunPage(made, _files(manifest) if manifest else (), rows, to_take_out)


def _letters_in_order(
    letters: Sequence[LetterView], manifest: Manifest | None
) -> Sequence[tuple[LetterView, LetterPlace | None]]:
    """As they were printed; without files there is only which letters are in the run."""
    if manifest is None:
        return [(letter, None) for letter in letters]
    by_id = {letter.id: letter for letter in letters}
    return [(by_id[place.letter_id], place) for place in manifest.contents]


def _files(manifest: Manifest) -> Sequence[RunFileView]:
    counts = Counter(place.file for place in manifest.contents)
    return [RunFileView(file.name, file.pages, counts[file.name]) for file in manifest.files]
