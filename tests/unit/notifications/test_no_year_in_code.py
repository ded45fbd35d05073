"""Notifications holds no year of the law: days come with the events. `Wmo 2015` is a name, and stands for no year."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent.parent
SERVICE = ROOT / "services" / "notifications"
NAME_OF_A_LAW = re.compile(r"Wmo 2015")
YEAR = re.compile(r"(?<![0-9A-Za-z-])201[456](?![0-9A-Za-z])")
COMMENT = re.compile(r"\{#.*?#\}|^\s*//.*$", re.DOTALL | re.MULTILINE)
VERSION_DAY = re.compile(r"^(since|until) = \d{4}-\d{2}-\d{2}$", re.MULTILINE)
"""From when a version of a letter's text is used: our own day, which no reader sees."""
CODE = sorted(file for file in SERVICE.rglob("*.py") if "schema_versions" not in file.parts)
TEMPLATES = sorted(file for file in (SERVICE / "templates").rglob("*") if file.is_file())


def years(text: str) -> list[str]:
    return YEAR.findall(NAME_OF_A_LAW.sub("", text))


def constants(code: str) -> Iterator[str]:
    """Every number and text in the code but docstrings, which are statements of their own. Comments are no code."""
    tree = ast.parse(code)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in said:
            yield str(node.value)


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(SERVICE)))
def test_no_year_stands_in_the_code(file: Path) -> None:
    assert [found for text in constants(file.read_text(encoding="utf-8")) for found in years(text)] == []


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(SERVICE)))
def test_no_year_stands_in_a_template(file: Path) -> None:
    text = COMMENT.sub("", file.read_text(encoding="utf-8"))
    assert years(VERSION_DAY.sub("", text) if file.suffix == ".toml" else text) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("DAY = date(2015, 1, 1)", ["2015"]),
        ("TEXT = 'Vanaf 1 januari 2015 regelt de Wmo 2015 dit.'", ["2015"]),
        ("TEXT = f'op {day} in 2016.'", ["2016"]),
        ('"""Art. 8.3 of 2015."""\nX = "Wmo 2015, artikel 8.3"  # 31 december 2014', []),
    ],
)
def test_the_search_finds_years_and_leaves_names_and_comments(code: str, found: list[str]) -> None:
    assert [year for text in constants(code) for year in years(text)] == found
