"""Progress on standard error: a bar on a terminal, a plain line now and then otherwise."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

LINE_EVERY_SECONDS = 2.0
Report = Callable[[int, int], None]


@contextmanager
def progress(label: str) -> Iterator[Report]:
    """Yields a function that takes how much is done and how much there is."""
    if sys.stderr.isatty():
        yield from _bar(label)
    else:
        yield from _lines(label)


def _bar(label: str) -> Iterator[Report]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _lines(label: str) -> Iterator[Report]:
    last = [0.0, 0, 0]

    def report(done: int, total: int) -> None:
        last[1:] = [done, total]
        if monotonic() - last[0] >= LINE_EVERY_SECONDS:
            last[0] = monotonic()
            print(f"{label}: {done} van {total}", file=sys.stderr, flush=True)  # noqa: T201

    yield report
    print(f"{label}: klaar ({last[1]})", file=sys.stderr, flush=True)  # noqa: T201
