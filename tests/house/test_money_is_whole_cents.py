"""No float comes near money, in billing and in the kernel's money module."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
MONEY_CODE = sorted([*(ROOT / "services" / "billing").rglob("*.py"), ROOT / "shared" / "money.py"])


def floats_in(source: str) -> Iterator[int]:
    """Lines with a float: a literal, the name, or a true division (which makes one of two integers)."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield node.lineno
        if isinstance(node, ast.Name) and node.id == "float":
            yield node.lineno


@pytest.mark.parametrize("file", MONEY_CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_float_near_money(file: Path) -> None:
    allowed = {"gauges"}
    source = file.read_text(encoding="utf-8")
    lines = source.splitlines()
    found = [number for number in floats_in(source) if not any(name in lines[number - 1] for name in allowed)]
    assert found == [], f"float in lines {found}"


@pytest.mark.parametrize("code", ["x = 0.5", "y: float = 1", "float('1')"])
def test_the_check_sees_a_float(code: str) -> None:
    assert list(floats_in(code)) == [1]
