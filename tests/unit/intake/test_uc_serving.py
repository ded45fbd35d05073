"""A delivery is taken in when region.toml has its municipality; otherwise it is refused with what to do."""

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
