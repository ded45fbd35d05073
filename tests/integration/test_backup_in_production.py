"""In production each database comes back by the commands of the README, typed as they stand there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from pathlib import Path

import pytest
from sqlalchemy import make_url

from deploy.data_dir import SERVICES
from deploy.kafka import broker
from services.migration.application.planning.keep_caseworker import KeepCaseworker, keep_caseworker
from services.migration.domain.planning.caseworkers import Caseworker, Hours
from services.migration.main import open_works
from services.migration.settings import read_settings
from shared.access import Role, User
from shared.messaging.failures import DatabaseBehind
from tests.simulation.deliveries import make_delivery, take_in
from tests.support import kafka_server, postgres_server
from tests.support.production_region import ProductionRegion, open_in_production, opened
from tests.support.requirement import require

pytestmark = [pytest.mark.slow, pytest.mark.kafka, pytest.mark.postgres]
ROOT = Path(__file__).parents[2]
BLOCKS = (ROOT / "README.md").read_text(encoding="utf-8").split("```\n")[1::2]
COPY, PUT_BACK = (next(block for block in BLOCKS if block.startswith(first)) for first in ("pg_dump ", "dropdb "))


@dataclass(frozen=True, slots=True)
class Administrator:
    """Of a region that took in two deliveries, with copies of its databases and archive from between them, and what
    the services held in the end."""

    region: ProductionRegion
    copies: Path
    files: list[Path]
    digests: dict[str, str]

    def types(self, commands: str, service: str) -> str:
        """The lines of a block of the README; returns what they say. Fails as soon as one fails."""
        typed = commands.replace("SERVICE", service).replace("zachtelanding ", f"{sys.executable} -m deploy.cli ")
        done = subprocess.run(
            ["bash", "-euc", typed],
            cwd=self.copies,
            env=self.environment(service),
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, f"{typed}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def environment(self, service: str) -> dict[str, str]:
        """Beside the service's own: where the programs of PostgreSQL are, and its administrator."""
        url = make_url(self.region.environments[service]["ZL_DATABASE_URL"])
        programs = postgres_server.find_programs().folder
        return {
            **os.environ,
            **self.region.environments[service],
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "PGHOST": str(url.query["host"]),
            "PGUSER": postgres_server.SUPERUSER,
        }

    def archive(self) -> Path:
        return Path(self.region.environments["intake"]["ZL_ARCHIVE_DIR"])

    def starts_everything(self) -> ProductionRegion:
        return opened(self.region, self.region.environments)


@pytest.fixture(scope="module")
def administrator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Administrator]:
    require(*kafka_server.available())
    require(*postgres_server.available())
    folder = tmp_path_factory.mktemp("administrator")
    files = make_delivery(folder / "files", scale="0.02")
    bootstrap = broker.start(folder / "broker", 0).bootstrap
    try:
        with postgres_server.postgres_server() as url:
            region = open_in_production(folder / "region" / "settings", kafka=bootstrap, postgres=url, own_roles=True)
            take_in(region, files[:1])
            decide_something(region)
            (copies := folder / "copies").mkdir()
            found = Administrator(region, copies, files, {})
            for service in SERVICES:
                found.types(COPY, service)
            shutil.copytree(found.archive(), copies / "archive")
            take_in(region, files[1:2])
            found.digests.update(region.digests())
            region.close()
            yield found
    finally:
        broker.stop(folder / "broker")


def decide_something(region: ProductionRegion) -> None:
    """What somebody fills in on a screen, and no log holds."""
    code = sorted(region.data.region.codes)[0]
    petra = User("petra", "Petra Vos", Role.FUNCTIONAL_MANAGER, frozenset({code}))
    noor = Caseworker("noor", "Noor Bakker", code, (Hours(0, time(9), time(17)),))
    works = open_works(region.services["migration"].database, read_settings(region.environments["migration"]).region)
    with works.begin() as work:
        keep_caseworker(work, KeepCaseworker(petra, noor))


@pytest.mark.parametrize("service", SERVICES)
def test_a_lost_database_comes_back_from_its_last_copy(administrator: Administrator, service: str) -> None:
    if service == "intake":
        shutil.rmtree(administrator.archive())
        shutil.copytree(administrator.copies / "archive", administrator.archive())
    before_the_last, the_last = PUT_BACK.rstrip().rsplit("\n", 1)
    administrator.types(before_the_last, service)
    refuses_to_work(administrator, service)
    said = administrator.types(the_last, service)
    if service == "intake":
        assert said.count("Lever dat bestand opnieuw aan") == 1
        administrator.types(f"zachtelanding deliver {administrator.files[1]} --from-environment --json", service)
    region = administrator.starts_everything()
    region.work()
    assert region.digests() == administrator.digests
    assert not any(counts["parked"] for counts in region.status()["events"].values())
    region.close()


def refuses_to_work(administrator: Administrator, service: str) -> None:
    region = administrator.starts_everything()
    worker = region.services[service].make_worker()
    try:
        with pytest.raises(DatabaseBehind, match=f"zachtelanding rebuild {service}"):
            worker.work_once(1)
    finally:
        worker.close()
        region.close()
