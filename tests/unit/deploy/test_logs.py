"""What the log says when one command does the work of many days."""

from collections.abc import Iterator

import pytest
import structlog

from deploy.logs import configure_logs


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def test_a_command_for_many_days_says_each_thing_once(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(each_line_once=True)
    for letters in (9, 9, 8):
        structlog.get_logger().warning("letters not printed", municipality="0273", letters=letters)
    assert [line.count('"letters": 9') for line in capsys.readouterr().err.splitlines()] == [1, 0]
