"""On Kafka and PostgreSQL nothing readable is left of who is forgotten either: not in the topics, the tables, the
archive or the print files."""

from pathlib import Path

import pytest
from sqlalchemy import make_url, select

from deploy.kafka import broker
from services.notifications.adapters.letters.tables import letter
from tests.integration.test_a_person_is_forgotten import files_with, forget, runs_of, said_of
from tests.integration.test_written_anew import write_down
from tests.simulation.deliveries import make_delivery, take_in
from tests.support import kafka_server, postgres_server
from tests.support.production_region import ProductionRegion, open_in_production
from tests.support.requirement import require

pytestmark = [pytest.mark.slow, pytest.mark.kafka, pytest.mark.postgres]


def test_who_is_forgotten_in_production_leaves_nothing_readable(tmp_path: Path) -> None:
    require(*kafka_server.available())
    require(*postgres_server.available())
    bootstrap = broker.start(tmp_path / "broker", 0).bootstrap
    try:
        with postgres_server.killable_server() as (url, _):
            region = open_in_production(tmp_path / "region" / "settings", kafka=bootstrap, postgres=url)
            take_in(region, make_delivery(tmp_path / "files", scale="0.05"))
            tables = Path(str(make_url(url).query["host"])) / "data" / "base"
            places = (tmp_path / "broker", tmp_path / "region", tables)
            client_id, said = somebody(region)
            write_tables_down(region)
            known = {place.name for place in places if files_with(place, said)}
            assert known == {"region", "base"}, "the archive and the tables; the topics are sealed"
            runs = runs_of(region, client_id)
            assert {file.name for file in (tmp_path / "region").rglob("*")} >= runs
            forget(region, client_id)
            write_tables_down(region)
            assert [files_with(place, said) for place in places] == [[], [], []]
            assert [file for file in (tmp_path / "region").rglob("*") if file.name in runs] == []
            digests = region.digests()
            for service in ("migration", "billing", "notifications"):
                region.services[service].rebuild()
            region.work()
            assert region.digests() == digests
            region.close()
    finally:
        broker.stop(tmp_path / "broker")


def somebody(region: ProductionRegion) -> tuple[str, frozenset[str]]:
    """A client with a printed letter, and what was delivered of them and of nobody else: a name or street too."""
    with region.services["notifications"].database.reading() as connection:
        printed = select(letter.c.client_id).where(letter.c.print_run_id != "").order_by(letter.c.client_id)
        clients = list(connection.execute(printed).scalars())
    found = ((client, said_of(region, client)) for client in clients)
    return next((client, said) for client, said in found if any(text.isalpha() for text in said))


def write_tables_down(region: ProductionRegion) -> None:
    for service in region.services.values():
        write_down(service.database.engine)
