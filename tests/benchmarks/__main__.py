"""`make bench`: measures the chain against its floor and writes RESULTS.md. A benchmark, not a test: it judges nothing.

`python -m tests.benchmarks [--rows N] [--small N] [--large N]`
"""

import argparse
import json
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import psutil

from deploy.demo.generate import generate
from tests.benchmarks.chain import SEED
from tests.benchmarks.measure import Measured, measure

RESULTS = Path(__file__).parent / "RESULTS.md"
ROWS_AT_SCALE_1 = 3851


def main() -> None:
    wanted = arguments()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        main_run = run_chain(folder / "main", wanted.rows)
        floor = run_floor(folder / "main")
        small, large = (
            run_chain(folder / each, rows) for each, rows in (("small", wanted.small), ("large", wanted.large))
        )
    letters = letters_against_weasyprint()
    text = report(main_run, floor, small, large, letters)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)  # noqa: T201


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=100_000)
    return parser.parse_args()


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


def letters_against_weasyprint() -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.letters_vs_weasyprint"], capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


def letter_lines(found: dict[str, float]) -> list[str]:
    batch, singly = found["typstBatchPerSecond"], found["typstSinglyPerSecond"]
    theirs, theirs_singly = found["weasyprintBatchPerSecond"], found["weasyprintSinglyPerSecond"]
    return [
        f"our print run, against a document per letter | {batch} | {theirs_singly} | {found['times']} | at least 30",
        f"both many letters in a document | {batch} | {theirs} | {found['timesBatch']} | ",
        f"both a document per letter | {singly} | {theirs_singly} | {found['timesSingly']} | ",
    ]


def report(
    main_run: tuple[int, Measured],
    floor: Measured,
    small: tuple[int, Measured],
    large: tuple[int, Measured],
    letters: dict[str, float],
) -> str:
    rows, chain = main_run
    status = json.loads(chain.output)
    per_row = [run.seconds / count * 1000 for count, run in (small, large)]
    lines = [
        "# Benchmark results",
        "",
        f"Made by `make bench` on {datetime.now(UTC):%Y-%m-%d}: {psutil.cpu_count()} cores, "
        f"Python {platform.python_version()}.",
        "SQLite and the embedded log, one process, letters rendered by two helper processes.",
        "Memory is of the whole process tree.",
        "",
        "| What | Measured | Wanted |",
        "|---|--:|--:|",
        f"| function rows from file to finished print runs | {rows} | 50,000 |",
        f"| letters in print runs | {status['letters']['printed']} | |",
        f"| time | {chain.seconds:.1f} s | |",
        f"| floor: files read, rows bulk-inserted, the same letters compiled | {floor.seconds:.1f} s | |",
        f"| times the floor | {chain.seconds / floor.seconds:.2f} | at most 4 |",
        f"| peak memory | {chain.peak_mb:.0f} MB | at most 600 MB |",
        f"| time per row at {small[0]} rows | {per_row[0]:.3f} ms | |",
        f"| time per row at {large[0]} rows | {per_row[1]:.3f} ms | |",
        f"| growth of the time per row | {per_row[1] / per_row[0]:.2f} | at most 1.15 |",
        f"| peak memory at {large[0]} rows | {large[1].peak_mb:.0f} MB | |",
        "",
        "Letters per second against WeasyPrint: the same text, both PDF/UA-1, the same number of processes",
        "(`python -m tests.benchmarks.letters_vs_weasyprint`, which says what each line means).",
        "",
        "| What | Typst | WeasyPrint | Times | Wanted |",
        "|---|--:|--:|--:|--:|",
        *(f"| {line} |" for line in letter_lines(letters)),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
