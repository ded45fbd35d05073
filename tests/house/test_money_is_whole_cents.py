"""No float comes near money: not in billing, and not where the kernel reads, rounds and writes amounts.

A true division of two integers makes a float without naming one, so every `/` is found too. Some divisions are
right, because one side is a `Decimal` and the outcome is rounded once later; those are named here by their function.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
KERNEL = [ROOT / "shared" / "money.py", ROOT / "shared" / "dutch.py", ROOT / "shared" / "law" / "book.py"]
MONEY_CODE = sorted([*(ROOT / "services" / "billing").rglob("*.py"), *KERNEL])
DECIMAL_DIVISIONS = {
    "line_of": "the year amount over the days of the year, rounded in the same line",
    "_unaccountable": "the part of a year, a Decimal from its first operand on",
    "ceiling": "a Decimal income times a Decimal share, over the parts of the year",
    "amount_for_hours": "a Decimal hourly rate over sixty minutes, rounded in the same line",
    "contribution_of": "the Decimal ceiling of a year over its days, rounded a few lines on",
    "_share_of": "a Decimal share of a budget line over its days, rounded by who adds them up",
    "_share_of_stay": "Decimal shares weighed by cents: the sum starts from a Decimal",
}


def floats_in(source: str) -> Iterator[int]:
    """Lines with a float: a literal, the name, or a true division outside the functions that are named above."""
    yield from (line for line, function in _suspects(ast.parse(source), "") if function not in DECIMAL_DIVISIONS)


def dividing_functions(source: str) -> set[str]:
    return {function for _, function in _suspects(ast.parse(source), "") if function}


def _suspects(node: ast.AST, function: str) -> Iterator[tuple[int, str]]:
    """Line and, for a division only, the function that it stands in."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        function = node.name
    if isinstance(node, ast.Constant) and isinstance(node.value, float):
        yield node.lineno, ""
    if isinstance(node, ast.Name | ast.Attribute) and (node.id if isinstance(node, ast.Name) else node.attr) == "float":
        yield node.lineno, ""
    if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div) and not _joins_a_path(node):
        yield node.lineno, function
    for child in ast.iter_child_nodes(node):
        yield from _suspects(child, function)


def _joins_a_path(node: ast.BinOp | ast.AugAssign) -> bool:
    """Whether text stands behind the `/`: then it makes the name of a file, as no number can be divided by text."""
    right = node.right if isinstance(node, ast.BinOp) else node.value
    return isinstance(right, ast.JoinedStr) or (isinstance(right, ast.Constant) and isinstance(right.value, str))


@pytest.mark.parametrize("file", MONEY_CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_float_near_money(file: Path) -> None:
    found = list(floats_in(file.read_text(encoding="utf-8")))
    assert found == [], f"a float, or a division that is not named in this test, in lines {found}"


def test_every_named_division_is_still_there() -> None:
    dividing = set().union(*(dividing_functions(file.read_text(encoding="utf-8")) for file in MONEY_CODE))
    assert set(DECIMAL_DIVISIONS) - dividing == set()


@pytest.mark.parametrize(
    "code",
    [
        "x = 0.5",
        "y: float = 1",
        "float('1')",
        "y: builtins.float = 1",
        "share = cents / 12",
        "cents /= 12",
        "def half(cents: int) -> int: return round(cents / 2)",
    ],
)
def test_the_check_sees_a_float(code: str) -> None:
    assert list(floats_in(code)) == [1]


@pytest.mark.parametrize(
    "code", ["share = cents // 12", 'file = folder / "law"', 'file = folder / f"{year}.toml"', "d = Decimal('0.5')"]
)
def test_the_check_lets_whole_cents_and_paths_be(code: str) -> None:
    assert list(floats_in(code)) == []


def test_a_division_is_allowed_in_the_functions_that_are_named_and_nowhere_else() -> None:
    division = "def {}(a, b): return a / b"
    assert list(floats_in(division.format("line_of"))) == []
    assert list(floats_in(division.format("line_off"))) == [1]
