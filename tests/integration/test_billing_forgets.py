"""Billing erases a client: its books are as if the client had never been there, whatever they held."""

from pathlib import Path

import pytest

from services.billing.main import build
from shared.events.contracts import example
from shared.events.envelope import Event, event_type
from shared.transport.embedded import EmbeddedLog
from shared.transport.topics import TOPICS
from tests.integration.test_billing_chain import (
    CLIENTS,
    CLOCK,
    determined,
    elsewhere,
    event,
    faulty,
    history,
    in_kind,
    run,
    too_high,
    transferred,
    work,
)
from tests.support.postgres_server import fresh_database
from tests.support.regions import DEMO_REGION

pytest_plugins = ["tests.support.fixtures"]

FORGOTTEN = event_type("intake", "client-forgotten")
MOVED, REFUSED, WAITS, WITHDRAWN = (f"0a1b2c3d-0000-8000-9000-{number:012d}" for number in range(4))
KINDS = [CLIENTS[0], CLIENTS[3], CLIENTS[4], MOVED, REFUSED, WAITS, WITHDRAWN]


def forgotten(client: str) -> Event:
    return event(FORGOTTEN, client, example(FORGOTTEN))


def everybody() -> tuple[list[Event], list[Event]]:
    """Budgets that are granted, moved, refused, waiting and withdrawn."""
    transfers, determinations = history()
    for client, second in ((MOVED, elsewhere), (REFUSED, faulty), (WAITS, too_high), (WITHDRAWN, in_kind)):
        transfers += [transferred(client), second(client, 2)]
        form = "ZIN" if client == WITHDRAWN else ""
        determinations += [determined(client, 1), determined(client, 2, form=form)]
    return transfers, determinations


def without(client: str, events: list[Event]) -> list[Event]:
    return [each for each in events if each.subject != client]


@pytest.mark.parametrize("client", KINDS)
def test_the_books_are_as_if_the_client_had_never_been_there(tmp_path: Path, client: str) -> None:
    transfers, determinations = everybody()
    never = run(tmp_path / "never", without(client, transfers), without(client, determinations))
    billing = run(tmp_path / "once", transfers, determinations)
    assert billing.digest() != never.digest()
    billing.transport.append(TOPICS["intake"], [forgotten(client)])
    work(billing)
    assert (billing.digest(), billing.totals()) == (never.digest(), never.totals())
    billing.rebuild()
    assert (billing.digest(), billing.totals()) == (never.digest(), never.totals())


def test_what_another_topic_still_tells_brings_nobody_back(tmp_path: Path) -> None:
    transfers, determinations = everybody()
    never = run(tmp_path / "never", without(MOVED, transfers), without(MOVED, determinations))
    billing = run(tmp_path / "once", [*transfers, forgotten(MOVED)], [])
    billing.transport.append(TOPICS["migration"], determinations)
    work(billing)
    assert billing.digest() == never.digest()
    assert billing.events().parked == 0


@pytest.mark.postgres
@pytest.mark.slow
def test_postgresql_forgets_as_sqlite_does(tmp_path: Path, postgres_url: str) -> None:
    transfers, determinations = everybody()
    never = run(tmp_path / "never", without(WAITS, transfers), without(WAITS, determinations))
    url = fresh_database(postgres_url, "billing_forgets")
    log = EmbeddedLog(tmp_path / "log.sqlite")
    billing = build({"ZL_DATABASE_URL": url, "ZL_REGION": str(DEMO_REGION)}, transport=log, clock=CLOCK)
    billing.migrate()
    log.append(TOPICS["intake"], transfers)
    log.append(TOPICS["migration"], determinations)
    work(billing)
    log.append(TOPICS["intake"], [forgotten(WAITS)])
    work(billing)
    assert (billing.digest(), billing.totals()) == (never.digest(), never.totals())
    billing.database.engine.dispose()
