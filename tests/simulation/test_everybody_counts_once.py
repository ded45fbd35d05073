"""Random deliveries of a few people by two senders, for two municipalities, on any day: everybody counts once."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.main import IntakeService
from tests.integration.intake_files import content_of_outbox, deliver, open_intake, outbox, totals, write_rows
from tests.simulation.figures import DONE, What
from tests.simulation.profiles import SMALL_SIMULATION
from tests.unit.intake.delivered import client

pytestmark = pytest.mark.slow
DELIVERED = What("everybody counts once", "deliveries")


@dataclass(frozen=True)
class Made:
    """A delivery: `people` are numbers, `faulty` those whose row has a fault, `renamed` those under another number."""

    sender: str
    municipality: str
    day: int
    people: frozenset[int]
    faulty: frozenset[int]
    renamed: frozenset[int]


some = st.frozensets(st.integers(1, 4), max_size=2)
deliveries = st.lists(
    st.builds(
        Made,
        sender=st.sampled_from(["5509", "5524"]),
        municipality=st.sampled_from(["0331", "0620"]),
        day=st.integers(1, 3),
        people=st.frozensets(st.integers(1, 4), min_size=1),
        faulty=some,
        renamed=some,
    ),
    min_size=2,
    max_size=6,
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an intake whose tables are up to date, copied for every example."""
    folder = tmp_path_factory.mktemp("empty") / "data"
    folder.mkdir()
    open_intake(folder).database.engine.dispose()
    return folder


def hand_over(intake: IntakeService, folder: Path, number: int, made: Made) -> None:
    rows = []
    for person in sorted(made.people):
        fault = {"klasse": "K9"} if person in made.faulty else {}
        name = {"clientnummer": f"N{person}"} if person in made.renamed else {}
        rows.append(client(person, gemeentecode=made.municipality, **fault, **name))
    day = f"2014-11-0{made.day}"
    file = write_rows(
        folder, rows, name=f"{number}", leverancier=made.sender, gemeentecode=made.municipality, aangemaakt=day
    )
    deliver(intake, file)


@given(plan=deliveries)
@SMALL_SIMULATION
def test_everybody_counts_once_whoever_delivered_him(plan: list[Made], empty: Path) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(empty, folder / "data")
        intake = open_intake(folder / "data")
        for number, made in enumerate(plan):
            hand_over(intake, folder, number, made)
            DONE.add(DELIVERED)
        DONE.add(What(DELIVERED.simulation, "runs"))
        found = totals(intake)
        assert found.persons_delivered == len(frozenset[int]().union(*(made.people for made in plan)))
        assert found.persons_transferred == len(transferred(intake))
        assert found.persons_delivered == found.persons_transferred + found.persons_held_back
        before = (intake.digest(), content_of_outbox(intake))
        intake.rebuild()
        assert (intake.digest(), content_of_outbox(intake)) == before
        intake.database.engine.dispose()


def transferred(intake: IntakeService) -> set[str]:
    """Who was recorded as transferred; each with the revisions 1, 2, 3 and so on."""
    revisions: dict[str, list[int]] = {}
    for type_, subject, data in outbox(intake):
        if "client-transferred" in type_:
            revisions.setdefault(subject, []).append(data["revision"])
    assert all(found == list(range(1, len(found) + 1)) for found in revisions.values())
    return set(revisions)
