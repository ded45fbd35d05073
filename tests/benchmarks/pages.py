"""How long pages take in a small and in a ten times larger region, in one run.

`python -m tests.benchmarks.pages --small-data DIR --large-data DIR [--requests N] [--clock cpu]` prints a table of two
data folders; `make bench` makes its own and writes the same table to RESULTS.md.

Each page is asked for as a signed-in user, through the WSGI application of `zachtelanding run` but not through a
socket: the time is that of the program and its databases. The small and the large region take turns, request by
request, so that whatever else the machine does falls on both.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import structlog

from deploy.all_in_one import web_application
from deploy.data_dir import DataDir
from deploy.region import Region
from deploy.standing import keep_what_stands, look_less_often
from deploy.users import demo_users
from tests.benchmarks.chain import SEED
from tests.benchmarks.pages_found import Address, SignedIn, find_addresses, sign_in

ROWS_AT_SCALE_1 = 3851
ROWS = (4_000, 40_000)
REQUESTS = 30
WARM_UP = 2
GROWTH_MAX = 1.3
P95_MS_MAX = 50.0


@dataclass(frozen=True, slots=True)
class Clock:
    words: str
    now: Callable[[], float]


CLOCKS = {
    "wall": Clock("time that passed", time.perf_counter),
    "cpu": Clock("processor time, as the machine was busy with other work", time.thread_time),
}


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds per request for one page, and how many lines it has."""

    times: Sequence[float]
    lines: int

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.times, n=20)[-1]


@dataclass(frozen=True, slots=True)
class Page:
    """Milliseconds per request, in the small and in the large region; `lines`: of the tables on the page in each, or of
    the list that an API answers with. A list that is not full in the small region shows more in the large one, and
    needs more time for that alone."""

    label: str
    small: Sequence[float]
    large: Sequence[float]
    lines: tuple[int, int]

    @property
    def growth(self) -> float:
        return statistics.median(self.large) / statistics.median(self.small)

    @property
    def growth_per_line(self) -> float | None:
        """Of the time that a line takes, the page around it included; None when no line came."""
        small, large = self.lines
        return self.growth * small / large if large > small > 0 else None

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.large, n=20)[-1]

    @property
    def is_fast(self) -> bool:
        return self.growth <= GROWTH_MAX and self.p95 <= P95_MS_MAX

    @property
    def only_has_more_lines(self) -> bool:
        """It takes longer because it shows more, and a line of it takes no longer."""
        return not self.is_fast and self.p95 <= P95_MS_MAX and (self.growth_per_line or GROWTH_MAX) <= 1


def make_region(data: Path, rows: int) -> None:
    scale = (Decimal(rows) / ROWS_AT_SCALE_1).quantize(Decimal("0.0001"))
    words = ("demo", "--scale", str(scale), "--seed", str(SEED), "--data", str(data), "--no-serve", "--no-defects")
    subprocess.run([sys.executable, "-m", "deploy.cli", *words], check=True, capture_output=True)


def measure_pages(small: Path, large: Path, requests: int = REQUESTS, clock: str = "wall") -> list[Page]:
    """Every page that both regions have, in the order of the url maps."""
    with addresses_of(small) as in_small, addresses_of(large) as in_large:
        return [
            _measure(label, in_small[label], in_large[label], requests, CLOCKS[clock].now)
            for label in in_large
            if label in in_small
        ]


Asked = tuple[Address, SignedIn]


@contextmanager
def addresses_of(data: Path, *, deep: bool = False) -> Iterator[dict[str, Asked]]:
    """By label, each with a user who may ask for it. Python looks for rubbish as often as in `zachtelanding run`."""
    look_less_often()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    region = Region.open(DataDir.existing(data))
    site = web_application(region)
    keep_what_stands()
    clients = sign_in(site, [user.id for user in demo_users(region.data.region, region.data.users_file)])
    found = find_addresses(site, clients, deep=deep)
    yield dict(_labelled(found))
    region.close()


def _labelled(found: Mapping[Address, SignedIn]) -> Iterator[tuple[str, Asked]]:
    """A second page of one kind is numbered."""
    seen: Counter[str] = Counter()
    for address, client in found.items():
        seen[address.label] += 1
        number = f" ({seen[address.label]})" if seen[address.label] > 1 else ""
        yield address.label + number, (address, client)


def _measure(label: str, small: Asked, large: Asked, requests: int, clock: Callable[[], float]) -> Page:
    for _ in range(WARM_UP):
        _time(small, clock)
        _time(large, clock)
    times = [(_time(small, clock), _time(large, clock)) for _ in range(requests)]
    return Page(label, [each for each, _ in times], [each for _, each in times], (_lines(small), _lines(large)))


def timed(asked: Asked, requests: int, clock: Callable[[], float]) -> Timed:
    """The page was asked for when it was found, and once more for its lines: that is enough to warm up."""
    lines = _lines(asked)
    return Timed([_time(asked, clock) for _ in range(requests)], lines)


def _lines(asked: Asked) -> int:
    address, client = asked
    answer = address.ask(client)
    if not answer.is_json:
        return answer.get_data().count(b"<tr")
    found = answer.get_json()
    return len(found if isinstance(found, list) else next(each for each in found.values() if isinstance(each, list)))


def _time(asked: Asked, clock: Callable[[], float]) -> float:
    address, client = asked
    started = clock()
    answer = address.ask(client)
    answer.get_data()
    taken = clock() - started
    if answer.status_code != 200:
        raise RuntimeError(f"{address.label} answered {answer.status_code}")
    return taken * 1000


def page_lines(pages: Sequence[Page]) -> list[str]:
    """Rows of a table: what is wanted of all pages, and then each; one that is slow or grows stands in bold."""
    grown, slow = max(page.growth for page in pages), max(page.p95 for page in pages)
    fast = sum(page.is_fast for page in pages)
    alike = [page for page in pages if page.lines[0] == page.lines[1]]
    fast_alike = sum(page.is_fast for page in alike)
    return [
        "| What | Measured | Wanted |",
        "|---|--:|--:|",
        f"| pages within both | {fast} of {len(pages)} | all |",
        f"| of those with as many lines in both regions | {fast_alike} of {len(alike)} | all |",
        f"| others that grow only with the lines they show | {sum(page.only_has_more_lines for page in pages)} | |",
        f"| most growth of a page | {grown:.2f} | at most {GROWTH_MAX} |",
        f"| highest p95 at {ROWS[1]} rows | {slow:.0f} ms | at most {P95_MS_MAX:.0f} ms |",
        "",
        f"| Page | p50 at {ROWS[0]} rows | p50 at {ROWS[1]} | p95 at {ROWS[1]} | Growth | Per line | Lines |",
        "|---|--:|--:|--:|--:|--:|--:|",
        *map(_line, pages),
    ]


def _line(page: Page) -> str:
    mark = "" if page.is_fast or page.only_has_more_lines else "**"
    per_line = "" if page.growth_per_line is None else f"{page.growth_per_line:.2f}"
    small, large = statistics.median(page.small), statistics.median(page.large)
    times = f"{small:.1f} ms | {large:.1f} ms | {page.p95:.1f} ms | {page.growth:.2f} | {per_line}"
    return f"| {mark}{page.label}{mark} | {times} | {page.lines[0]} / {page.lines[1]} |"


def measured_pages(folder: Path, clock: str) -> list[Page]:
    """Of regions made in `folder`."""
    for rows in ROWS:
        make_region(folder / str(rows), rows)
    small, large = (folder / str(rows) for rows in ROWS)
    return measure_pages(small, large, clock=clock)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small-data", type=Path, required=True)
    parser.add_argument("--large-data", type=Path, required=True)
    parser.add_argument("--requests", type=int, default=REQUESTS)
    parser.add_argument("--clock", choices=CLOCKS, default="wall")
    asked = parser.parse_args()
    pages = measure_pages(asked.small_data, asked.large_data, requests=asked.requests, clock=asked.clock)
    sys.stdout.write("\n".join(page_lines(pages)) + "\n")


if __name__ == "__main__":
    main()
