"""What the status says as the year goes by: rights end, decisions fall due, and still nobody falls off."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from deploy.region import Region
from tests.simulation.deliveries import make_delivery, open_region, take_in


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Region]:
    folder = tmp_path_factory.mktemp("days")
    region = open_region(folder / "data")
    take_in(region, make_delivery(folder / "files", scale="0.1", defects=False))
    yield region
    region.close()


def status_on(region: Region, day: date) -> dict[str, Any]:
    region.clock.turn(day)
    region.tick(day)
    return region.status()


def test_rights_that_end_undecided_are_counted_as_overdue_and_nobody_falls_off(region: Region) -> None:
    winter = status_on(region, date(2014, 11, 4))["persons"]
    summer = status_on(region, date(2015, 7, 1))["persons"]
    new_year = status_on(region, date(2016, 1, 1))["persons"]
    assert winter["states"]["planned"] > summer["states"]["planned"] > new_year["states"]["planned"] == 0
    assert winter["states"]["overdue"] == 0 < summer["states"]["overdue"] < new_year["states"]["overdue"]
    for persons in (summer, new_year):
        still_to_decide = persons["states"]["planned"] + persons["states"]["overdue"]
        assert still_to_decide == winter["states"]["planned"], "only a decision takes somebody off the list"
        assert persons["states"]["elsewhere"] == winter["states"]["elsewhere"]
    for persons in (winter, summer, new_year):
        assert sum(persons["states"].values()) == persons["delivered"]
        assert persons["unaccounted"] == 0


def test_a_decision_that_is_not_known_after_its_day_is_overdue(region: Region) -> None:
    assert status_on(region, date(2014, 11, 4))["reassessments"]["overdue"] == 0
    in_summer = status_on(region, date(2015, 7, 1))["reassessments"]
    assert 0 < in_summer["overdue"] <= in_summer["planned"]
