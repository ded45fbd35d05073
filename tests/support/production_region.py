"""The region of the tests on a real Kafka and a real PostgreSQL, in this process: the settings, transport and databases
of production, and the same services."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from deploy.data_dir import SERVICES
from deploy.region import Region, build_service
from deploy.sealing import log_of_cluster, make_topics
from tests.simulation.deliveries import DAY, open_region
from tests.support.postgres_server import fresh_database

WAIT_SECONDS = 0.2


def production_environments(
    region: Region, folder: Path, kafka: str, postgres: str, *, own_roles: bool = False
) -> dict[str, dict[str, str]]:
    """The settings of a production process per service, with the same identity key as the undisturbed run. `own_roles`:
    each service has a database and a role of its own name, as in docker-compose.yml."""
    return {
        name: {
            **region.data.environment(name),
            "ZL_DATABASE_URL": fresh_database(postgres, name, owner=name if own_roles else None),
            "ZL_KAFKA_BOOTSTRAP": kafka,
            "ZL_SEALING_KEY": region.data.sealing_key,
            "ZL_TRIAL_DAY": DAY.isoformat(),
            "ZL_ARCHIVE_DIR": str(folder / "archive"),
            "ZL_PRINT_DIR": str(folder / "print"),
            "ZL_PLANS_DIR": str(folder / "plans"),
            "ZL_PLAN_MB": "10",
        }
        for name in SERVICES
    }


@dataclass(frozen=True, slots=True)
class ProductionRegion(Region):
    environments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def work(self, progress: Callable[[int], None] | None = None, *, without: str = "") -> None:
        """A consumer that joins its group gets nothing at first, so who is done is told by what is left to do. What
        was looked at is sent without being counted there, so there is a round at least."""
        workers = [self._worker(name) for name in self.services if name != without]
        while sum(worker.work_once(WAIT_SECONDS) for worker in workers) or self._has_work():
            pass

    def _has_work(self) -> bool:
        counts = [service.events() for service in self.services.values()]
        return any(count.to_send or count.to_read for count in counts)


def open_in_production(folder: Path, *, kafka: str, postgres: str, own_roles: bool = False) -> ProductionRegion:
    """`folder` gives the settings and the clock; each service has a database of its own on this server."""
    settings = open_region(folder)
    environments = production_environments(settings, folder.parent, kafka, postgres, own_roles=own_roles)
    settings.close()
    make_topics(kafka)
    return opened(settings, environments)


def opened(region: Region, environments: Mapping[str, Mapping[str, str]]) -> ProductionRegion:
    """On databases and a log that are there already, with the folder and clock of `region`."""
    log = log_of_cluster(environments["intake"])
    services = {name: build_service(name, environments[name], transport=log, clock=region.clock) for name in SERVICES}
    return ProductionRegion(region.data, region.clock, log, services, environments=environments)
