"""Makes the files of the print runs that the ready letters come to. What is printed is recorded elsewhere."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import structlog

from services.notifications.application.mailing.ports import MailingWork, MailingWorks
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.mailing.print_run import (
    Manifest,
    Printable,
    PrintRun,
    plan_print_runs,
    printed_again,
)
from shared.access import system

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class MakePrintFiles:
    """`processes`: how many may render at once; it is asked again and again, so the answer may change meanwhile.
    `ahead`: also of letters that nobody released yet."""

    today: date
    processes: Callable[[], int]
    ahead: bool = False


@system
def make_print_files(works: MailingWorks, command: MakePrintFiles) -> Iterator[tuple[PrintRun, Manifest]]:
    """First the runs that lie here without files, then every run of a thousand released letters of a municipality,
    each with its files, which are made one after the other as they are asked for. A municipality whose contact data
    would lead readers to nobody is left out, and the log says why.

    It takes `works` because files are made outside any transaction, under an id that follows from the letters: whoever
    asks later, also after a crash, finds the files of a run that comes out the same. So the files can be made ahead,
    while messages are still handled. The caller is `alone` at the printer.
    """
    today = command.today
    with works.read() as work:
        waiting, lost = _may_be_printed(work, command), _without_files(work)
    runs = (*lost, *plan_print_runs(waiting, today))
    return works.printer.print_runs(runs, partial(_texts, works), command.processes)


def _without_files(work: MailingWork) -> Sequence[PrintRun]:
    """What lies here to be handed over without its files, since a client in it was forgotten, or on another machine."""
    lost = [made for made in work.print_runs.lying_here() if not work.run_files.is_finished(made.run_id)]
    runs = [printed_again(made, work.print_queue.pile(made.run_id)) for made in lost]
    return [run for run in runs if run.letter_ids]


def _may_be_printed(work: MailingWork, command: MakePrintFiles) -> Sequence[Printable]:
    today, ready = command.today, work.print_queue.waiting()
    letters = Counter(one.municipality for one in ready)
    left_out = {code: why for code in sorted(letters) if (why := work.senders.why_not_printed(code, today))}
    for code, why in left_out.items():
        log.warning("letters not printed", municipality=code, letters=letters[code], why=why)
    wanted = ready if command.ahead else work.print_queue.released(today)
    return [one for one in wanted if one.municipality not in left_out]


def _texts(works: MailingWorks, run: PrintRun, letter_ids: Sequence[str]) -> Sequence[Letter]:
    """As they go to the printer, with their copies. What was written while the contact data were examples gets those
    of today first, so that no example ever reaches a client."""
    with works.read() as work:
        letters = work.queries.papers(letter_ids)
        examples = [letter.letter_id for letter in letters if work.senders.is_example(letter.sender)]
    if not examples:
        return letters
    with works.begin() as work:
        work.print_queue.sign(sorted(set(examples)), work.senders.on(run.municipality, run.created))
        return work.queries.papers(letter_ids)
