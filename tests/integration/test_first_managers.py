"""The command that names the first two functional managers, and access after an older copy is put back."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from deploy.cli import main
from deploy.data_dir import DataDir
from deploy.region import Region
from services.intake.application.access.confirm_grant import ConfirmGrant, confirm_grant
from services.intake.application.access.propose_grant import ProposeGrant, propose_grant
from services.intake.application.access.withdraw_grant import WithdrawGrant, withdraw_grant
from services.intake.main import IntakeService, deliver_file, register_file
from shared.access import Role, User
from shared.granted import grants_of
from shared.granting import Door, Grant
from shared.messaging.failures import DatabaseBehind
from tests.integration.intake_files import write_rows
from tests.simulation.deliveries import open_region
from tests.unit.intake.delivered import client

PEOPLE = ("Sam@houten.example", "S. Bakker", "robin@houten.example", "R. Visser")


def zachtelanding(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    open_region(tmp_path / "data").close()
    return tmp_path / "data"


@contextmanager
def opened(data: Path) -> Iterator[Region]:
    region = Region.open(DataDir.existing(data))
    yield region
    region.close()


def held(region: Region, service: str, account: str) -> Sequence[Grant]:
    return grants_of(region.services[service].database.engine).of(Door.STAFF, account, region.clock.today())


def test_two_people_are_named_once_and_known_to_every_service(data: Path) -> None:
    answer = zachtelanding("first-managers", *PEOPLE, "--data", data)
    assert (answer.exit_code, answer.stdout.count("functioneel beheerder")) == (0, 1), answer.stderr
    with opened(data) as region:
        for service in region.services:
            for account in ("sam@houten.example", "robin@houten.example"):
                (found,) = held(region, service, account)
                assert (found.role, found.ends_on) == (Role.FUNCTIONAL_MANAGER, None)
                assert found.municipalities == region.data.region.codes
    again = zachtelanding("first-managers", "a", "A", "b", "B", "--data", data)
    assert (again.exit_code, "al een functioneel beheerder geweest" in again.stderr) == (1, True)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("sam", "S. Bakker", "SAM", "R. Visser"), "twee keer hetzelfde account"),
        (("sam", "S. Bakker", "robin v", "R. Visser"), "zonder spaties"),
        (("sam", "", "robin", "R. Visser"), "Vul de naam in."),
    ],
)
def test_two_different_people_with_a_name_are_needed(data: Path, words: Sequence[str], says: str) -> None:
    answer = zachtelanding("first-managers", *words, "--data", data)
    assert (answer.exit_code, says in answer.stderr) == (1, True), answer.stderr
    assert zachtelanding("first-managers", *PEOPLE, "--data", data).exit_code == 0


def grant_noor(region: Region) -> WithdrawGrant:
    """Grants it, and gives what takes it away."""
    works = _intake(region).works
    sam, robin = (_user(held(region, "intake", each.lower())) for each in PEOPLE[::2])
    wanted = ProposeGrant(
        sam, "noor", "N. de Vries", Role.AUDITOR, region.data.region.codes, "", region.clock.today(), None
    )
    with works.begin() as work:
        grant_id = propose_grant(work, wanted)
    with works.begin() as work:
        confirm_grant(work, ConfirmGrant(robin, grant_id))
    region.work()
    return WithdrawGrant(sam, grant_id, "Uit dienst.")


def test_a_right_withdrawn_since_the_copy_does_not_come_back_with_it(data: Path, tmp_path: Path) -> None:
    zachtelanding("first-managers", *PEOPLE, "--data", data)
    with opened(data) as region:
        withdrawal = grant_noor(region)
    assert zachtelanding("backup", tmp_path / "copy.tar.gz", "--data", data).exit_code == 0
    with opened(data) as region:
        with _intake(region).works.begin() as work:
            withdraw_grant(work, withdrawal)
        region.work()
        before = region.digests()
    for file in data.glob("intake.sqlite*"):
        file.unlink()
    answer = zachtelanding("restore", tmp_path / "copy.tar.gz", "--data", data, "--service", "intake")
    assert answer.exit_code == 0, answer.stderr
    with opened(data) as region:
        assert [held(region, service, "noor") for service in region.services] == [[], [], [], []]
        assert len(held(region, "intake", "robin@houten.example")) == 1
        assert region.digests() == before


@pytest.mark.parametrize("mends", ["worker", "rebuild"])
def test_a_withdrawn_right_is_gone_also_while_deliveries_are_awaited(data: Path, tmp_path: Path, mends: str) -> None:
    """It held until the last of those deliveries was back."""
    zachtelanding("first-managers", *PEOPLE, "--data", data)
    with opened(data) as region:
        withdrawal = grant_noor(region)
        register_file(region.services["intake"], write_rows(tmp_path, [client(1)], name="handed-over"))
    for file in data.glob("intake.sqlite*"):
        shutil.copy(file, tmp_path)
    with opened(data) as region:
        with _intake(region).works.begin() as work:
            withdraw_grant(work, withdrawal)
        # Taken in before what was handed over earlier, so that a rebuild cannot take that one in.
        deliver_file(region.services["intake"], write_rows(tmp_path, [client(2)], name="since"))
        region.work()
    for file in data.glob("intake.sqlite*"):
        file.unlink()
    for file in tmp_path.glob("intake.sqlite*"):
        shutil.copy(file, data)
    with opened(data) as region:
        assert held(region, "intake", "noor"), "by the copy alone it holds"
        if mends == "worker":
            with pytest.raises(DatabaseBehind, match="without 2 deliveries"):
                region.work()
    if mends == "rebuild":
        answer = zachtelanding("rebuild", "intake", "--data", data)
        assert (answer.exit_code, "Lever eerst opnieuw aan" in answer.stderr) == (1, True), answer.stderr
    with opened(data) as region:
        assert held(region, "intake", "noor") == []


def test_a_lost_database_without_deliveries_comes_back_with_who_may_sign_in(data: Path) -> None:
    zachtelanding("first-managers", *PEOPLE, "--data", data)
    with opened(data) as region:
        before = region.digests()
    for file in data.glob("intake.sqlite*"):
        file.unlink()
    assert zachtelanding("rebuild", "intake", "--data", data).exit_code == 0
    with opened(data) as region:
        assert region.digests() == before
        assert len(held(region, "intake", "robin@houten.example")) == 1
    again = zachtelanding("first-managers", "a", "A", "b", "B", "--data", data)
    assert "al een functioneel beheerder geweest" in again.stderr


def _intake(region: Region) -> IntakeService:
    intake = region.services["intake"]
    assert isinstance(intake, IntakeService)
    return intake


def _user(grants: Sequence[Grant]) -> User:
    (found,) = grants
    return found.user(found.user_id)
