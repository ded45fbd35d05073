"""Only what reads a message, and a rule, may call a message unworkable; an error of Python itself is our own bug.

So no `except` may turn a built-in exception into Unworkable, save in the one place that reads messages, and no other
room than `application` may say it at all.
"""

import ast
import builtins
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
READS_MESSAGES = ROOT / "shared" / "messaging" / "work.py"
CODE = sorted(file for room in ("services", "shared", "deploy") for file in (ROOT / room).rglob("*.py"))


def unworkable_in(node: ast.AST) -> bool:
    """Whether something below the node raises Unworkable."""
    raised = (each.exc for each in ast.walk(node) if isinstance(each, ast.Raise))
    return any(
        isinstance(name, ast.Name) and name.id == "Unworkable"
        for exc in raised
        for name in [exc.func if isinstance(exc, ast.Call) else exc]
    )


def bugs_called_unworkable(source: str) -> Iterator[int]:
    """Lines of an `except` that catches everything or an exception of Python itself, and raises Unworkable."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ExceptHandler) and unworkable_in(node) and _catches_a_bug(node.type):
            yield node.lineno


def _catches_a_bug(caught: ast.expr | None) -> bool:
    if caught is None:
        return True
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(isinstance(name, ast.Name) and hasattr(builtins, name.id) for name in names)


def may_say_it(file: Path) -> bool:
    return file == READS_MESSAGES or "application" in file.relative_to(ROOT).parts


def test_only_use_cases_and_the_reading_of_messages_call_a_message_unworkable() -> None:
    found = [file for file in CODE if unworkable_in(ast.parse(file.read_text(encoding="utf-8")))]
    assert READS_MESSAGES in found
    assert [str(file.relative_to(ROOT)) for file in found if not may_say_it(file)] == []


def test_no_bug_of_ours_is_called_an_unworkable_message() -> None:
    found = {
        f"{file.relative_to(ROOT)}:{line}"
        for file in CODE
        if file != READS_MESSAGES
        for line in bugs_called_unworkable(file.read_text(encoding="utf-8"))
    }
    assert found == set()


@pytest.mark.parametrize(
    ("caught", "is_found"),
    [
        (" KeyError", True),
        (" (FactsError, TypeError) as wrong", True),
        (" Exception", True),
        ("", True),
        (" FactsError", False),
        (" (FactsError, LawError) as wrong", False),
    ],
)
def test_the_check_sees_a_bug_that_is_called_unworkable(caught: str, is_found: bool) -> None:
    source = f"try:\n    pass\nexcept{caught}:\n    raise Unworkable('dit kan niet')\n"
    assert list(bugs_called_unworkable(source)) == ([3] if is_found else [])
