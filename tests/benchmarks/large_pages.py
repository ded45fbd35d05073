"""How long pages take where people have worked for months, with 5,000 and with 200,000 clients.

A small region is taken in and lived in; `large_region.py` makes the two of it. Before that, the first mailings of two
municipalities are put back: one gathers, one waits for a second person, with a letter to every client of theirs.
"""

import sqlite3
import statistics
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.benchmarks.large_region import enlarge
from tests.benchmarks.pages import CLOCKS, Timed, addresses_of, make_region, timed

ROWS_TAKEN_IN = 400
LIVED_UNTIL = date(2015, 4, 1)
SIZES = {5_000: 150.0, 200_000: 300.0}
"""How many clients, and in how many milliseconds the page has to be there."""
REQUESTS = 10
"""Of each page; with more, the whole takes longer than ten minutes."""


@dataclass(frozen=True, slots=True)
class LargePage:
    """Of one page, what was measured at each of SIZES where it was found."""

    label: str
    measured: dict[int, Timed]

    def is_fast(self, clients: int) -> bool:
        return clients not in self.measured or self.measured[clients].p95 <= SIZES[clients]


def measured_large_pages(folder: Path, clock: str) -> tuple[list[LargePage], dict[int, int], int]:
    """With how many clients there are really, and of how many they are copies."""
    lived, people = folder / "lived", dict[int, int]()
    live_in(lived)
    persons = clients_in(lived)
    found: dict[str, dict[int, Timed]] = {}
    for clients in SIZES:
        times = -(-clients // persons)
        enlarge(lived, folder / str(clients), times)
        people[clients] = times * persons
        for label, measured in measure_region(folder / str(clients), clock).items():
            found.setdefault(label, {})[clients] = measured
    return [LargePage(label, measured) for label, measured in found.items()], people, persons


def measure_region(data: Path, clock: str, requests: int = REQUESTS) -> dict[str, Timed]:
    with addresses_of(data, deep=True) as found:
        return {label: timed(asked, requests, CLOCKS[clock].now) for label, asked in found.items()}


def live_in(data: Path) -> None:
    make_region(data, ROWS_TAKEN_IN)
    words = ("advance", "--to", LIVED_UNTIL.isoformat(), "--data", str(data), "--json")
    subprocess.run([sys.executable, "-m", "deploy.cli", *words], check=True, capture_output=True)
    put_mailings_back(data)


def clients_in(data: Path) -> int:
    with closing(sqlite3.connect(data / "migration.sqlite")) as connection:
        (number,) = connection.execute("SELECT count(*) FROM client").fetchone()
    return int(number)


PUT_BACK = """
UPDATE letter SET state = 'ready', print_run_id = '', handed_over_on = NULL, mailing_id = :kept
 WHERE mailing_id = :id AND state = 'printed'
"""
RUNS = "UPDATE print_run SET letters = (SELECT count(*) FROM letter WHERE letter.print_run_id = print_run.id)"
FIRST = "SELECT id FROM mailing WHERE number = 1 ORDER BY letters DESC LIMIT 2"


def put_mailings_back(data: Path) -> None:
    with closing(sqlite3.connect(data / "notifications.sqlite")) as connection, connection:
        (gathers,), (waits,) = connection.execute(FIRST).fetchall()
        connection.execute(PUT_BACK, {"id": gathers, "kept": ""})
        connection.execute(PUT_BACK, {"id": waits, "kept": waits})
        connection.execute("DELETE FROM mailing WHERE id = ?", (gathers,))
        connection.execute(
            "UPDATE mailing SET complete = 0, second_by = '', second_name = '', second_on = NULL WHERE id = ?", (waits,)
        )
        connection.execute(RUNS)
        connection.execute("DELETE FROM print_run WHERE letters = 0")


def large_page_lines(pages: Sequence[LargePage]) -> list[str]:
    few, many = SIZES
    limits = [f"| pages within {SIZES[size]:.0f} ms at {size} clients | {_fast(pages, size)} | all |" for size in SIZES]
    return [
        "| What | Measured | Wanted |",
        "|---|--:|--:|",
        *limits,
        "",
        f"| Page | p50 at {few} | p95 at {few} | p50 at {many} | p95 at {many} | Lines |",
        "|---|--:|--:|--:|--:|--:|",
        *map(_line, pages),
    ]


def _fast(pages: Sequence[LargePage], size: int) -> str:
    there = [page for page in pages if size in page.measured]
    return f"{sum(page.is_fast(size) for page in there)} of {len(there)}"


def _line(page: LargePage) -> str:
    mark = "" if all(map(page.is_fast, SIZES)) else "**"
    there = [page.measured.get(size) for size in SIZES]
    times = " | ".join(f"{statistics.median(one.times):.1f} ms | {one.p95:.1f} ms" if one else "– | –" for one in there)
    lines = " / ".join(str(one.lines) if one else "–" for one in there)
    return f"| {mark}{page.label}{mark} | {times} | {lines} |"
