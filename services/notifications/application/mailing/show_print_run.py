"""One print run: its files, and which letters are in them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.notifications.application.letters.views import LetterView
from services.notifications.application.mailing.find_late_ends import FindLateEnds, find_late_ends
from services.notifications.application.mailing.find_old_addresses import FindOldAddresses, find_old_addresses
from services.notifications.application.mailing.find_print_run import FindPrintRun, find_print_run
from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import MAILERS, PrintRunView, RunFileView, RunPage
from services.notifications.domain.letters.told_late import first_in_time
from services.notifications.domain.mailing.old_address import AddressedBefore
from services.notifications.domain.mailing.print_run import LetterPlace, Manifest
from services.notifications.domain.mailing.run_names import RunNames
from shared.access import STAFF, Scope, User, allowed
from shared.looks.purpose import listing

READ_RUN = listing("print-run", "Inhoud van een afdruk bekijken")
Places = Mapping[str, LetterPlace]


@dataclass(frozen=True, slots=True)
class ShowPrintRun:
    """`offset` and `limit` cut one page out of the run's letters."""

    user: User
    run_id: str
    offset: int
    limit: int


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_print_run(work: MailingWork, command: ShowPrintRun) -> RunPage:
    """What must leave the pile stands once, where it is most pressing. Raises NotKnown and Forbidden."""
    made = find_print_run(work, FindPrintRun(command.user, command.run_id))
    manifest = work.run_files.manifest(made.id)
    places = {place.letter_id: place for place in manifest.contents} if manifest else {}
    letters = _letters(work, manifest, command)
    apart, out = work.queries.letters_apart(made.id), work.queries.taken_out_of(made.id)
    to_take_out = [letter for letter in apart if letter.to_take_out or letter.remark == "maybe-died"]
    leave = {letter.id for letter in to_take_out}
    gone = [letter for letter in work.queries.days_gone_in(made.id, work.today) if letter.id not in leave]
    leave |= {letter.id for letter in gone}
    enclosing = work.queries.enclosing_in(made.id)
    addressed = [one for one in work.queries.addressed_before_in(made.id) if one.letter_id not in leave]
    moved = find_old_addresses(work, FindOldAddresses(made.municipality, addressed))
    of_moved = {letter.id: letter for letter in work.queries.letters_with_ids([each.letter_id for each in moved])}
    shown = {letter.client_id for letter in (*letters, *apart, *gone, *enclosing, *of_moved.values())}
    work.read_log.write(command.user, sorted(shown), READ_RUN)
    names = RunNames(manifest) if manifest else None
    weeks = work.choices.weeks_before_end(made.municipality, work.today)
    return RunPage(
        made=made,
        files=_files(names, places, to_take_out) if names else (),
        names=names.outside if names else {},
        manifest=names.manifest_name if names else None,
        checksums=names.checksums_name if names else None,
        rows=[(letter, places.get(letter.id)) for letter in letters],
        to_take_out=[(letter, places.get(letter.id)) for letter in to_take_out],
        taken_out=[(letter, places.get(letter.id), out[letter.id]) for letter in apart if letter.id in out],
        held=[(letter, places.get(letter.id)) for letter in apart if _may_leave(letter, leave)],
        day_gone=[(letter, places.get(letter.id)) for letter in gone],
        too_late=[letter for letter in apart if letter.remark == "handed-over"],
        may_act=command.user.role in MAILERS,
        late={} if made.handed_over_on else _late(work, made, weeks),
        weeks=weeks,
        told_late=work.queries.told_late_in(made.id),
        moved=[(of_moved[each.letter_id], places.get(each.letter_id), _as_seen(command.user, each)) for each in moved],
        enclosing=_in_order([(letter, places.get(letter.id)) for letter in enclosing]),
    )


def _may_leave(letter: LetterView, must: Collection[str]) -> bool:
    return letter.remark == "held" and letter.id not in must


def _as_seen(user: User, letter: AddressedBefore) -> AddressedBefore:
    """Where somebody lives in another municipality is for that one to say."""
    return letter if user.may_see(letter.municipality) else replace(letter, now=())


def _in_order(
    letters: Sequence[tuple[LetterView, LetterPlace | None]],
) -> Sequence[tuple[LetterView, LetterPlace | None]]:
    """As they lie in the pile, so that papers printed in this order need no sorting."""
    return sorted(letters, key=lambda each: (each[1].file, each[1].first_page) if each[1] else ("", 0))


def _late(work: MailingWork, made: PrintRunView, weeks: int) -> Mapping[str, date]:
    before = first_in_time(weeks, work.today)
    return find_late_ends(work, FindLateEnds(made.municipality, work.late_tellings.in_pile(made.id, before)))


def _letters(work: MailingWork, manifest: Manifest | None, command: ShowPrintRun) -> Sequence[LetterView]:
    """One page of them, as they were printed; without files there is only which letters are in the run."""
    if manifest is None:
        return work.queries.letters_of_run(command.run_id, offset=command.offset, limit=command.limit)
    part = manifest.contents[command.offset : command.offset + command.limit]
    return work.queries.letters_with_ids([place.letter_id for place in part])


def _files(names: RunNames, places: Places, to_take_out: Sequence[LetterView]) -> Sequence[RunFileView]:
    letters = Counter(place.file for place in places.values())
    taken = Counter(places[letter.id].file for letter in to_take_out if letter.id in places)
    return [
        RunFileView(names.outside[file.name], file.sha256, file.pages, letters[file.name], taken[file.name])
        for file in names.manifest.files
    ]
