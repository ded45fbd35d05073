"""At the end of a run stands what the simulations did, and a run at length that did too little fails."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.simulation.figures import AT_LENGTH, KILLS_EMBEDDED, Figures, What

pytest_plugins = ["pytester"]
ROOT = Path(__file__).parents[2]
SIMULATION = """
from enum import StrEnum

from tests.simulation.figures import AT_LENGTH, DONE


class Kind(StrEnum):
    SOME = "of some kind"


def test_something():
    for what, least in AT_LENGTH.items():
        DONE.add(what, {count}, kind=Kind.SOME)
    DONE.add_days("some town", 731)
"""


def run(pytester: pytest.Pytester, counts: Mapping[str, str], *options: str) -> pytest.RunResult:
    """Simulations in files of their own, each of which did so much."""
    pytester.makeconftest("from tests.simulation.conftest import *")
    pytester.makepyfile(**{f"test_{name}": SIMULATION.format(count=count) for name, count in counts.items()})
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", *options)


@pytest.fixture(autouse=True)
def where_our_code_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.mark.parametrize("processes", [[], ["-n", "2", "--dist", "loadfile"]])
def test_what_was_done_is_counted_over_all_test_processes(pytester: pytest.Pytester, processes: list[str]) -> None:
    found = run(pytester, {"one": "3", "two": "1_000"}, *processes)
    assert found.ret == pytest.ExitCode.OK
    found.stdout.fnmatch_lines(["*1,003 kills: of some kind 1,003", "*1,462 simulated days (4.0 years)"])
    assert "TOO FEW" not in found.stdout.str()


@pytest.mark.parametrize(
    ("count", "code"), [("least - 1", pytest.ExitCode.TESTS_FAILED), ("least", pytest.ExitCode.OK)]
)
@pytest.mark.parametrize("processes", [[], ["-n", "2"]])
def test_a_run_at_length_fails_below_what_it_must_do(
    pytester: pytest.Pytester, processes: list[str], count: str, code: pytest.ExitCode
) -> None:
    found = run(pytester, {"one": count}, "--at-length", *processes)
    assert found.ret == code
    assert found.stdout.str().count("TOO FEW") == (len(AT_LENGTH) if code else 0)


def test_what_was_not_done_at_all_is_too_few() -> None:
    assert Figures().too_few({KILLS_EMBEDDED: 200}) == ["one machine: 0 kills, and 200 is the least"]


def test_what_has_kinds_is_told_by_kind_on_one_line() -> None:
    figures = Figures()
    figures.add(What("a", "b"), 2, kind="x")
    figures.add(What("a", "b"), 1, kind="y")
    assert list(figures.lines()) == ["a", "          3 b: x 2, y 1"]


def test_every_night_is_a_run_at_length() -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").split("\nnightly:")[1].split("\n\n")[0]
    assert "ZL_SIMULATIONS=nightly" in recipe
    assert "--at-length" in recipe
