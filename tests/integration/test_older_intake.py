"""An older copy of intake's database that is put back: what it knows as handed over, others know as taken in."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from werkzeug.test import Client

from deploy.all_in_one import site_of
from deploy.data_dir import DataDir
from deploy.region import Region
from services.intake.application.delivery.advance_delivery import advance_delivery
from services.intake.domain.delivery.deliveries import is_waiting
from services.intake.main import IntakeService, deliver_file, register_file
from shared.messaging.failures import DatabaseBehind
from tests.integration.intake_files import write_rows
from tests.integration.test_backups import digests, zachtelanding
from tests.simulation.deliveries import open_region
from tests.unit.intake.delivered import client


@dataclass(frozen=True, slots=True)
class Folder:
    """A data folder with an older copy of intake put back, its undisturbed twin, and the files by name."""

    data: Path
    undisturbed: Path
    files: dict[str, Path]
    copy: Path

    def put_back(self) -> str:
        """What the command says."""
        for file in self.data.glob("intake.sqlite*"):
            file.unlink()
        answer = zachtelanding("restore", self.copy, "--data", self.data, "--service", "intake")
        assert answer.exit_code == 0, answer.stderr
        return answer.stdout

    def deliver(self, name: str) -> None:
        answer = zachtelanding("deliver", self.files[name], "--data", self.data)
        assert answer.exit_code == 0, answer.stderr

    def is_as_undisturbed(self) -> bool:
        return digests(self.data) == digests(self.undisturbed)


def write_files(folder: Path) -> dict[str, Path]:
    """Each names the same two people; a later one gives the first another last day."""
    folder.mkdir()
    ends = {"A": "2015-03-31", "B": "2015-06-30", "C": "2015-09-30", "D": "2015-06-30"}
    return {
        name: write_rows(
            folder,
            [client(1, einddatum=end), client(2)],
            name=name,
            aangemaakt=f"2014-11-01T{hour}:00:00+01:00",
        )
        for hour, (name, end) in enumerate(ends.items(), start=10)
    }


def made(root: Path, *, since: str, steps: int = 0) -> Folder:
    """A is taken in, and of B so many steps; then comes the copy, and then all of B and the others, in the order of
    `since`."""
    folder = Folder(root / "data", root / "undisturbed", write_files(root / "files"), root / "copy.tar.gz")
    region = open_region(folder.data)
    deliver_file(region.services["intake"], folder.files["A"])
    region.work()
    register_file(region.services["intake"], folder.files["B"])
    take_steps(region, steps)
    region.close()
    assert zachtelanding("backup", folder.copy, "--data", folder.data).exit_code == 0
    for name in since:
        folder.deliver(name)
    shutil.copytree(folder.data, folder.undisturbed)
    return folder


def take_steps(region: Region, steps: int) -> None:
    intake = region.services["intake"]
    assert isinstance(intake, IntakeService)
    with intake.works.read() as work:
        delivery = work.deliveries.oldest_waiting()
    for _ in range(steps):
        assert delivery is not None
        after = advance_delivery(intake.works, delivery)
        delivery = after if is_waiting(after) else None
    assert delivery is not None


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_what_the_copy_knows_as_handed_over_is_taken_in_before_what_came_later(tmp_path: Path, steps: int) -> None:
    """It counted as here, so what came later took its revisions, and others passed over what came after that."""
    folder = made(tmp_path, since="BC", steps=steps)
    told = folder.put_back().splitlines()[1:]
    assert ["zelf over" in told[0], "Lever dat bestand opnieuw aan" in told[1], len(told)] == [True, True, 2]
    folder.deliver("C")
    assert folder.is_as_undisturbed()
    assert zachtelanding("deliver", folder.files["D"], "--data", folder.undisturbed).exit_code == 0
    folder.deliver("D")
    assert folder.is_as_undisturbed()


def test_when_only_what_was_handed_over_is_awaited_the_worker_needs_no_hand(tmp_path: Path) -> None:
    folder = made(tmp_path, since="B", steps=1)
    folder.put_back()
    region = Region.open(DataDir.existing(folder.data))
    region.work()
    assert Client(site_of(region, demo_sign_in=False)).get("/intake/healthz").status_code == 200
    region.close()
    assert folder.is_as_undisturbed()


def test_a_waiting_worker_has_taken_in_what_it_could(tmp_path: Path) -> None:
    folder = made(tmp_path, since="BC")
    folder.put_back()
    region = Region.open(DataDir.existing(folder.data))
    with pytest.raises(DatabaseBehind, match="without 1 deliveries"):
        region.work()
    region.close()
    folder.deliver("B")
    folder.deliver("C")
    assert folder.is_as_undisturbed()


@pytest.mark.parametrize("command", [("rebuild", "intake"), ("deliver", "B")])
def test_what_was_handed_over_waits_for_what_the_log_has_before_it(tmp_path: Path, command: tuple[str, str]) -> None:
    folder = made(tmp_path, since="CB")
    told = folder.put_back().splitlines()[1:]
    assert ["Lever dat bestand opnieuw aan" in told[0], "zelf over" in told[1], len(told)] == [True, True, 2]
    before = digests(folder.data)
    verb, what = command
    too_soon = zachtelanding(verb, folder.files.get(what, what), "--data", folder.data)
    assert (too_soon.exit_code, "Lever eerst opnieuw aan: C." in too_soon.stderr) == (1, True), too_soon.stderr
    assert digests(folder.data) == before
    folder.deliver("C")
    assert folder.is_as_undisturbed()
