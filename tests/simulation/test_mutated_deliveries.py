"""Whatever a sender hands over, every row of it is accepted or held back with what is wrong, or the whole is refused
with the reason; nothing fails, and nobody further on gets a message that cannot be worked."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from deploy.region import Region
from services.intake.adapters.delivery.tables import delivered_row
from services.intake.main import deliver_file
from tests.integration.intake_files import write_rows
from tests.simulation.deliveries import open_region
from tests.simulation.figures import DONE, MUTATED
from tests.simulation.mutations import PERSONS, mutated
from tests.simulation.profiles import MUTATIONS
from tests.unit.intake.delivered import client

pytestmark = pytest.mark.slow
OUTCOMES = ("checked", "refused")


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    found = open_region(tmp_path / "data")
    yield found
    found.close()


def test_every_row_of_a_mutated_delivery_is_accounted_for(region: Region, tmp_path: Path) -> None:
    outcomes: Counter[str] = Counter()

    @MUTATIONS
    @given(seed=st.integers(0, 2**64))
    def deliver_one(seed: int) -> None:
        made = mutated(seed)
        file = tmp_path / f"{made.name}.csv"
        file.write_bytes(made.content)
        file.with_suffix(".json").write_bytes(made.manifest)
        found = deliver_file(region.services["intake"], file)
        outcomes[found["state"]] += 1
        DONE.add(MUTATED, kind=found["state"])
        assert found["state"] in OUTCOMES, found["reason"]
        if found["state"] == "refused":
            assert found["reason"].endswith(".")
            assert found["rows"]["delivered"] == 0
        else:
            check_rows(region, found, made.content)

    deliver_one()
    assert all(outcomes[outcome] > sum(outcomes.values()) / 10 for outcome in OUTCOMES)
    good = deliver_file(region.services["intake"], write_rows(tmp_path, [client(PERSONS)], name="goed"))
    assert (good["state"], good["rows"]["accepted"]) == ("checked", 1)
    region.work()
    assert parked(region) == {}


def check_rows(region: Region, found: dict[str, Any], content: bytes) -> None:
    """As many rows as lines with something in them, below the header, each of them in one state."""
    rows, columns = found["rows"], delivered_row.c
    with region.services["intake"].database.reading() as connection:
        of_delivery = select(columns.state, columns.errors).where(columns.delivery_id == found["id"])
        stored = connection.execute(of_delivery).all()
    assert len(stored) == rows["delivered"] == sum(bool(line.strip()) for line in content.split(b"\n")[1:])
    states = Counter(state for state, _ in stored)
    assert (states["accepted"], states["held-back"]) == (rows["accepted"], rows["heldBack"])
    assert [state for state, errors in stored if (state == "held-back") != bool(errors)] == []


def parked(region: Region) -> dict[tuple[str, str], int]:
    """By service and reason."""
    found: Counter[tuple[str, str]] = Counter()
    for name, service in region.services.items():
        with service.database.reading() as connection:
            reasons = connection.execute(select(service.database.messaging.parked.c.reason)).scalars()
            found.update((name, reason) for reason in reasons)
    return dict(found)
