"""Gathers the letters that are ready into print runs and has them made."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import structlog

from services.notifications.application.letters.ports import Printer, PrintRunMade, RunFiles, StoresOn
from services.notifications.domain.mailing.print_run import PrintRun, plan_print_runs
from shared.access import system
from shared.messaging.unit import Database

PRINT_RUN_MADE = "print-run-made"
NAMESPACE = uuid.UUID("8d1f0f5e-0b7a-5f0e-8c55-7b1a6d3c2015")
log = structlog.get_logger()


class Overtaken(Exception):
    """A letter of the run was replaced, or printed by another process, while the files were being made."""


@system
def make_print_runs(database: Database, stores_on: StoresOn, printer: Printer, today: date) -> int:
    """Makes a run of every thousand ready letters of a municipality; returns how many letters were printed.

    Files are made outside any transaction, under an id that follows from the letters: after a crash the next call
    plans the same run, finds or remakes the same files, and only then says that the letters are printed. Until then
    nobody may send them: what a run is, the database says and not the folder.
    """
    printed = 0
    with printer.alone():
        with database.reading() as connection:
            waiting = stores_on(connection).letters.waiting()
        for run in plan_print_runs(waiting, today):
            named = replace(run, run_id=_run_id(run.letter_ids))
            files = printer.print_run(named)
            printed += _finish(database, stores_on, named, files, today)
        _take_away_what_came_to_nothing(database, stores_on, printer)
    return printed


def _take_away_what_came_to_nothing(database: Database, stores_on: StoresOn, printer: Printer) -> None:
    """Files of a run that was overtaken, or whose letters were replaced after a crash, must never reach a printer."""
    with database.reading() as connection:
        made = stores_on(connection).print_runs.ids()
    printer.keep_only(made)


def _run_id(letter_ids: Sequence[str]) -> str:
    return str(uuid.uuid5(NAMESPACE, "\n".join(sorted(letter_ids))))


def _finish(database: Database, stores_on: StoresOn, run: PrintRun, files: RunFiles, today: date) -> int:
    """Says that the run was made. An overtaken run is dropped: its letters that are still ready go with the next."""
    try:
        with database.unit() as unit:
            stores = stores_on(unit.connection)
            if stores.letters.mark_printed(run.letter_ids, run.run_id) != len(run.letter_ids):
                raise Overtaken(run.run_id)
            made = PrintRunMade(run.run_id, run.municipality_code, today, len(run.letter_ids), files.pages)
            stores.print_runs.add(made)
            unit.record(PRINT_RUN_MADE, run.run_id, _event_data(run, made))
    except Overtaken:
        log.warning("print run overtaken", run=run.run_id)
        return 0
    return len(run.letter_ids)


def _event_data(run: PrintRun, made: PrintRunMade) -> dict[str, object]:
    """The data of print-run-made.v1; the letters stand in printing order."""
    return {
        "runId": made.id,
        "municipality": made.municipality,
        "madeOn": made.made_on.isoformat(),
        "pages": made.pages,
        "letters": list(run.letter_ids),
    }
