"""What a log may hold: that something happened, where, and of which kind; nothing of a person."""

import json
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, insert

from deploy.logs import configure_logs, in_short
from shared.database import open_engine
from shared.settings import SettingsError

BSN = "123456782"
NAME = "Geertruida van der Poel"


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    before, root = structlog.get_config(), logging.getLogger()
    handlers, level, hooks = list(root.handlers), root.level, (sys.excepthook, threading.excepthook)
    yield
    structlog.configure(**before)
    root.handlers, root.level = handlers, level
    sys.excepthook, threading.excepthook = hooks


def read_row(bsn: str) -> None:
    name = NAME
    raise ValueError(f"{name} with {bsn} cannot be read")


def refuse_row() -> None:
    """As a database quotes a row, in its message and in its parameters."""
    engine = create_engine("sqlite://")
    person = Table("person", MetaData(), Column("bsn", String, primary_key=True), Column("name", Integer))
    with engine.begin() as connection:
        person.create(connection)
        for _ in range(2):
            connection.execute(insert(person), {"bsn": BSN, "name": NAME})


def cause_another() -> None:
    try:
        read_row(BSN)
    except ValueError as wrong:
        raise RuntimeError(f"the row of {NAME} is lost") from wrong


def fail_on_the_way() -> None:
    try:
        read_row(BSN)
    except ValueError:
        empty: dict[str, str] = {}
        empty.pop(BSN)


def in_a_request(act: Callable[[], None]) -> None:
    try:
        act()
    except Exception:  # noqa: BLE001
        structlog.get_logger().exception("request failed", route="/clients/<client>")


def as_the_end_of_a_process(act: Callable[[], None]) -> None:
    try:
        act()
    except Exception as error:  # noqa: BLE001
        sys.excepthook(type(error), error, error.__traceback__)


def in_a_thread(act: Callable[[], None]) -> None:
    thread = threading.Thread(target=act, name="worker-intake")
    thread.start()
    thread.join()


def in_a_library(act: Callable[[], None]) -> None:
    try:
        act()
    except Exception:
        logging.getLogger("waitress").exception("Exception while serving %s", f"/clients/{BSN}")


def in_a_careless_library(act: Callable[[], None]) -> None:
    try:
        act()
    except Exception as error:  # noqa: BLE001
        logging.getLogger("careless").error(f"{error} for {NAME} {BSN}")


WAYS = [in_a_request, as_the_end_of_a_process, in_a_thread, in_a_library, in_a_careless_library]
ERRORS: list[Callable[[], None]] = [lambda: read_row(BSN), refuse_row, cause_another, fail_on_the_way]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("act", ERRORS)
def test_an_error_leaves_its_kind_and_place_in_the_log_and_nothing_of_a_person(
    way: Callable[[Callable[[], None]], None], act: Callable[[], None], capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logs()
    way(act)
    said = capsys.readouterr().err
    assert "test_logs.py" in said
    assert BSN not in said
    assert NAME not in said
    assert all(isinstance(json.loads(line), dict) for line in said.splitlines())


def logged(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    return dict(json.loads(capsys.readouterr().err))


def test_an_error_is_told_with_what_it_came_from(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs()
    in_a_request(cause_another)
    line = logged(capsys)
    assert [each["fault"] for each in line["exception"]] == ["builtins.RuntimeError", "builtins.ValueError"]
    assert line["exception"][1]["places"][-1].endswith(" read_row")


def test_an_error_made_of_settings_alone_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs()
    missing = SettingsError("ZL_WEB_PORT is not set; set it in the environment")
    sys.excepthook(SettingsError, missing, None)
    assert logged(capsys)["exception"][0]["says"] == str(missing)
    assert in_short(missing) == f"shared.settings.SettingsError: {missing}"
    assert in_short(ValueError(BSN)) == "builtins.ValueError"


def test_an_interrupt_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "stopped by an error" not in capsys.readouterr().err


def test_no_error_of_a_database_shows_its_parameters() -> None:
    assert open_engine("sqlite://").hide_parameters
    assert open_engine("postgresql+psycopg://nobody@127.0.0.1/none").hide_parameters


def test_a_command_for_many_days_says_each_thing_once(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(each_line_once=True)
    for letters in (9, 9, 8):
        structlog.get_logger().warning("letters not printed", municipality="0273", letters=letters)
    assert [line.count('"letters": 9') for line in capsys.readouterr().err.splitlines()] == [1, 0]
