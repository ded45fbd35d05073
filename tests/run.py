"""`make test`: format, lint, types, walls, then every test. A component that cannot be had is named in one line.

With REQUIRE_ALL=1 a missing component is a failure.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from tests.support.components import COMPONENTS

BIN = Path(sys.executable).parent
CHECKS = {
    "formatting": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
    "walls": ["lint-imports"],
}
THREE_AT_A_TIME = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
"""A file stays with one worker, so that what its tests share (a region, a browser, a broker) is made once. In the order
of `folders`, because the longest files have the fewest tests and would come last. One more than there are cores:
a browser, a broker and a process that is killed are waited for."""
TESTS = Path("tests")


def folders() -> list[Path]:
    """All with tests, simulations first."""
    found = sorted({file.relative_to(TESTS).parts[0] for file in TESTS.rglob("test_*.py")})
    return [TESTS / name for name in sorted(found, key=lambda name: name != "simulation")]


def environment() -> dict[str, str]:
    """With what is compiled kept in `__pycache__`, also where that is off: else each worker, and each of the many
    processes that tests start, compiles the tests and the system again."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def missing_markers(say: Callable[[str], None]) -> list[str]:
    """The markers of tests whose component is not on this machine; says one line for each."""
    missing = []
    for marker, available in COMPONENTS.items():
        present, reason = available()
        if not present:
            missing.append(marker)
            say(f"NOT TESTED: {marker}: {reason}")
    return missing


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def run_checks() -> list[str]:
    failed = []
    for name, command in CHECKS.items():
        say(f"== {name}")
        if subprocess.run([BIN / command[0], *command[1:]], check=False).returncode:
            failed.append(name)
    return failed


def main() -> int:
    started = monotonic()
    missing = missing_markers(say)
    if missing and os.environ.get("REQUIRE_ALL") == "1":
        say(f"REQUIRE_ALL=1, and these components are missing: {', '.join(missing)}")
        return 1
    failed = run_checks()
    selection = ["-m", " and ".join(f"not {marker}" for marker in missing)] if missing else []
    say("== tests")
    if subprocess.run(
        [BIN / "pytest", *THREE_AT_A_TIME, *selection, *folders()], check=False, env=environment()
    ).returncode:
        failed.append("tests")
    say(f"== {'failed: ' + ', '.join(failed) if failed else 'all is well'} after {monotonic() - started:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
