"""A migration service on SQLite and the embedded log, and the events of intake that it listens to."""

import shutil
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from services.migration.main import build
from shared.clock import TurnedClock
from shared.database import sqlite_url
from shared.events.contracts import example
from shared.events.envelope import Event, event_type
from shared.service import Service
from shared.transport.contract import events_in
from shared.transport.embedded import EmbeddedLog
from shared.transport.topics import TOPICS
from tests.support.fresh_tables import migrate_once
from tests.support.regions import DEMO_REGION

TODAY = date(2014, 11, 3)
DELIVERY = "6f3a8a52-1f6e-5f0a-9a57-0c4a5d2b7e11"
TRANSFERRED = event_type("intake", "client-transferred")
CHECKED = event_type("intake", "delivery-checked")
HELD_BACK = event_type("intake", "client-held-back")
FORGOTTEN = event_type("intake", "client-forgotten")
SPACE = uuid.UUID(DELIVERY)


def id_of(name: str) -> str:
    """The same id for the same name, in every run."""
    return str(uuid.uuid5(SPACE, name))


def household(name: str) -> str:
    """The id of a household, as intake writes it."""
    return id_of(name).replace("-", "")[:16]


def function(**changes: Any) -> dict[str, Any]:
    """Individual guidance until 2027, in kind, in use; unless changed."""
    found: dict[str, Any] = dict(example(TRANSFERRED)["functions"][0])
    return {**found, "deliveryForm": "ZIN", "pgb": None, **changes}


def transferred(name: str, *, revision: int = 1, on: date = TODAY, **changes: Any) -> Event:
    known = example(TRANSFERRED)
    home = household(changes.pop("householdId", f"home of {name}"))
    person = {**known["person"], **changes.pop("person", {})}
    data = {**known, "revision": revision, "householdId": home, "person": person, **changes}
    if "functions" not in changes:
        data["functions"] = [function()]
    return _event(TRANSFERRED, id_of(name), data, f"{name} {revision} {data['deliveryId']}", on)


def checked(
    clients: int, *, delivery: str = DELIVERY, municipality: str = "0321", on: date = TODAY, sequence: int = 100
) -> Event:
    changes = {"deliveryId": delivery, "municipality": municipality, "transferredClients": clients}
    event = _event(CHECKED, delivery, {**example(CHECKED), **changes}, f"checked {delivery}", on)
    return replace(event, sequence=sequence)


def held_back(name: str, *, rows: int = 2, delivery: str = DELIVERY, on: date = TODAY) -> Event:
    data = {**example(HELD_BACK), "deliveryId": delivery, "heldBackRows": rows}
    return _event(HELD_BACK, id_of(name), data, f"held back {name} {delivery} {rows}", on)


def client_forgotten(name: str) -> Event:
    data = {**example(FORGOTTEN), "deliveries": [DELIVERY]}
    return _event(FORGOTTEN, id_of(name), data, f"forgotten {name}", TODAY)


def _event(type_: str, subject: str, data: dict[str, Any], name: str, on: date) -> Event:
    return Event(
        id=id_of(f"event {name}"),
        source="urn:nld:oin:00000000000000000000:systeem:zachte-landing-intake",
        type=type_,
        subject=subject,
        time=datetime(on.year, on.month, on.day, 11, tzinfo=UTC),
        data=data,
        traceparent=f"00-{'a' * 32}-{'b' * 16}-01",
    )


def open_service(folder: Path, today: date = TODAY) -> Service:
    """A migrated service with its own log and database below `folder`."""
    environment = {"ZL_DATABASE_URL": sqlite_url(folder / "migration.sqlite"), "ZL_REGION": str(DEMO_REGION)}
    service = build(environment, transport=EmbeddedLog(folder / "log" / "events.sqlite"), clock=TurnedClock(today))
    migrate_once(service.name, service.database.engine, service.migrate)
    return service


def open_copy(told: Path, folder: Path, today: date = TODAY) -> Service:
    """Of a service that was closed: a new one in `folder` that knows the same."""
    shutil.copytree(told, folder, dirs_exist_ok=True)
    return open_service(folder, today)


def feed(service: Service, events: Sequence[Event]) -> None:
    """Appends intake's events and works until nothing is left."""
    service.transport.append(TOPICS["intake"], events)
    work(service)


def work(service: Service) -> None:
    worker = service.make_worker()
    while worker.work_once():
        pass
    worker.close()


def recorded(service: Service) -> list[Event]:
    """Everything that migration recorded for the others, in order per client."""
    reader = service.transport.reader(f"test-{uuid.uuid4()}", [TOPICS["migration"]])
    found: list[Event] = []
    while records := reader.read(500, 0):
        found += events_in(records)
        reader.acknowledge()
    reader.close()
    return found


def of_type(events: Iterable[Event], name: str) -> list[Event]:
    return [event for event in events if event.type == event_type("migration", name)]


def close(service: Service) -> None:
    service.database.engine.dispose()
    service.transport.close()


def told_by_notifications(short_name: str, client: str, **changes: Any) -> Event:
    """An event of notifications about a client, as its contract's example has it but for the changes."""
    type_ = event_type("notifications", short_name)
    data = {**example(type_), **changes}
    event = _event(type_, client, data, f"{short_name} {client} {sorted(changes.items())}", TODAY)
    return replace(event, source=event.source.replace("-intake", "-notifications"))


def hear(service: Service, events: Sequence[Event]) -> None:
    """Appends events of notifications and works until nothing is left."""
    service.transport.append(TOPICS["notifications"], events)
    work(service)
