"""What a region's log holds of its clients cannot be read without their keys."""

import csv
from pathlib import Path

import pytest

from deploy.data_dir import DataDir
from deploy.region import Region
from shared.messaging.rebuild import whole_log
from shared.transport.topics import TOPICS
from tests.simulation.deliveries import make_delivery, open_region, release_and_tick, take_in

OF_A_PERSON = ("bsn", "geslachtsnaam", "voorletters", "straat", "postcode", "huisnummer", "geboortedatum")
LONG_ENOUGH = 6


def delivered(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Path]]:
    """A folder in which letters went out, and the files that were delivered."""
    folder = tmp_path_factory.mktemp("sealed")
    files = make_delivery(folder / "files", scale="0.02")
    region = open_region(folder / "data")
    take_in(region, files)
    release_and_tick(region)
    region.close()
    return folder / "data", files


def test_no_name_address_or_number_of_a_client_stands_in_the_log(sealed: tuple[Path, list[Path]]) -> None:
    data, files = sealed
    told = {row[name] for file in files for row in delivered(file) for name in OF_A_PERSON if name in row}
    personal = {text for text in told if len(text) >= LONG_ENOUGH}
    assert len(personal) > 100
    log = b"".join(file.read_bytes() for file in (data / "log").glob("events.sqlite*") if file.is_file())
    assert len(log) > 100_000
    assert [text for text in sorted(personal) if text.encode() in log] == []


def test_who_forgets_a_key_leaves_nothing_of_that_client_to_read(sealed: tuple[Path, list[Path]]) -> None:
    data, _ = sealed
    region = Region.open(DataDir.existing(data))
    events = [event for batch in whole_log(region.transport, "test", list(TOPICS.values())) for event in batch]
    client = next(event.subject for event in events if event.type.endswith("letter-written.v1"))
    region.transport.keys.destroy(client)
    left = [event for batch in whole_log(region.transport, "test", list(TOPICS.values())) for event in batch]
    region.close()
    assert [event for event in events if event.subject != client and "notice" not in event.type] == [
        event for event in left if "notice" not in event.type
    ]
    assert client not in str([dict(event.data) for event in left if "notice" in event.type])
