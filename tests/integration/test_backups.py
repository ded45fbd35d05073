"""A copy of a folder, and a folder or one service put back from it."""

import shutil
import tarfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from deploy.cli import main
from deploy.data_dir import SERVICES, DataDir
from deploy.region import Region
from services.intake.adapters.person.tables import person
from services.intake.main import forgotten_not_here
from tests.simulation.deliveries import make_delivery, open_region, take_in


def zachtelanding(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def digests(data: Path) -> dict[str, str]:
    region = Region.open(DataDir.existing(data))
    found = region.digests()
    region.close()
    return found


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return make_delivery(tmp_path_factory.mktemp("files"), scale="0.02")


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory, files: list[Path]) -> Path:
    """A folder of which a copy was made after its first delivery, and one more came since; the copy lies beside it."""
    folder = tmp_path_factory.mktemp("backups")
    region = open_region(folder / "data")
    take_in(region, files[:1])
    answer = zachtelanding("backup", folder / "copy.tar.gz", "--data", folder / "data")
    assert answer.exit_code == 0, answer.stderr
    shutil.copytree(folder / "data", folder / "then")
    take_in(region, files[1:2])
    region.close()
    return folder


@pytest.fixture
def data(copied: Path, tmp_path: Path) -> Path:
    return shutil.copytree(copied / "data", tmp_path / "data")


def test_a_folder_that_is_put_back_is_as_it_was_when_it_was_copied(copied: Path, tmp_path: Path) -> None:
    answer = zachtelanding("restore", copied / "copy.tar.gz", "--data", tmp_path / "back")
    assert answer.exit_code == 0, answer.stderr
    assert digests(tmp_path / "back") == digests(copied / "then")


def test_a_copy_is_for_its_owner_only_and_takes_the_place_of_nothing(copied: Path) -> None:
    copy = copied / "copy.tar.gz"
    assert copy.stat().st_mode & 0o077 == 0
    again = zachtelanding("backup", copy, "--data", copied / "data")
    inside = zachtelanding("backup", copied / "data" / "x.tar.gz", "--data", copied / "data")
    assert [(each.exit_code, "Kies een andere naam" in each.stderr) for each in (again, inside)] == [(1, True)] * 2
    assert not list(copied.glob(".reservekopie-*"))


def test_a_folder_with_data_is_not_written_over(copied: Path) -> None:
    answer = zachtelanding("restore", copied / "copy.tar.gz", "--data", copied / "data")
    assert (answer.exit_code, "staat al iets" in answer.stderr) == (1, True)


def test_intake_comes_back_from_a_copy_and_names_what_must_be_delivered_again(
    copied: Path, data: Path, files: list[Path]
) -> None:
    for file in data.glob("intake.sqlite*"):
        file.unlink()
    answer = zachtelanding("restore", copied / "copy.tar.gz", "--data", data, "--service", "intake")
    assert answer.exit_code == 0, answer.stderr
    assert answer.stdout.count("Lever dat bestand opnieuw aan") == 1
    zachtelanding("deliver", files[1], "--data", data)
    assert digests(data)["intake"] == digests(copied / "data")["intake"]
    assert zachtelanding("status", "--data", data).exit_code == 0


@pytest.mark.parametrize("service", [service for service in SERVICES if service != "intake"])
def test_any_other_service_comes_back_from_an_old_copy_and_the_log(copied: Path, data: Path, service: str) -> None:
    for file in data.glob(f"{service}.sqlite*"):
        file.unlink()
    answer = zachtelanding("restore", copied / "copy.tar.gz", "--data", data, "--service", service)
    assert f"zachtelanding rebuild {service}" in answer.stdout
    assert zachtelanding("rebuild", service, "--data", data).exit_code == 0
    assert digests(data)[service] == digests(copied / "data")[service]


def test_a_service_of_a_folder_that_is_in_use_is_not_put_back(copied: Path, data: Path) -> None:
    """The process went on in the file that was taken away, and what people did there was lost."""
    region = Region.open(DataDir.existing(data))
    before = region.digests()
    answer = zachtelanding("restore", copied / "copy.tar.gz", "--data", data, "--service", "notifications")
    assert (answer.exit_code, "Stop het eerst" in answer.stderr) == (1, True)
    assert region.digests() == before
    region.close()


def test_what_there_is_stays_when_the_copy_has_nothing_in_its_place(copied: Path, data: Path, tmp_path: Path) -> None:
    with tarfile.open(copied / "copy.tar.gz") as packed:
        packed.extractall(tmp_path / "unpacked", filter="data")
    (tmp_path / "unpacked" / "billing.sqlite").unlink()
    with tarfile.open(tmp_path / "less.tar.gz", "w:gz") as packed:
        packed.add(tmp_path / "unpacked", arcname=".")
    answer = zachtelanding("restore", tmp_path / "less.tar.gz", "--data", data, "--service", "billing")
    assert (answer.exit_code, "geen database van billing" in answer.stderr) == (1, True)
    assert digests(data) == digests(copied / "data")


def test_a_database_that_is_none_any_more_is_put_back(copied: Path, data: Path) -> None:
    (data / "billing.sqlite").write_bytes(b"no database at all" * 100)
    answer = zachtelanding("restore", copied / "copy.tar.gz", "--data", data, "--service", "billing")
    assert answer.exit_code == 0, answer.stderr
    assert zachtelanding("rebuild", "billing", "--data", data).exit_code == 0
    assert digests(data)["billing"] == digests(copied / "data")["billing"]


def test_a_copy_of_another_folder_gives_no_service_back(copied: Path, tmp_path: Path) -> None:
    zachtelanding("init", "--data", tmp_path / "other", "--municipality", "0273")
    answer = zachtelanding("restore", copied / "copy.tar.gz", "--data", tmp_path / "other", "--service", "intake")
    assert (answer.exit_code, "van een andere map" in answer.stderr) == (1, True)


@pytest.mark.parametrize("content", [b"", b"no copy at all", b"\x1f\x8b\x08 broken"])
def test_what_is_no_copy_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.tar.gz").write_bytes(content)
    answer = zachtelanding("restore", tmp_path / "x.tar.gz", "--data", tmp_path / "back")
    assert (answer.exit_code, "geen reservekopie" in answer.stderr) == (1, True)
    assert not (tmp_path / "back").exists()


def test_whoever_was_forgotten_since_the_copy_is_named_and_forgotten_again(copied: Path, data: Path) -> None:
    region = Region.open(DataDir.existing(copied / "then"))
    with region.services["intake"].database.reading() as connection:
        of_client = select(person.c.client_id).where(person.c.client_id != "").order_by(person.c.client_id)
        someone = str(connection.execute(of_client).scalars().all()[0])
    region.close()
    why = ["--ground", "delivered-in-error", "--why", "Verkeerd bestand.", "--by", "Anna", "--confirm-by", "Bert"]
    assert zachtelanding("forget", someone, *why, "--data", data).exit_code == 0
    for file in data.glob("intake.sqlite*"):
        file.unlink()
    answer = zachtelanding("restore", copied / "copy.tar.gz", "--data", data, "--service", "intake")
    assert f"Was vergeten, en staat er nu weer: {someone}." in answer.stdout, answer.stderr
    assert zachtelanding("forget", someone, *why, "--data", data).exit_code == 0
    region = Region.open(DataDir.existing(data))
    assert forgotten_not_here(region.services["intake"]) == []
    region.close()
