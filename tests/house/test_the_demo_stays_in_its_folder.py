"""Any municipality is configuration: nothing of the demo's region stands in code, screens, settings or contracts.

Pages to read, examples of events and tests may name it, and so does the list of all municipalities.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.municipalities import LIST
from tests.support.regions import demo_region

ROOT = Path(__file__).resolve().parent.parent.parent
DEMO = ROOT / "deploy" / "demo"
ROOMS = ("services", "shared", "deploy")
PLACES = tomllib.loads((DEMO / "lekstroom.toml").read_text(encoding="utf-8"))["municipality"]
NAMES = {"Lekstroom", *(each.name for each in demo_region().municipalities)}
NAMES |= {place for each in PLACES for place in each["places"]}


def _written() -> Iterator[Path]:
    files = [file for room in ROOMS for file in (ROOT / room).rglob("*")]
    files += [file for file in ROOT.iterdir() if "lock" not in file.name]
    for file in sorted(files):
        about = file.suffix in {".md", ".pyc"} or file.name.endswith(".example.json")
        if file.is_file() and not about and file != LIST and DEMO not in file.parents:
            yield file


def _traces() -> re.Pattern[str]:
    codes = "|".join(sorted(demo_region().codes))
    postcodes = "|".join(
        str(number) for each in PLACES for number in range(each["postcodes"][0], each["postcodes"][1] + 1)
    )
    names = "|".join(map(re.escape, sorted(NAMES)))
    return re.compile(rf"\b({codes})\b|\b({postcodes}) ?[A-Z]{{2}}\b|(?i:\b({names})\b)")


TRACES = _traces()
FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")
NUMBERS = {number for each in PLACES for number in map(str, range(each["postcodes"][0], each["postcodes"][1] + 1))}
NUMBERS |= demo_region().codes
IN_SMALL_LETTERS = [name.lower() for name in NAMES]


def _may_hold_one(text: str) -> bool:
    """Looks fast through a whole file; TRACES, which is slow, decides about the lines."""
    small = text.lower()
    return not NUMBERS.isdisjoint(FOUR_DIGITS.findall(text)) or any(name in small for name in IN_SMALL_LETTERS)


@pytest.mark.parametrize(
    "trace", ["bijvoorbeeld 0321", "3991AB", "3430 AA", "de lekstroom", "Gemeente Houten", "Benschop"]
)
def test_a_trace_of_the_demo_is_recognised(trace: str) -> None:
    assert TRACES.search(trace)
    assert _may_hold_one(trace)


@pytest.mark.parametrize("text", ["0273", "10321", "1234AB", "houtenbank", "3991 km", "#032100"])
def test_what_is_no_trace_is_let_through(text: str) -> None:
    assert not TRACES.search(text)


def test_nothing_of_the_demos_region_stands_outside_its_folder() -> None:
    written = ((file, file.read_text(encoding="utf-8", errors="replace")) for file in _written())
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for file, text in written
        if _may_hold_one(text)
        for number, line in enumerate(text.splitlines(), start=1)
        if TRACES.search(line)
    ]
    assert found == []
