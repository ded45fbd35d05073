"""The command that says whether the chains of who looked are whole."""

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from deploy.cli import main
from deploy.data_dir import DataDir
from shared.access import Role, User
from shared.looks.purpose import opening
from shared.looks.written import ReadLog
from shared.transport.topics import LOOK_TOPICS
from tests.simulation.deliveries import open_region

NOOR = User("noor", "Noor Bakker", Role.CASEWORKER, frozenset({"0321"}))
OPENED = opening("client-file", "inzien van het dossier")
LOOKS = 5


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder in which somebody opened five files in migration."""
    region = open_region(tmp_path / "data")
    for number in range(LOOKS):
        ReadLog(region.services["migration"].database).write(NOOR, [f"client-{number}"], OPENED)
    region.work()
    region.close()
    return tmp_path / "data"


def check(data: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["check-looks", "--data", str(data), *words])


def in_log(data: Path, *statements: str) -> None:
    with sqlite3.connect(DataDir.existing(data).log_file) as connection:
        for statement in statements:
            connection.execute(statement, {"topic": LOOK_TOPICS["migration"].name})


def test_a_whole_log_is_called_whole(data: Path) -> None:
    answer = check(data)
    assert answer.exit_code == 0, answer.output
    assert "migration: heel (5 regels)" in answer.output
    assert "intake: heel (0 regels)" in answer.output


CHANGED = ["UPDATE record SET data = replace(data, 'client-2', 'client-9') WHERE topic = :topic AND position = 2"]
REMOVED = [
    "DELETE FROM record WHERE topic = :topic AND position = 2",
    "UPDATE record SET position = position - 1 WHERE topic = :topic AND position > 2",
    "UPDATE head SET next = next - 1 WHERE topic = :topic",
]
SWAPPED = [
    "UPDATE record SET position = 99 WHERE topic = :topic AND position = 2",
    "UPDATE record SET position = 2 WHERE topic = :topic AND position = 3",
    "UPDATE record SET position = 3 WHERE topic = :topic AND position = 99",
]
LAST_REMOVED = [
    "DELETE FROM record WHERE topic = :topic AND position = 4",
    "UPDATE head SET next = 4 WHERE topic = :topic",
]
UNREADABLE = ["UPDATE record SET data = 'weg' WHERE topic = :topic AND position = 1"]


def test_a_log_that_says_it_holds_more_than_it_does_is_no_whole_one(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command waited without an end for the record that was taken away."""
    monkeypatch.setattr("shared.messaging.rebuild.NOTHING_COMES_SECONDS", 1)
    in_log(data, LAST_REMOVED[0])
    answer = check(data)
    assert (answer.exit_code, "er ontbreekt iets" in answer.output) == (1, True)


@pytest.mark.parametrize(
    ("attack", "at", "why"),
    [
        (CHANGED, 3, "de inhoud is veranderd"),
        (REMOVED, 4, "de regels 3 tot en met 3 ontbreken"),
        (SWAPPED, 4, "staan niet op hun plaats"),
        (LAST_REMOVED, 5, "in het logboek staat hij niet"),
        (UNREADABLE, 3, "de regels 2 tot en met 2 ontbreken"),
    ],
    ids=["changed", "removed", "swapped", "the last one removed", "made unreadable"],
)
def test_the_first_break_is_said_in_words_and_in_json(data: Path, attack: Sequence[str], at: int, why: str) -> None:
    in_log(data, *attack)
    answer = check(data)
    assert answer.exit_code == 1
    assert f"migration: breuk bij nummer {at}: " in answer.output
    assert why in answer.output
    assert json.loads(check(data, "--json").output)["migration"]["broken_at"] == at
