"""A faulty correction goes through the whole chain: it stops the letter and touches nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from deploy.region import Region
from services.intake.main import deliver_file
from services.migration.adapters.planning.tables import plan
from services.migration.adapters.rights.tables import client
from tests.simulation.deliveries import make_delivery, open_region, release_and_tick
from tests.simulation.test_no_one_falls_off import Change, changed_delivery

pytestmark = pytest.mark.slow


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    found = open_region(tmp_path / "data")
    yield found
    found.close()


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """The first municipality's file, small and without faults."""
    return make_delivery(tmp_path / "files", scale="0.02", defects=False)[0]


def hand_over(region: Region, file: Path) -> None:
    deliver_file(region.services["intake"], file)
    region.work()


def faulty(file: Path, folder: Path) -> Path:
    """The same file with an impossible birth date in every row."""
    with file.open(encoding="utf-8") as lines:
        rows = sum(1 for _ in lines) - 1
    broken = tuple(Change(row, "break", "geboortedatum", "31-02-2015") for row in range(rows))
    return changed_delivery(file, broken, folder, 1)


def rights_and_plans(region: Region) -> tuple[list[object], list[object], str]:
    """What migration holds of the clients, and the digest of billing."""
    with region.services["migration"].database.reading() as connection:
        clients, plans = ([*connection.execute(select(table).order_by(table.c[0]))] for table in (client, plan))
    return clients, plans, region.services["billing"].digest()


def letters(region: Region) -> dict[str, int]:
    found: dict[str, int] = region.status()["letters"]
    return found


def test_a_faulty_correction_stops_the_letters_and_nothing_else(region: Region, good: Path, tmp_path: Path) -> None:
    hand_over(region, good)
    before, first = rights_and_plans(region), letters(region)
    hand_over(region, faulty(good, tmp_path / "faulty"))
    release_and_tick(region)
    assert first["ready"] > 0
    assert letters(region) == {**first, "ready": 0, "withheld": first["withheld"] + first["ready"]}
    assert region.status()["providerNotices"] == 0
    assert rights_and_plans(region) == before
    assert not any(counts["parked"] for counts in region.status()["events"].values())


def test_the_letters_go_when_the_correction_was_put_right(region: Region, good: Path, tmp_path: Path) -> None:
    hand_over(region, good)
    first = letters(region)
    hand_over(region, faulty(good, tmp_path / "faulty"))
    hand_over(region, changed_delivery(good, (), tmp_path / "mended", 2))
    release_and_tick(region)
    assert letters(region) == {**first, "ready": 0, "printed": first["ready"]}
    assert region.status()["persons"]["unaccounted"] == 0


def test_every_service_rebuilds_the_same_after_a_correction(region: Region, good: Path, tmp_path: Path) -> None:
    hand_over(region, good)
    hand_over(region, faulty(good, tmp_path / "faulty"))
    hand_over(region, changed_delivery(good, (Change(0, "drop", "bsn", ""),), tmp_path / "mended", 2))
    release_and_tick(region)
    region.work()
    before = region.digests()
    for service in region.services.values():
        service.rebuild()
    assert region.digests() == before
