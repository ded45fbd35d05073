"""The commands as somebody types them: what is refused, and what is made good."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from deploy.cli import main
from deploy.data_dir import SERVICES, DataDir
from deploy.region import Region
from tests.simulation.deliveries import make_delivery, open_region, take_in

FROM_THE_LOG = [service for service in SERVICES if service != "intake"]


def zachtelanding(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands")
    region = open_region(folder / "data")
    take_in(region, make_delivery(folder / "files", scale="0.02"))
    region.close()
    return folder / "data"


def digest_of(data: Path, service: str) -> str:
    region = Region.open(DataDir.open(data))
    found = region.services[service].digest()
    region.close()
    return found


@pytest.mark.parametrize("command", [["status"], ["run"], ["advance", "--to", "2014-12-01"], ["rebuild", "billing"]])
def test_a_folder_without_data_is_refused_and_not_made(tmp_path: Path, command: list[str]) -> None:
    answer = zachtelanding(*command, "--data", tmp_path / "weg")
    assert (answer.exit_code, "staan geen gegevens" in answer.stderr) == (1, True)
    assert not (tmp_path / "weg").exists()


def test_a_place_where_nobody_can_write_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    answer = zachtelanding("generate", "--out", tmp_path / "file" / "in", "--seed", 1, "--scale", "0.01")
    assert (answer.exit_code, answer.stderr.splitlines()[-1][:24]) == (1, "Geweigerd: in " + str(tmp_path)[:10])


@pytest.mark.parametrize("service", FROM_THE_LOG)
def test_a_service_whose_database_is_lost_comes_back_from_the_log(data: Path, service: str) -> None:
    before = digest_of(data, service)
    for file in data.glob(f"{service}.sqlite*"):
        file.unlink()
    answer = zachtelanding("rebuild", service, "--data", data)
    assert (answer.exit_code, f"{service}: hersteld" in answer.stdout) == (0, True)
    assert digest_of(data, service) == before
    assert f"{service}: gelijk" in zachtelanding("rebuild", service, "--data", data).stdout


def test_nothing_is_announced_again_after_every_database_but_intakes_was_lost(data: Path) -> None:
    before = zachtelanding("status", "--json", "--data", data).stdout
    for service in FROM_THE_LOG:
        for file in data.glob(f"{service}.sqlite*"):
            file.unlink()
    for service in FROM_THE_LOG:
        zachtelanding("rebuild", service, "--data", data)
    after = zachtelanding("status", "--json", "--data", data).stdout
    assert json.loads(after) == json.loads(before)


def test_a_lost_list_of_deliveries_is_refused_with_what_to_do(tmp_path: Path) -> None:
    region = open_region(tmp_path / "data")
    take_in(region, make_delivery(tmp_path / "files", scale="0.01"))
    region.close()
    for file in (tmp_path / "data").glob("intake.sqlite*"):
        file.unlink()
    answer = zachtelanding("rebuild", "intake", "--data", tmp_path / "data")
    assert (answer.exit_code, "reservekopie" in answer.stderr) == (1, True)
