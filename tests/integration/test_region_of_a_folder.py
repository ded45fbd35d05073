"""A data folder is for the municipalities of its region.toml, and says what in there is still an example."""

from datetime import date
from pathlib import Path

import pytest

from deploy.data_dir import DEMO_REGION, SERVICES, DataDir, DataDirError, FileClock, NoRegion
from deploy.new_region import new_region
from deploy.region import build_service
from deploy.take_in import say_what_is_left_to_fill_in, start_clock
from deploy.users import demo_users
from shared.access import Role
from shared.municipalities import existing_on
from shared.region.files import read_region
from shared.region.parts import RegionError
from shared.transport.embedded import EmbeddedLog
from tests.support.regions import filled_in

PUTTEN = new_region(["0273"])


def told(folder: DataDir, capsys: pytest.CaptureFixture[str]) -> str:
    say_what_is_left_to_fill_in(folder)
    return capsys.readouterr().err


def test_a_folder_without_region_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NoRegion, match=r"init --data .*data --municipality CODE"):
        DataDir.open(tmp_path / "data", environment={})
    assert not (tmp_path / "data").exists()


def test_a_new_folder_says_what_is_nobodys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = DataDir.prepare(tmp_path / "data", PUTTEN)
    assert "Putten (0273): oin, return_address, visiting_address, phone, email" in told(folder, capsys)


@pytest.mark.parametrize("created", ["9999-12-31", "2017-01-01", "0001-01-01", "gisteren"])
def test_no_manifest_sets_the_clock_on_a_day_that_the_law_does_not_know(tmp_path: Path, created: str) -> None:
    """Everything that is due until that day would be due."""
    folder = DataDir.prepare(tmp_path / "data", PUTTEN)
    (tmp_path / "levering.json").write_text(f'{{"aangemaakt": "{created}"}}', encoding="utf-8")
    start_clock(folder, tmp_path / "levering.csv", None)
    assert not FileClock(folder.clock_file).turned


def test_one_example_that_is_left_is_seen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = DataDir.prepare(tmp_path / "data", filled_in(PUTTEN, "000 - 000 02 73"))
    assert "bij Putten (0273): phone. Vul" in told(folder, capsys)


def test_a_folder_with_data_of_its_own_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = DataDir.prepare(tmp_path / "data", filled_in(PUTTEN))
    assert told(folder, capsys) == ""


def test_a_demo_has_its_own_region_and_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "region.toml").write_text(PUTTEN, encoding="utf-8")
    elsewhere = {"ZL_REGION": str(tmp_path / "region.toml")}
    folder = DataDir.open(tmp_path / "data", demo_seed=1)
    assert told(folder, capsys) == ""
    assert folder.region.codes == read_region(DEMO_REGION).codes
    assert DataDir.open(tmp_path / "data", environment=elsewhere).region.codes == folder.region.codes


@pytest.mark.parametrize("named", [False, True])
def test_a_demos_region_is_for_demos_only(tmp_path: Path, named: bool) -> None:
    """Otherwise its example contact data would go to print for real people."""
    folder = tmp_path / "data"
    DataDir.prepare(folder, DEMO_REGION.read_text(encoding="utf-8"))
    with pytest.raises(DataDirError, match="is van een demo: er staat example = true"):
        DataDir.open(folder, environment={"ZL_REGION": str(DEMO_REGION)} if named else {})


def test_a_folder_can_be_for_the_region_that_the_environment_names(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(PUTTEN, encoding="utf-8")
    folder = DataDir.open(tmp_path / "data", environment={"ZL_REGION": str(tmp_path / "mine.toml")})
    assert folder.region.codes == {"0273"}
    assert folder.environment("intake")["ZL_REGION"] == str(tmp_path / "mine.toml")


def test_a_file_that_the_environment_names_and_is_not_there_is_told_as_that(tmp_path: Path) -> None:
    DataDir.prepare(tmp_path, new_region(["0273"]))
    with pytest.raises(DataDirError, match=r"ZL_REGION noemt /weg/region\.toml, en dat bestand is er niet"):
        DataDir.open(tmp_path, environment={"ZL_REGION": "/weg/region.toml"})


def test_a_fault_in_the_file_stops_the_folder(tmp_path: Path) -> None:
    folder = DataDir.prepare(tmp_path / "data", PUTTEN)
    folder.region_file.write_text(PUTTEN.replace("#ffffff", "#154273"), encoding="utf-8")
    with pytest.raises(RegionError, match="contrast van 1,00"):
        DataDir.open(tmp_path / "data", environment={})


@pytest.mark.parametrize("service", SERVICES)
def test_events_go_out_under_the_oin_of_the_host(tmp_path: Path, service: str) -> None:
    folder = DataDir.prepare(tmp_path / "data", filled_in(PUTTEN))
    built = build_service(
        service, folder.environment(service), transport=EmbeddedLog(folder.log_file), clock=FileClock(folder.clock_file)
    )
    assert built.database.organisation == "00000001001234567000"


@pytest.mark.parametrize("day", [date(2014, 1, 1), date(2016, 1, 1)])
def test_a_file_can_be_made_for_every_municipality_in_the_country(tmp_path: Path, day: date) -> None:
    codes = sorted(existing_on(day))
    (tmp_path / "region.toml").write_text(new_region(codes), encoding="utf-8")
    assert read_region(tmp_path / "region.toml").codes == set(codes)


def test_demo_users_work_for_the_municipalities_of_the_region(tmp_path: Path) -> None:
    alone = DataDir.prepare(tmp_path / "data", PUTTEN).region
    assert {user.municipalities for user in demo_users(alone, None)} == {frozenset({"0273"})}
    several = {user.id: user for user in demo_users(read_region(DEMO_REGION), None)}
    assert several["consulent"].municipalities == read_region(DEMO_REGION).codes
    assert several["consulent-houten"].municipalities == {"0321"}
    assert {user.role for user in several.values()} == set(Role) - {Role.PROVIDER, Role.CLIENT}
