"""A client moves to another municipality of the region: the whole chain follows, and no one counts twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.region import Region
from services.billing.adapters.pgb.tables import budget
from services.intake.main import deliver_file
from services.migration.adapters.control.tables import standing
from services.migration.adapters.planning.tables import plan
from services.migration.adapters.rights.tables import client
from services.migration.application.route.take_step import TakeStep, take_step
from services.migration.domain.control.steps import Task
from services.migration.domain.route.states import StepKind
from services.migration.main import open_works
from services.notifications.adapters.letters.tables import letter
from services.notifications.adapters.notices.tables import ending_right
from shared.access import Role, User
from tests.simulation.deliveries import make_delivery, open_region, release_and_tick
from tests.simulation.test_no_one_falls_off import changed_delivery, ids, made_otherwise

pytestmark = pytest.mark.slow
OLD, NEW = "0321", "0620"


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    found = open_region(tmp_path / "data")
    yield found
    found.close()


@pytest.fixture
def houten(tmp_path: Path) -> Path:
    return next(
        file for file in make_delivery(tmp_path / "files", scale="0.02", defects=False) if f"-{OLD}-" in file.name
    )


@pytest.fixture
def work_folder(tmp_path: Path) -> Path:
    (found := tmp_path / "work").mkdir()
    return found


def hand_over(region: Region, file: Path, folder: Path, day: str, *, moved_to: str = "", sender: str = "5509") -> None:
    number = len(list(folder.iterdir()))
    again = changed_delivery(file, (), folder / str(number), number)
    made_otherwise(again, sender=sender, created=day, moved_to=moved_to)
    deliver_file(region.services["intake"], again)
    region.work()


def places(region: Region) -> dict[str, set[str]]:
    """Per table in which municipalities the clients are."""
    live = letter.c.state.in_(["ready", "printed", "withheld"])
    return {
        "clients": set(ids(region, "migration", client.c.municipality)),
        "plans": set(ids(region, "migration", plan.c.municipality)),
        "budgets": set(ids(region, "billing", budget.c.municipality)),
        "letters": set(ids(region, "notifications", letter.c.municipality, live)),
        "provider lines": set(ids(region, "notifications", ending_right.c.municipality)),
    }


def test_everything_of_a_client_who_moved_is_at_his_new_municipality(
    region: Region, houten: Path, work_folder: Path
) -> None:
    hand_over(region, houten, work_folder, "2014-11-01")
    before, first = region.status(), places(region)
    hand_over(region, houten, work_folder, "2014-11-03", moved_to=NEW)
    release_and_tick(region)
    after = region.status()
    assert set.union(*first.values()) == {OLD}
    assert set.union(*places(region).values()) == {NEW}
    assert after["persons"] == before["persons"]
    assert after["letters"]["printed"] == before["letters"]["ready"] > 0
    assert after["letters"]["ready"] == 0
    assert after["budgets"]["debitCents"] == after["budgets"]["creditCents"]
    assert not any(counts["parked"] for counts in after["events"].values())


def test_who_was_written_to_hears_from_his_new_municipality_too(
    region: Region, houten: Path, work_folder: Path
) -> None:
    hand_over(region, houten, work_folder, "2014-11-01")
    release_and_tick(region)
    hand_over(region, houten, work_folder, "2014-11-03", moved_to=NEW)
    release_and_tick(region)
    printed = [
        ids(region, "notifications", letter.c.client_id, letter.c.municipality == code, letter.c.print_run_id != "")
        for code in (OLD, NEW)
    ]
    assert printed[0] == printed[1]
    assert printed[0]


def test_every_service_rebuilds_the_same_after_a_move(region: Region, houten: Path, work_folder: Path) -> None:
    hand_over(region, houten, work_folder, "2014-11-01")
    hand_over(region, houten, work_folder, "2014-11-03", moved_to=NEW)
    release_and_tick(region)
    before = region.digests()
    for service in region.services.values():
        service.rebuild()
    assert region.digests() == before


def test_whose_reassessment_stopped_before_the_move_is_taken_up_where_they_live(
    region: Region, houten: Path, work_folder: Path
) -> None:
    """Wmo 2015 8.3(1): the right is owed by the municipality where the client lives; nobody falls between two."""
    hand_over(region, houten, work_folder, "2014-11-01")
    works = open_works(region.services["migration"].database, region.data.region)
    user = User("noor", "Noor", Role.CASEWORKER, frozenset({OLD}))
    planned = sorted(ids(region, "migration", plan.c.client_id))
    for client_id in planned:
        with works.begin() as work:
            take_step(work, TakeStep(user, client_id, StepKind.END, work.today, {"reason": "withdrawn"}))
    region.work()
    assert set(ids(region, "migration", standing.c.became, standing.c.client_id.in_(planned))) == {"withdrawn"}
    hand_over(region, houten, work_folder, "2014-11-03", moved_to=NEW)
    release_and_tick(region)
    of_these = standing.c.client_id.in_(planned)
    assert set(ids(region, "migration", standing.c.became, of_these)) == {"to-do"}
    assert Task.REASSESS_HERE.value in set(ids(region, "migration", standing.c.next_step, of_these))
    before = region.digests()
    region.services["migration"].rebuild()
    assert region.digests() == before


@pytest.mark.parametrize(("day", "sender"), [("2014-10-30", "5509"), ("2014-11-03", "5524")])
def test_an_old_file_and_another_sender_change_nothing_in_the_chain(
    region: Region, houten: Path, work_folder: Path, day: str, sender: str
) -> None:
    hand_over(region, houten, work_folder, "2014-11-01")
    before = region.status()
    hand_over(region, houten, work_folder, day, sender=sender)
    after = region.status()
    assert after["rows"]["heldBack"] == before["rows"]["accepted"]
    for what in ("persons", "letters", "budgets", "reassessments"):
        assert after[what] == before[what]
