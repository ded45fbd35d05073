"""A copy of a folder, and a folder or one service put back from it."""

import json
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import MetaData, select
from werkzeug.test import Client

from deploy.all_in_one import site_of
from deploy.cli import main
from deploy.data_dir import SERVICES, DataDir
from deploy.demo.counterparts.playing import advance, counterparts_of
from deploy.region import Region
from services.intake.adapters.person.tables import person
from services.intake.main import own_log_of
from services.migration.adapters.route.tables import decision
from shared.database import open_engine, sqlite_url
from shared.messaging.failures import DatabaseBehind
from shared.whole_files import scratch
from tests.integration.test_a_person_is_forgotten import forget
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
    assert list(copied.rglob(".*.tmp")) == []


@pytest.fixture
def gone() -> int:
    """The number of a process that is over."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        return process.pid


def test_what_a_killed_copy_left_goes_at_the_next_start(data: Path, tmp_path: Path, gone: int) -> None:
    left = data / f".reservekopie.{gone}-0123abcd-0.tmp"
    packed = tmp_path / f".copy.tar.gz.{gone}-0123abcd-0.tmp"
    left.mkdir()
    (left / "intake.sqlite").write_bytes(b"of somebody who may be forgotten since")
    packed.touch()
    answer = zachtelanding("backup", tmp_path / "copy.tar.gz", "--data", data)
    assert (answer.exit_code, left.exists(), packed.exists()) == (0, False, False)


def test_a_folder_can_be_put_back_again_after_that_was_killed(copied: Path, tmp_path: Path, gone: int) -> None:
    left = tmp_path / "back" / f".reservekopie.{gone}-0123abcd-0.tmp"
    left.mkdir(parents=True)
    answer = zachtelanding("restore", copied / "copy.tar.gz", "--data", tmp_path / "back")
    assert (answer.exit_code, left.exists()) == (0, False)


def test_what_another_process_is_copying_stays_and_is_in_no_copy(data: Path, tmp_path: Path) -> None:
    with scratch(data, "reservekopie") as other:
        (other / "intake.sqlite").touch()
        assert zachtelanding("backup", tmp_path / "copy.tar.gz", "--data", data).exit_code == 0
        with tarfile.open(tmp_path / "copy.tar.gz") as packed:
            assert [name for name in packed.getnames() if "reservekopie" in name] == []
        assert other.is_dir()


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


@pytest.fixture
def put_back(copied: Path, data: Path) -> Path:
    """With an older copy of intake, put back by hand."""
    for file in data.glob("intake.sqlite*"):
        file.unlink()
    for file in (copied / "then").glob("intake.sqlite*"):
        shutil.copy(file, data)
    return data


def test_an_older_copy_of_intake_does_not_go_on_and_says_which_command_mends_it(
    copied: Path, put_back: Path, files: list[Path]
) -> None:
    """It went on, and gave revisions out that others knew already: what came next was taken for what they had."""
    region = Region.open(DataDir.existing(put_back))
    with pytest.raises(DatabaseBehind, match="zachtelanding rebuild intake"):
        region.work()
    browser = Client(site_of(region, demo_sign_in=False))
    assert browser.get("/intake/healthz").status_code == 500
    region.close()
    answer = zachtelanding("rebuild", "intake", "--data", put_back)
    assert (answer.exit_code, answer.stdout.count("Lever dat bestand opnieuw aan")) == (0, 1), answer.stderr
    zachtelanding("deliver", files[1], "--data", put_back)
    region = Region.open(DataDir.existing(put_back))
    region.work()
    assert Client(site_of(region, demo_sign_in=False)).get("/intake/healthz").status_code == 200
    assert region.digests() == digests(copied / "data")
    region.close()


def test_after_an_older_copy_of_intake_what_came_since_is_taken_in_first(
    copied: Path, put_back: Path, files: list[Path], tmp_path: Path
) -> None:
    undisturbed = shutil.copytree(copied / "data", tmp_path / "undisturbed")
    assert zachtelanding("deliver", files[2], "--data", undisturbed).exit_code == 0
    before = digests(put_back)
    too_soon = zachtelanding("deliver", files[2], "--data", put_back)
    assert (too_soon.exit_code, "Lever eerst opnieuw aan" in too_soon.stderr) == (1, True)
    assert digests(put_back) == before
    for file in files[1:3]:
        assert zachtelanding("deliver", file, "--data", put_back).exit_code == 0
    assert digests(put_back) == digests(undisturbed)


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


def test_whoever_was_forgotten_since_the_copy_is_named_and_forgotten_again(
    copied: Path, data: Path, files: list[Path]
) -> None:
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
    assert own_log_of(region.services["intake"]).not_forgotten_here() == []
    region.close()
    assert zachtelanding("deliver", files[1], "--data", data).exit_code == 0
    region = Region.open(DataDir.existing(data))
    assert own_log_of(region.services["intake"]).not_forgotten_here() == []
    assert someone not in transferred(region)
    region.close()


def transferred(region: Region) -> list[str]:
    with region.services["intake"].database.reading() as connection:
        return list(connection.execute(select(person.c.client_id)).scalars())


@dataclass(frozen=True, slots=True)
class Lived:
    """`forgotten`: the client of whom the copy holds a decision, and who was forgotten since."""

    folder: Path
    forgotten: str


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, files: list[Path]) -> Lived:
    """As `copied`, of a folder in which people decided, and whose clients went on for two weeks after the copy."""
    folder = tmp_path_factory.mktemp("lived")
    region = open_region(folder / "data")
    take_in(region, files)
    advance(region, date(2015, 3, 2), counterparts_of(region), lambda _: None)
    answer = zachtelanding("backup", folder / "copy.tar.gz", "--data", folder / "data")
    assert answer.exit_code == 0, answer.stderr
    with region.services["migration"].database.reading() as connection:
        client_id = connection.execute(
            select(decision.c.client_id).order_by(decision.c.client_id).limit(1)
        ).scalar_one()
    forget(region, client_id)
    advance(region, date(2015, 3, 16), counterparts_of(region), lambda _: None)
    region.close()
    return Lived(folder, client_id)


@pytest.mark.parametrize("service", [service for service in SERVICES if service != "intake"])
def test_a_copy_with_what_people_decided_comes_back_with_everybody_in_it(
    lived: Lived, tmp_path: Path, service: str
) -> None:
    """Migration's never came back: that the letter of a decision left was read before the client was. Who was forgotten
    since the copy is so again."""
    data = shutil.copytree(lived.folder / "data", tmp_path / "data")
    before = zachtelanding("status", "--json", "--data", data)
    assert zachtelanding("restore", lived.folder / "copy.tar.gz", "--data", data, "--service", service).exit_code == 0
    rebuilt = zachtelanding("rebuild", service, "--data", data)
    assert rebuilt.exit_code == 0, rebuilt.stderr
    was, now = (json.loads(each.stdout) for each in (before, zachtelanding("status", "--json", "--data", data)))
    assert now["control"]["persons"] == was["control"]["persons"]
    assert (now["control"]["withoutEither"], now["events"][service]["parked"]) == (0, 0)
    assert sum(now["decisions"].values()) > 0
    ids_of_a_delivery = {"delivery_client"}
    assert named(data / f"{service}.sqlite", lived.forgotten) - ids_of_a_delivery == {"forgotten"}


def named(file: Path, client_id: str) -> set[str]:
    """The tables in which the client stands."""
    engine, found = open_engine(sqlite_url(file)), MetaData()
    found.reflect(engine)
    with engine.connect() as connection:
        rows = {name: connection.execute(select(table)).all() for name, table in found.tables.items()}
    engine.dispose()
    return {name for name, of_table in rows.items() if any(client_id in str(row) for row in of_table)}
