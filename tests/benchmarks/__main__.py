"""`make bench`: measures and writes RESULTS.md. A benchmark, not a test: it judges nothing.

`python -m tests.benchmarks [PART ...] [--rows N] [--small N] [--large N] [--clock cpu]` measures all, or only the parts
named; what was measured before of the other parts stays in RESULTS.md, under its own date.
"""

import argparse
import json
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import psutil

from deploy.demo.generate import generate
from tests.benchmarks.chain import SEED
from tests.benchmarks.idle import idle_lines, idle_percent
from tests.benchmarks.large_pages import LIVED_UNTIL, large_page_lines, measured_large_pages
from tests.benchmarks.large_pages import REQUESTS as LARGE_REQUESTS
from tests.benchmarks.measure import Measured, measure
from tests.benchmarks.pages import CLOCKS, REQUESTS, ROWS, ROWS_AT_SCALE_1, make_region, measured_pages, page_lines

RESULTS = Path(__file__).parent / "RESULTS.md"
SECTION = re.compile(r"^## (.*?)\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
TITLE = "# Benchmark results\n\nMade by `make bench`; each part says when and on what.\n"


def main() -> None:
    wanted = arguments()
    done = dict(SECTION.findall(RESULTS.read_text(encoding="utf-8")))
    for name in wanted.parts or PARTS:
        heading, run = PARTS[name]
        with tempfile.TemporaryDirectory() as folder:
            lines = run(Path(folder), wanted)
        done[heading] = "\n".join(["", measured_on(), *lines, ""])
        print(f"## {heading}\n{done[heading]}")  # noqa: T201
        RESULTS.write_text(whole(done), encoding="utf-8")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--clock", choices=CLOCKS, default="wall", help="of the pages; cpu on a machine that is busy")
    wanted = parser.parse_args()
    if unknown := set(wanted.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    return wanted


def measured_on() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}, {psutil.cpu_count()} cores, Python {platform.python_version()}."


def whole(done: Mapping[str, str]) -> str:
    headings = [heading for heading, _ in PARTS.values() if heading in done]
    return "\n".join([TITLE, *(f"## {heading}\n{done[heading].rstrip()}\n" for heading in headings)])


def chain_part(folder: Path, wanted: argparse.Namespace) -> list[str]:
    main_run = run_chain(folder / "main", wanted.rows)
    floor = run_floor(folder / "main")
    small, large = (run_chain(folder / each, rows) for each, rows in (("small", wanted.small), ("large", wanted.large)))
    return chain_lines(main_run, floor, small, large)


def run_chain(folder: Path, rows: int) -> tuple[int, Measured]:
    scale = (Decimal(rows) / ROWS_AT_SCALE_1).quantize(Decimal("0.0001"))
    made = generate(folder / "files", seed=SEED, scale=scale, defects=False)
    measured = measure(command("take-in", folder / "files", folder / "data"))
    return sum(each.rows for each in made.municipalities), measured


def run_floor(folder: Path) -> Measured:
    (folder / "scratch").mkdir()
    return measure(command("floor", folder / "files", folder / "data", folder / "scratch"))


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "tests.benchmarks.chain", *map(str, words)]


def chain_lines(
    main_run: tuple[int, Measured], floor: Measured, small: tuple[int, Measured], large: tuple[int, Measured]
) -> list[str]:
    rows, chain = main_run
    status = json.loads(chain.output)
    per_row = [run.seconds / count * 1000 for count, run in (small, large)]
    return [
        "SQLite and the embedded log, two processes, letters rendered by one helper process and two in the end.",
        "Memory is of the whole process tree.",
        "",
        "| What | Measured | Wanted |",
        "|---|--:|--:|",
        f"| function rows from file to finished print runs | {rows} | 50,000 |",
        f"| letters in print runs | {status['letters']['printed']} | |",
        f"| time | {chain.seconds:.1f} s | |",
        f"| floor: files read, rows bulk-inserted, the same letters compiled | {floor.seconds:.1f} s | |",
        f"| times the floor | {chain.seconds / floor.seconds:.2f} | at most 1.9 |",
        f"| peak memory | {chain.peak_mb:.0f} MB | at most 600 MB |",
        f"| time per row at {small[0]} rows | {per_row[0]:.3f} ms | |",
        f"| time per row at {large[0]} rows | {per_row[1]:.3f} ms | |",
        f"| growth of the time per row | {per_row[1] / per_row[0]:.2f} | at most 1.15 |",
        f"| peak memory at {large[0]} rows | {large[1].peak_mb:.0f} MB | |",
    ]


def letters_part(_folder: Path, _wanted: argparse.Namespace) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.letters_vs_weasyprint"], capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    batch, singly = found["typstBatchPerSecond"], found["typstSinglyPerSecond"]
    theirs, theirs_singly = found["weasyprintBatchPerSecond"], found["weasyprintSinglyPerSecond"]
    return [
        "Letters per second: the same text, both PDF/UA-1, the same number of processes",
        "(`python -m tests.benchmarks.letters_vs_weasyprint`, which says what each line means).",
        "",
        "| What | Typst | WeasyPrint | Times | Wanted |",
        "|---|--:|--:|--:|--:|",
        f"| our print run, against a document per letter | {batch} | {theirs_singly} | {found['times']} "
        "| at least 30 |",
        f"| both many letters in a document | {batch} | {theirs} | {found['timesBatch']} |  |",
        f"| both a document per letter | {singly} | {theirs_singly} | {found['timesSingly']} |  |",
    ]


def pages_part(folder: Path, wanted: argparse.Namespace) -> list[str]:
    return [
        f"{REQUESTS} requests each, by turns in both regions, through the WSGI application without a socket; "
        f"{CLOCKS[wanted.clock].words}.",
        "In bold: slower or growing more than wanted. A page that shows more lines in the large region is compared by",
        "the line too (`Per line`), and is not bold when a line takes no longer than in the small one.",
        "",
        *page_lines(measured_pages(folder, wanted.clock)),
    ]


def large_pages_part(folder: Path, wanted: argparse.Namespace) -> list[str]:
    pages, clients, persons = measured_large_pages(folder, wanted.clock)
    few, many = clients.values()
    return [
        f"{few} and {many} clients in five municipalities, lived with until {LIVED_UNTIL}. They are copies of",
        f"{persons} persons who were lived with, under new ids (`large_region.py` says what is copied, multiplied and",
        "left out); the first mailings of two municipalities were put back, so that one gathers and one waits for a",
        "second person.",
        f"{LARGE_REQUESTS} requests each through the WSGI application without a socket; {CLOCKS[wanted.clock].words}.",
        "In bold: slower than wanted.",
        "",
        *large_page_lines(pages),
    ]


def idle_part(folder: Path, _wanted: argparse.Namespace) -> list[str]:
    make_region(folder / "data", ROWS[0])
    return idle_lines(idle_percent(folder / "data"))


Part = Callable[[Path, argparse.Namespace], list[str]]
PARTS: Mapping[str, tuple[str, Part]] = {
    "chain": ("From file to print run", chain_part),
    "letters": ("Letters against WeasyPrint", letters_part),
    "pages": ("Pages do not grow with the region", pages_part),
    "large-pages": ("Pages with 5,000 and with 200,000 clients", large_pages_part),
    "idle": ("At rest", idle_part),
}

if __name__ == "__main__":
    main()
