"""Intake takes no delivery in of a day for which migration could not determine a single right."""

from pathlib import Path

import pytest

import services
from shared.law.files import read_law_book

SERVICES = Path(services.__path__[0])


@pytest.mark.parametrize("service", ["migration", "notifications"])
def test_what_a_delivery_needs_is_known_from_the_day_on_which_one_is_taken_in(service: str) -> None:
    intake, later = (read_law_book(SERVICES / each / "law") for each in ("intake", service))
    assert later.complete_from <= intake.complete_from


def test_no_delivery_waits_longer_than_migration_needs() -> None:
    intake, migration = (read_law_book(SERVICES / each / "law") for each in ("intake", "migration"))
    assert intake.complete_from == migration.complete_from
    assert intake.day("transition.first-day", intake.complete_from) == migration.day(
        "transition.first-day", intake.complete_from
    )
