"""Workers are killed at random while 5,000 rows go through: nothing is lost, nothing is doubled."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from sqlalchemy.exc import OperationalError

from deploy.demo.releasers import Releasers
from deploy.kafka import broker
from deploy.region import build_service
from deploy.sealing import log_of_cluster, make_topics
from services.notifications.main import open_works
from services.notifications.settings import read_settings
from shared.clock import TurnedClock
from shared.service import Service
from shared.transport.contract import TransportUnavailable
from tests.simulation.crash import SERVICES, Workers, kill_until_done
from tests.simulation.deliveries import DAY, make_delivery, open_region, register, release_and_tick, take_in
from tests.simulation.figures import KILLS_EMBEDDED, KILLS_PRODUCTION
from tests.simulation.profiles import KILL_SEEDS, KILLS_MAX
from tests.support import kafka_server, postgres_server
from tests.support.production_region import production_environments
from tests.support.requirement import require

pytest_plugins = ["tests.support.fixtures"]
pytestmark = [pytest.mark.slow]

SCALE = "1.3"
ROWS_AT_LEAST = 5000
KILLS_MIN = 6


@dataclass(frozen=True)
class Undisturbed:
    files: list[Path]
    digests: Mapping[str, str]
    status: Mapping[str, object]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """The outcome of a run in which nothing goes wrong, on the embedded default."""
    folder = tmp_path_factory.mktemp("undisturbed")
    files = make_delivery(folder / "files", scale=SCALE)
    region = open_region(folder / "data")
    take_in(region, files)
    outcome = Undisturbed(files, region.digests(), comparable(region.status()))
    region.close()
    return outcome


def comparable(status: Mapping[str, object]) -> dict[str, object]:
    """The control totals; how many messages were read twice may differ, what came of it may not."""
    return {name: figures for name, figures in status.items() if name != "events"}


def is_done(services: Mapping[str, Service]) -> bool:
    """Every delivery is processed, and no service has anything left to send or to read."""
    intake = services["intake"].totals()["deliveries"]
    assert isinstance(intake, dict)
    if intake["received"]:
        return False
    counts = [service.events() for service in services.values()]
    assert not any(count.parked for count in counts), "no message may be parked"
    return not any(count.to_send or count.to_read for count in counts)


def test_the_delivery_is_large_enough(undisturbed: Undisturbed) -> None:
    rows = undisturbed.status["rows"]
    assert isinstance(rows, dict)
    assert rows["delivered"] >= ROWS_AT_LEAST


@pytest.mark.parametrize("seed", KILL_SEEDS)
def test_killed_workers_on_the_embedded_log_give_the_same_outcome(
    undisturbed: Undisturbed, tmp_path: Path, seed: int
) -> None:
    region = open_region(tmp_path / "data")
    register(region, undisturbed.files)
    workers = Workers(["--data", str(tmp_path / "data")], {service: {} for service in SERVICES}, tmp_path)
    killed = kill_until_done(
        workers, done=lambda: is_done(region.services), kills=KILLS_MAX, seed=seed, count_as=KILLS_EMBEDDED
    )
    release_and_tick(region)
    assert killed >= KILLS_MIN
    assert comparable(region.status()) == undisturbed.status
    assert region.digests() == undisturbed.digests
    region.close()


@pytest.fixture
def own_broker(tmp_path: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """Its address, and what kills it and starts it again on the same log."""
    require(*kafka_server.available())
    folder = tmp_path / "broker"
    bootstrap = broker.start(folder, 0).bootstrap

    def kill_and_start() -> None:
        process = psutil.Process(broker.read_state(folder).pid)
        process.kill()
        process.wait(30)
        broker.start(folder, int(bootstrap.rpartition(":")[2]))

    yield bootstrap, kill_and_start
    broker.stop(folder)


@pytest.fixture
def own_database() -> Iterator[tuple[str, Callable[[], None]]]:
    require(*postgres_server.available())
    with postgres_server.killable_server() as found:
        yield found


@pytest.mark.kafka
@pytest.mark.postgres
@pytest.mark.parametrize("seed", KILL_SEEDS)
def test_killed_workers_broker_and_database_give_the_same_outcome(
    undisturbed: Undisturbed,
    tmp_path: Path,
    own_broker: tuple[str, Callable[[], None]],
    own_database: tuple[str, Callable[[], None]],
    seed: int,
) -> None:
    (kafka_bootstrap, kill_broker), (postgres_url, kill_database) = own_broker, own_database
    region = open_region(tmp_path / "keys-only")
    environments = production_environments(region, tmp_path, kafka_bootstrap, postgres_url)
    region.close()
    make_topics(kafka_bootstrap)
    for file in undisturbed.files:
        zachtelanding(["deliver", str(file), "--from-environment", "--register-only"], environments["intake"])
    log = log_of_cluster(environments["intake"])
    services = {
        name: build_service(name, environments[name], transport=log, clock=TurnedClock(DAY)) for name in SERVICES
    }
    workers = Workers([], environments, tmp_path)

    def done() -> bool:
        try:
            return is_done(services)
        except (OperationalError, TransportUnavailable):
            return False

    others = {"broker": kill_broker, "PostgreSQL": kill_database}
    killed = kill_until_done(workers, done=done, kills=KILLS_MAX, seed=seed, others=others, count_as=KILLS_PRODUCTION)
    settings = read_settings(environments["notifications"])
    Releasers(open_works(services["notifications"].database, settings), settings.region.codes).release()
    for name in SERVICES:
        services[name].tick(DAY)
        relay_and_read(services)
    assert killed >= KILLS_MIN
    assert {"broker", "PostgreSQL"} <= workers.kills.keys()
    assert {name: service.digest() for name, service in services.items()} == undisturbed.digests
    log.close()


def relay_and_read(services: Mapping[str, Service]) -> None:
    """What a tick recorded goes out and is read, as the workers would do."""
    workers = [service.make_worker() for service in services.values()]
    while not is_done(services):
        for worker in workers:
            worker.work_once(0.2)
    for worker in workers:
        worker.close()


def zachtelanding(arguments: list[str], environment: Mapping[str, str]) -> dict[str, object]:
    """Runs a command as a process of its own; returns its JSON."""
    done = subprocess.run(
        [sys.executable, "-m", "deploy.cli", *arguments, "--json"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))
