"""Gathers the letters that were released into print runs and has them made."""

import os
from datetime import date

import structlog

from services.notifications.application.mailing.make_print_files import MakePrintFiles, make_print_files
from services.notifications.application.mailing.ports import MailingWorks
from services.notifications.domain.mailing.print_run import Manifest, PrintRun, PrintRunMade, run_id_of
from shared.access import system

log = structlog.get_logger()


class Overtaken(Exception):
    """A letter of the run was replaced, printed by another process, or now goes to somebody else, while the files were
    being made."""


@system
def make_print_runs(works: MailingWorks, today: date) -> int:
    """Makes a run of every thousand released letters of a municipality; returns how many letters were printed.

    It takes `works` because the files of a run are made first, and only then a transaction says that its letters are
    printed. Until then nobody may send them: the database says what a run is, not the folder.
    """
    printed = 0
    with works.printer.alone():
        for run, manifest in make_print_files(works, MakePrintFiles(today, _all_cores)):
            printed += _finish(works, run, manifest, today)
        _remove_unfinished(works)
    return printed


def _all_cores() -> int:
    return os.cpu_count() or 1


def _finish(works: MailingWorks, run: PrintRun, manifest: Manifest, today: date) -> int:
    """Says that the run was made, unless that was said before. An overtaken run is dropped: its letters that are still
    ready go with the next."""
    try:
        with works.begin() as work:
            if work.print_runs.has(run.run_id):
                return 0
            if run_id_of(run.letter_ids, work.print_queue.marks(run.letter_ids)) != run.run_id:
                raise Overtaken(run.run_id)
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
