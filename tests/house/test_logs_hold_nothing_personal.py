"""A log line is a fixed sentence with named fields, and every name that a field may have is listed here.

So nobody logs a value by the way: a new field is a line in this list, and somebody reads it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CODE = sorted(file for room in ("services", "shared", "deploy") for file in (ROOT / room).rglob("*.py"))
LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}

MAY_BE_LOGGED = {
    "service",
    "type",
    "event_id",
    "trace",
    "fault",
    "attempt",
    "route",
    "status",
    "exc_info",
    "thread",
    "library",
    "place",
    "run",
    "municipality",
    "letters",
    "why",
    "step",
    "state",
    "file",
    "where",
}
"""Names of our own things, their ids and counts. `why` is a key of a list in code, `where` a line of a settings file,
`words` the fixed part of what a library logs."""


def log_calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in LEVELS
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "log"
        ):
            yield node


def what_is_odd(call: ast.Call) -> list[str]:
    sentence = call.args[-1] if call.args else None
    names = [keyword.arg or ast.unparse(keyword.value) for keyword in call.keywords]
    odd = [name for name in names if name not in MAY_BE_LOGGED | {"words"}]
    fixed = isinstance(sentence, ast.Name) or (isinstance(sentence, ast.Constant) and isinstance(sentence.value, str))
    return odd if fixed else [*odd, "a sentence that is not fixed"]


def test_a_log_line_is_a_fixed_sentence_with_fields_that_are_listed() -> None:
    calls = [(file, call) for file in CODE for call in log_calls(ast.parse(file.read_text(encoding="utf-8")))]
    assert len(calls) > 5
    assert {f"{file.relative_to(ROOT)}:{call.lineno}": odd for file, call in calls if (odd := what_is_odd(call))} == {}


def test_the_check_sees_a_value_that_is_logged_by_the_way() -> None:
    tree = ast.parse("log.info(f'{bsn}', client=bsn)")
    assert [what_is_odd(call) for call in log_calls(tree)] == [["client", "a sentence that is not fixed"]]


def test_nothing_is_logged_in_another_way() -> None:
    """A logger of the standard library, or a trace with its message would go past all this."""
    ways = ("logging.getLogger", "traceback.print_exc", "traceback.format_exc", "traceback.print_exception")
    found = {
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in CODE
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ways
    }
    assert found == set()
