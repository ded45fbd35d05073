"""The demo's care office delivers everybody again, with who died and who moved since."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from deploy.demo.counterparts.care_office import CareOffice
from deploy.demo.counterparts.chance import Fate
from deploy.region import Region
from services.intake.adapters.person.tables import held_back_person
from shared.calendar.dutch import read_calendar
from tests.simulation.deliveries import make_delivery, open_region, take_in

FEBRUARY, MAY = date(2015, 2, 2), date(2015, 5, 1)


def rows(files: list[Path]) -> Iterator[dict[str, str]]:
    for file in files:
        with file.open(encoding="utf-8", newline="") as stream:
            yield from csv.DictReader(stream, delimiter=";")


def test_who_died_and_who_moved_comes_with_the_next_delivery_once(tmp_path: Path) -> None:
    files = make_delivery(tmp_path / "files", scale="0.1", defects=False)
    region = open_region(tmp_path / "data")
    take_in(region, files)
    before = region.status()
    office = CareOffice(region.services["intake"], files, Fate(11), read_calendar())
    for day in (date(2015, 1, 30), FEBRUARY, date(2015, 2, 3)):
        region.clock.turn(day)
        office.deliver(day)
        region.work()
    after = region.status()
    again = sorted((tmp_path / "files" / "2015-02-02").glob("*.csv"))
    towns = {row["clientnummer"]: row["gemeentecode"] for row in rows(files)}
    moved = {row["clientnummer"] for row in rows(again) if towns[row["clientnummer"]] != row["gemeentecode"]}
    died = {row["clientnummer"] for row in rows(again) if row["overlijdensdatum"] >= "2015-01"}
    assert moved
    assert died
    assert after["deliveries"]["checked"] == 2 * before["deliveries"]["checked"]
    assert after["persons"]["delivered"] == before["persons"]["delivered"]
    assert after["persons"]["states"]["deceased"] == before["persons"]["states"]["deceased"] + len(died)
    assert (after["persons"]["unaccounted"], after["control"]["withoutEither"]) == (0, 0)
    region.close()


def test_some_who_were_held_back_come_later_with_rows_that_were_put_right(tmp_path: Path) -> None:
    files = make_delivery(tmp_path / "files", scale="0.1")
    sound = make_delivery(tmp_path / "sound", scale="0.1", defects=False)[0].parent
    region = open_region(tmp_path / "data")
    take_in(region, files)
    office = CareOffice(region.services["intake"], files, Fate(11), read_calendar(), sound)
    held = [held_back(region)]
    for day in (FEBRUARY, MAY):
        region.clock.turn(day)
        office.deliver(day)
        region.work()
        held.append(held_back(region))
    assert held[0] > held[1] > held[2] > 0, held
    assert (region.status()["persons"]["unaccounted"], region.status()["control"]["withoutEither"]) == (0, 0)
    region.close()


def held_back(region: Region) -> int:
    with region.services["intake"].database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(held_back_person)).scalar_one())
