"""The command that says whether the chains of who looked are whole."""

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select, update

from deploy.cli import main
from deploy.data_dir import DataDir
from deploy.region import Region
from services.notifications.adapters.looks.tables import look
from shared.access import Role, User
from shared.json_text import json_text, json_value
from shared.looks.chain import reason_of
from shared.looks.purpose import opening
from shared.looks.written import ReadLog
from shared.messaging.forgetting import drop_told_reasons
from shared.service import Service
from shared.transport.topics import LOOK_TOPICS
from tests.simulation.deliveries import open_region
from tests.support.read_looks import looks

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


DAUGHTER, SON = "Haar dochter belde", "Zijn zoon belde"


def give_reasons(service: Service) -> None:
    """One as it is given now, and one as it was told before reasons were sealed."""
    log, table = ReadLog(service.database), service.database.messaging.look_outbox
    log.write(NOOR, ["client-8"], OPENED, DAUGHTER)
    log.write(NOOR, ["client-9"], OPENED)
    with service.database.engine.begin() as connection:
        last = connection.execute(select(table).order_by(table.c.number.desc())).mappings().first()
        assert last is not None
        before = json_text({**json_value(last["said"]), "reason": SON})
        connection.execute(update(table).where(table.c.number == last["number"]).values(said=before))


def test_why_somebody_looked_is_not_kept_where_it_was_told_from(data: Path) -> None:
    """The log holds it, and notifications what the auditor reads; of what is not told yet it stays."""
    region = Region.open(DataDir.existing(data))
    service = region.services["migration"]
    give_reasons(service)
    assert drop_told_reasons(service.database) == 0, "nothing of it was told yet"
    region.work()
    assert [reason_of(each) for each in looks(service.database.engine)][-2:] == [DAUGHTER, SON]
    shown = reasons_shown(region)
    region.tick(region.clock.today())
    assert [word for each in looks(service.database.engine) for word in (DAUGHTER, SON) if word in str(each)] == []
    assert drop_told_reasons(service.database) == 0
    assert reasons_shown(region) == shown >= {DAUGHTER, SON}

    ReadLog(service.database).write(NOOR, ["client-7"], OPENED)
    region.work()
    before = region.digests()
    region.services["notifications"].rebuild()
    assert (region.digests(), reasons_shown(region)) == (before, shown)
    file = Path(str(service.database.engine.url.database))
    region.close()
    assert "migration: heel (8 regels)" in check(data).output
    kept = b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
    assert [word for word in (DAUGHTER, SON) if word.encode() in kept] == []


def reasons_shown(region: Region) -> set[str]:
    """All that an auditor can read of why."""
    with region.services["notifications"].database.reading() as connection:
        return set(connection.execute(select(look.c.reason)).scalars()) - {""}
