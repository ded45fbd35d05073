"""Billing on PostgreSQL: the same events give the same tables as on SQLite."""

import uuid
from pathlib import Path

import pytest

from services.billing.main import build
from shared.transport.embedded import EmbeddedLog
from shared.transport.topics import TOPICS
from tests.integration.test_billing_chain import CLOCK, history, run, work
from tests.support.postgres_server import fresh_database
from tests.support.regions import DEMO_REGION

pytest_plugins = ["tests.support.fixtures"]


@pytest.mark.postgres
@pytest.mark.slow
def test_postgresql_gives_the_digest_and_totals_of_sqlite(tmp_path: Path, postgres_url: str) -> None:
    on_sqlite = run(tmp_path, *history())
    environment = {
        "ZL_DATABASE_URL": fresh_database(postgres_url, f"billing_{uuid.uuid4().hex[:8]}"),
        "ZL_REGION": str(DEMO_REGION),
    }
    log = EmbeddedLog(tmp_path / "other-log.sqlite")
    on_postgres = build(environment, transport=log, clock=CLOCK)
    on_postgres.migrate()
    transfers, determinations = history()
    log.append(TOPICS["migration"], determinations)
    work(on_postgres)
    log.append(TOPICS["intake"], transfers)
    work(on_postgres)
    assert on_postgres.digest() == on_sqlite.digest()
    assert on_postgres.totals() == on_sqlite.totals()
    on_postgres.rebuild()
    assert on_postgres.digest() == on_sqlite.digest()
    on_postgres.database.engine.dispose()
