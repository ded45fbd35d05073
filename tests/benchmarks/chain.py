"""The work that is measured, as processes of their own.

`python -m tests.benchmarks.chain take-in FILES DATA`: from file to finished print runs on the embedded default.
`python -m tests.benchmarks.chain floor FILES DATA SCRATCH`: the least anyone could do for the same result: read the
same files, bulk-insert their rows into one table, and compile the same letters in the same way.
"""

import csv
import json
import sqlite3
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from sqlalchemy import select

from deploy.beside import LettersBeside
from deploy.data_dir import DataDir
from deploy.demo.releasers import release_in_demo
from deploy.region import Region
from deploy.standing import look_less_often
from deploy.take_in import smallest_first
from services.intake.main import deliver_file
from services.notifications.adapters.letters.outside.typst_pool import render_batches
from services.notifications.adapters.letters.tables import WITH_BODY, letter, letter_body
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.letters.letter_json import letter_of_body
from services.notifications.domain.mailing.print_run import LETTERS_PER_FILE

SEED = 11
DAY = date(2014, 11, 3)
RENDER_PROCESSES = 2


def open_region(data: Path) -> Region:
    return Region.open(DataDir.open(data, demo_seed=SEED))


def take_in(files: Path, data: Path) -> dict[str, object]:
    region = open_region(data)
    region.clock.turn(DAY)
    with LettersBeside(region) as letters:
        for file in smallest_first(files):
            deliver_file(region.services["intake"], file)
            letters.work()
        release_in_demo(region)
    region.tick(DAY)
    status = region.status()
    region.close()
    return status


def floor(files: Path, data: Path, scratch: Path) -> dict[str, object]:
    rows = sum(bulk_insert(file, scratch / "floor.sqlite") for file in sorted(files.glob("*.csv")))
    letters = 0
    for batch in render_batches(parts_of(data), lambda: RENDER_PROCESSES):
        letters += len(batch.pages)
    return {"rows": rows, "letters": letters}


def bulk_insert(file: Path, database: Path) -> int:
    with sqlite3.connect(database) as connection, file.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, delimiter=";")
        header = next(reader)
        columns = ", ".join(f'"{name}"' for name in header)
        connection.execute(f"CREATE TABLE IF NOT EXISTS row ({columns})")
        marks = ", ".join("?" * len(header))
        done = connection.executemany(f"INSERT INTO row VALUES ({marks})", reader)  # noqa: S608
        return done.rowcount


def parts_of(data: Path) -> Iterator[list[Letter]]:
    """The very letters that the chain made, in parts of the same size."""
    region = open_region(data)
    with region.services["notifications"].database.reading() as connection:
        part: list[Letter] = []
        rows = connection.execution_options(yield_per=LETTERS_PER_FILE).execute(
            select(letter_body.c.body, letter.c.id, letter.c.letter_date)
            .select_from(WITH_BODY)
            .where(letter.c.state == "printed")
        )
        for body, letter_id, letter_date in rows:
            part.append(letter_of_body(body, letter_id, letter_date))
            if len(part) == LETTERS_PER_FILE:
                yield part
                part = []
        if part:
            yield part
    region.close()


def main() -> None:
    look_less_often()
    kind, *paths = sys.argv[1:]
    works: dict[str, Callable[..., object]] = {"take-in": take_in, "floor": floor}
    print(json.dumps(works[kind](*map(Path, paths))))  # noqa: T201


if __name__ == "__main__":
    main()
