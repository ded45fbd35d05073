"""A delivery is taken in when region.toml has its municipality; otherwise it is refused with what to do."""

from dataclasses import replace
from datetime import date

import pytest

from services.intake.application.delivery.rebuild_deliveries import RebuildDeliveries, rebuild_deliveries
from services.intake.domain.delivery.deliveries import DeliveryState
from tests.support.intake_in_memory import WorksInMemory
from tests.support.regions import region_serving
from tests.unit.intake.delivered import client
from tests.unit.intake.takes_in import outcome, take_in, totals, view


@pytest.mark.parametrize("code", ["0273", "0518", "1931"])
def test_any_municipality_that_is_served_is_taken_in(code: str) -> None:
    works = WorksInMemory(region_serving(code))
    found = view(works, take_in(works, [client(1, gemeentecode=code)], gemeentecode=code))
    assert (found.state, found.rows_accepted, found.rows_held_back) == (DeliveryState.CHECKED, 1, 0)


def test_a_delivery_for_somebody_else_is_refused_and_nobody_in_it_is_known() -> None:
    works = WorksInMemory(region_serving("0267"))
    refused = view(works, take_in(works, [client(1, gemeentecode="0273")], gemeentecode="0273"))
    assert "is voor Putten (0273), en die gemeente staat niet in region.toml. Zet in" in str(refused.reason)
    assert (refused.state, refused.municipality) == (DeliveryState.REFUSED, "0273")
    assert (works.recorded, totals(works).persons_delivered, works.kept.rows) == ([], 0, {})


def test_the_same_file_is_taken_in_once_its_municipality_is_added() -> None:
    works = WorksInMemory(region_serving("0267"))
    refused = take_in(works, [client(1, gemeentecode="0273")], gemeentecode="0273")
    works.region = region_serving("0267", "0273")
    taken = take_in(works, [client(1, gemeentecode="0273")], gemeentecode="0273")
    assert (view(works, refused).state, view(works, taken).state) == (DeliveryState.REFUSED, DeliveryState.CHECKED)
    assert len(works.recorded) == 2


@pytest.mark.parametrize(
    ("since", "until", "named"),
    [
        (date(2015, 1, 1), None, "voor 1 november 2014"),
        (date(2014, 1, 1), date(2015, 6, 30), "voor 31 december 2015"),
        (date(2014, 1, 1), date(2015, 12, 31), ""),
    ],
)
def test_without_contact_data_a_delivery_is_refused_until_they_are_there(
    since: date, until: date | None, named: str
) -> None:
    """Every letter to its clients would be parked, one by one."""
    region = region_serving("0273")
    (town,) = region.municipalities
    unreachable = replace(town, contacts=(replace(town.contacts[0], since=since, until=until),))
    works = WorksInMemory(replace(region, municipalities=(unreachable,)))
    rows = [client(1, gemeentecode="0273")]
    found = view(works, take_in(works, rows, gemeentecode="0273"))
    assert found.state is (DeliveryState.REFUSED if named else DeliveryState.CHECKED)
    assert named in str(found.reason)
    assert not named or "staan geen contactgegevens van Putten (0273)" in str(found.reason)
    works.region = region
    assert view(works, take_in(works, rows, gemeentecode="0273")).state is DeliveryState.CHECKED


@pytest.mark.parametrize(("created", "state"), [("2014-07-18", DeliveryState.REFUSED), ("2014-07-19", "checked")])
def test_a_delivery_from_before_the_law_is_refused(works: WorksInMemory, created: str, state: DeliveryState) -> None:
    """Nobody could determine the rights of a single one of its clients."""
    found = view(works, take_in(works, [client(1)], aangemaakt=created))
    assert (found.state, "18 juli 2014" in str(found.reason)) == (state, state is DeliveryState.REFUSED)


def test_what_was_taken_in_stays_so_when_its_municipality_is_taken_away() -> None:
    works = WorksInMemory(region_serving("0267", "0273"))
    taken = take_in(works, [client(1, gemeentecode="0273")], gemeentecode="0273")
    works.region = region_serving("0267")
    assert take_in(works, [client(1, gemeentecode="0273")], gemeentecode="0273") == taken
    before = outcome(works)
    rebuild_deliveries(works, RebuildDeliveries())
    assert outcome(works) == before


def test_a_rebuild_takes_nobody_in_of_whom_the_others_never_heard() -> None:
    works = WorksInMemory(region_serving("0267"))
    refused = take_in(works, [client(1, gemeentecode="0273")], gemeentecode="0273")
    works.region = region_serving("0267", "0273")
    rebuild_deliveries(works, RebuildDeliveries())
    assert (view(works, refused).state, totals(works).persons_transferred) == (DeliveryState.REFUSED, 0)
    take_in(works, [client(1, gemeentecode="0273")], gemeentecode="0273")
    rebuild_deliveries(works, RebuildDeliveries())
    assert totals(works).persons_transferred == 1
