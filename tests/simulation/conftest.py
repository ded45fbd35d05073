"""Prints at the end of a run what the simulations did, of all test processes together."""

from typing import Any

import pytest

from tests.simulation.figures import AT_LENGTH, DONE
from tests.simulation.profiles import NAME

FROM_WORKER = "figures of simulations"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--at-length",
        action="store_true",
        help="fail when the simulations did less than a run at length must do (tests/simulation/figures.py)",
    )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[FROM_WORKER] = DONE.plain()
    elif session.config.getoption("--at-length", default=False) and DONE.too_few(AT_LENGTH):
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A process of xdist is done; one that died tells nothing."""
    DONE.add_plain(getattr(node, "workeroutput", {}).get(FROM_WORKER, []))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if not DONE.counts:
        return
    terminalreporter.section(f"what the simulations did ({NAME})")
    for line in DONE.lines():
        terminalreporter.write_line(line)
    if config.getoption("--at-length", default=False):
        for line in DONE.too_few(AT_LENGTH):
            terminalreporter.write_line(f"TOO FEW: {line}", red=True)
