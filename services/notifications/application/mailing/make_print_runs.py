"""Gathers the letters that are ready into print runs and has them made."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial

import structlog

from services.notifications.application.mailing.ports import MailingWork, MailingWorks
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.mailing.print_run import Manifest, Printable, PrintRun, PrintRunMade, plan_print_runs
from shared.access import system

log = structlog.get_logger()


class Overtaken(Exception):
    """A letter of the run was replaced, or printed by another process, while the files were being made."""


@system
def make_print_runs(works: MailingWorks, today: date) -> int:
    """Makes a run of every thousand ready letters of a municipality; returns how many letters were printed. A
    municipality whose contact data would lead readers to nobody is left out, and the log says why.

    It takes `works` because the files are made between two transactions, under an id that follows from the letters:
    after a crash the next call plans the same run, finds or remakes the same files, and only then says that the letters
    are printed. Until then nobody may send them: the database says what a run is, not the folder.
    """
    printed = 0
    with works.printer.alone():
        with works.read() as work:
            waiting = _may_be_printed(work, today)
        for run in plan_print_runs(waiting, today):
            manifest = works.printer.print_run(run, partial(_texts, works, run))
            printed += _finish(works, run, manifest, today)
        _remove_unfinished(works)
    return printed


def _may_be_printed(work: MailingWork, today: date) -> Sequence[Printable]:
    waiting = work.print_queue.waiting()
    letters = Counter(one.municipality for one in waiting)
    left_out = {code: why for code in sorted(letters) if (why := work.senders.why_not_printed(code, today))}
    for code, why in left_out.items():
        log.warning("letters not printed", municipality=code, letters=letters[code], why=why)
    return [one for one in waiting if one.municipality not in left_out]


def _texts(works: MailingWorks, run: PrintRun, letter_ids: Sequence[str]) -> Sequence[Letter]:
    """As they go to the printer. What was written while the contact data were examples gets those of today first, so
    that no example ever reaches a client."""
    with works.read() as work:
        letters = work.queries.texts(letter_ids)
        examples = [letter.letter_id for letter in letters if work.senders.is_example(letter.sender)]
    if not examples:
        return letters
    with works.begin() as work:
        work.print_queue.sign(examples, work.senders.on(run.municipality, run.created))
        return work.queries.texts(letter_ids)


def _finish(works: MailingWorks, run: PrintRun, manifest: Manifest, today: date) -> int:
    """Says that the run was made. An overtaken run is dropped: its letters that are still ready go with the next."""
    try:
        with works.begin() as work:
            if work.print_queue.mark_printed(run.letter_ids, run.run_id) != len(run.letter_ids):
                raise Overtaken(run.run_id)
            made = PrintRunMade(run.run_id, run.municipality, today, manifest.pages, run.letter_ids)
            work.print_runs.add(made)
            work.record(made)
    except Overtaken:
        log.warning("print run overtaken", run=run.run_id)
        return 0
    return len(run.letter_ids)


def _remove_unfinished(works: MailingWorks) -> None:
    """Files of a run that was overtaken, or whose letters were replaced after a crash, must never reach a printer."""
    with works.read() as work:
        made = work.print_runs.ids()
    works.printer.keep_only(made)
