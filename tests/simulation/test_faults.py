"""Whatever goes wrong between a service and the world, and whenever: when it is over all services agree, everybody is
accounted for, and no log line tells of a person."""

import csv
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import InterfaceError, OperationalError
from structlog.testing import capture_logs

from deploy.data_dir import SERVICES
from deploy.demo.releasers import release_in_demo
from deploy.region import Region
from services.intake.main import register_file
from shared.messaging.failures import PassingFault
from shared.messaging.worker import Worker
from shared.service import Service
from shared.transport.contract import TransportUnavailable
from shared.transport.topics import TOPICS
from tests.simulation.deliveries import make_delivery, open_region
from tests.simulation.faults import Faults, FaultyLog, Killed, Seam, faulty_clock, faulty_database
from tests.simulation.figures import DONE, PLANS, POISONED
from tests.simulation.figures import FAULTS as FAULTS_DONE
from tests.simulation.profiles import FAULTS
from tests.simulation.test_crashes import comparable
from tests.support.poison import UNREADABLE, Poison, numbered, put_in_file

pytestmark = pytest.mark.slow
DAYS = (date(2014, 11, 3), date(2014, 11, 4), date(2014, 11, 10))
GIVES_UP = (PassingFault, TransportUnavailable, OperationalError, InterfaceError, sqlite3.OperationalError)
PERSONAL = ("bsn", "geslachtsnaam", "straat", "postcode")
LONG_ENOUGH = 6


@dataclass(frozen=True)
class Trouble:
    """In the work of one service something goes wrong at a seam, after that was passed so many times."""

    service: str
    seam: Seam
    after: int


@dataclass(frozen=True)
class Undisturbed:
    empty: Path
    files: Sequence[Path]
    digests: dict[str, str]
    status: dict[str, object]
    personal: frozenset[str]


troubles = st.lists(
    st.builds(Trouble, st.sampled_from(SERVICES), st.sampled_from(Seam), st.sampled_from([0, 0, 1, 2, 5, 20])),
    min_size=1,
    max_size=6,
)
days = st.lists(troubles, min_size=len(DAYS), max_size=len(DAYS))
poisons = st.lists(st.tuples(st.sampled_from(SERVICES[:2]), st.sampled_from(UNREADABLE)), max_size=2)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    folder = tmp_path_factory.mktemp("faults")
    files = make_delivery(folder / "files", scale="0.01", defects=True)[:2]
    open_region(folder / "empty").close()
    shutil.copytree(folder / "empty", folder / "data")
    with region_in(folder / "data") as region:
        for file in files:
            register_file(region.services["intake"], file)
        for day in DAYS:
            live(region, day)
        return Undisturbed(folder / "empty", files, region.digests(), comparable(region.status()), personal_in(files))


class region_in:  # noqa: N801
    """A region that is closed in the end."""

    def __init__(self, folder: Path) -> None:
        self._region = open_region(folder)

    def __enter__(self) -> Region:
        return self._region

    def __exit__(self, *_: object) -> None:
        self._region.close()


def personal_in(files: Sequence[Path]) -> frozenset[str]:
    rows: list[dict[str, str]] = []
    for file in files:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows += csv.DictReader(lines, delimiter=";")
    found = frozenset(row[name] for row in rows for name in PERSONAL if len(row.get(name) or "") >= LONG_ENOUGH)
    assert len(found) > 20
    return found


def live(region: Region, day: date) -> None:
    """A day without trouble."""
    region.clock.turn(day)
    region.work()
    release_in_demo(region)
    region.tick(day)


def troubled(service: Service, faults: Faults) -> Worker:
    """Its worker, with faults between it and the log; those of its database are added around it."""
    worker: Any = service.make_worker()
    log = FaultyLog(service.transport, faults)
    worker._relay._transport = log
    if worker._open is not None:
        worker._open = partial(log.reader, service.name, service.subscriptions)
    return cast(Worker, worker)


def work_in_trouble(region: Region, trouble: Trouble) -> int:
    """One round of a service's worker, and its tick, in which something goes wrong once. Whoever keeps the process
    running starts it again. Returns how often it went wrong."""
    service, faults = region.services[trouble.service], Faults(trouble.seam, trouble.after)
    with ExitStack() as stack:
        stack.enter_context(faulty_database(service.database.engine, faults))
        stack.enter_context(faulty_clock(region.clock, faults))
        worker = troubled(service, faults)
        try:
            while worker.work_once():
                pass
            service.tick(region.clock.today())
        except (Killed, *GIVES_UP):
            pass
        finally:
            faults.seam = None
            worker.close()
    DONE.add(FAULTS_DONE, faults.happened, kind=trouble.seam)
    return faults.happened


happened: list[int] = []


@FAULTS
@given(plan=days, poisoned=poisons)
def test_when_the_trouble_is_over_everything_is_as_if_there_had_been_none(
    undisturbed: Undisturbed, plan: list[list[Trouble]], poisoned: list[tuple[str, Poison]]
) -> None:
    with TemporaryDirectory() as name, capture_logs() as logged:
        folder = Path(name) / "data"
        shutil.copytree(undisturbed.empty, folder)
        with region_in(folder) as region:
            for file in undisturbed.files:
                register_file(region.services["intake"], file)
            DONE.add(PLANS)
            for number, (service, poison) in enumerate(poisoned):
                DONE.add(POISONED)
                put_in_file(folder / "log" / "events.sqlite", TOPICS[service], numbered(poison, number))
            for day, troubles_of_day in zip(DAYS, plan, strict=True):
                region.clock.turn(day)
                happened.append(sum(work_in_trouble(region, trouble) for trouble in troubles_of_day))
                live(region, day)
            DONE.add_days(PLANS.simulation, (DAYS[-1] - DAYS[0]).days)
            assert region.digests() == undisturbed.digests
            assert comparable(region.status()) == undisturbed.status
            readers = sum(
                TOPICS[topic] in one.subscriptions for topic, _ in poisoned for one in region.services.values()
            )
            assert sum(one.events().parked for one in region.services.values()) == readers
    told = str(logged)
    assert [text for text in undisturbed.personal if text in told] == []


@pytest.fixture(scope="module", autouse=True)
def something_went_wrong() -> Iterator[None]:
    yield
    assert sum(happened) > len(happened) / 2, "a plan of faults that do not happen tries nothing"


def test_every_seam_can_fail(undisturbed: Undisturbed, tmp_path: Path) -> None:
    """So that no kind of fault above is one that never happens."""
    for number, seam in enumerate(Seam):
        folder = tmp_path / str(number)
        shutil.copytree(undisturbed.empty, folder)
        with region_in(folder) as region:
            register_file(region.services["intake"], undisturbed.files[0])
            counts = [work_in_trouble(region, Trouble(service, seam, 0)) for service in SERVICES[:2]]
            assert counts[-1] == 1, (seam, counts)
