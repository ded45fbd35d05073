"""Migration from intake's events to rights and plans, on SQLite and the embedded log."""

import random
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from services.migration.adapters.planning.tables import plan
from services.migration.adapters.rights.tables import client
from shared.events.contracts import violations
from shared.events.envelope import Event
from shared.messaging.failures import Refused
from shared.service import Service
from shared.transport.topics import TOPICS
from tests.support import migration as support
from tests.support.migration import checked, feed, function, held_back, id_of, of_type, recorded, transferred

OTHER = id_of("another delivery")
DEAD = {
    "person": {"initials": "A.", "prefix": "", "surname": "Dood", "birthDate": "1930-01-01", "diedOn": "2014-10-01"}
}


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    opened = support.open_service(tmp_path)
    yield opened
    support.close(opened)


def delivery(size: int = 12) -> list[Event]:
    """Clients of every kind, two of them in one household, with the check at the end."""
    kinds: list[dict[str, Any]] = [
        {},
        {"functions": [function(endsOn="2015-03-14")]},
        {"functions": [function(function="PV", grounds=["SOM"])]},
        {"functions": [function(endsOn="2014-12-01")]},
        {"householdId": "onehome"},
        {"householdId": "onehome", "functions": [function(), function(id="second", endsOn="2015-05-31")]},
        DEAD,
    ]
    clients = [transferred(f"client {number}", **kinds[number % len(kinds)]) for number in range(size)]
    return [*clients, checked(size)]


def plans(service: Service) -> dict[str, Any]:
    with service.database.reading() as connection:
        return {row.client_id: row for row in connection.execute(select(plan))}


def parked(service: Service) -> int:
    return service.events().parked


def test_every_client_gets_exactly_one_state(service: Service) -> None:
    feed(service, delivery(14))
    assert service.totals()["persons"] == {
        "planned": 8,
        "overdue": 0,
        "protected-living": 0,
        "youth": 0,
        "elsewhere": 2,
        "ended": 2,
        "deceased": 2,
        "decided": 0,
        "stopped": 0,
        "new-report": 0,
    }
    assert service.totals()["reassessments"] == {"planned": 8, "overCapacity": 0, "late": 0, "overdue": 0}


def test_everything_recorded_keeps_its_contract(service: Service) -> None:
    feed(service, delivery())
    events = recorded(service)
    assert {event.type.rsplit(".", 2)[1] for event in events} == {"right-determined", "reassessment-planned"}
    assert [violations(event.type, event.data) for event in events if violations(event.type, event.data)] == []


def test_an_event_carries_the_trace_of_the_delivery(service: Service) -> None:
    feed(service, delivery())
    assert {event.traceparent.split("-")[1] for event in recorded(service)} == {"a" * 32}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_arrival_does_not_change_the_outcome(tmp_path: Path, seed: int) -> None:
    events = [*delivery(), *[transferred(f"client {n}", revision=2, heldBackRows=1, deliveryId=OTHER) for n in (0, 7)]]
    events += [transferred("newcomer", deliveryId=OTHER), checked(3, delivery=OTHER, sequence=200)]
    first = support.open_service(tmp_path / "first")
    feed(first, events)
    shuffled = support.open_service(tmp_path / "shuffled")
    for part in _fives(_shuffle(events, seed)):
        feed(shuffled, part)
    assert shuffled.digest() == first.digest()
    support.close(first)
    support.close(shuffled)


def _shuffle(events: Sequence[Event], seed: int) -> list[Event]:
    """Any order that keeps each subject's own."""
    chance = random.Random(seed)
    keys = sorted(chance.random() for _ in events)
    chance.shuffle(keys)
    places: dict[str, list[float]] = {}
    for event, key in zip(events, keys, strict=True):
        places.setdefault(event.subject, []).append(key)
    ordered = {subject: iter(sorted(found)) for subject, found in places.items()}
    return [event for _, event in sorted(((next(ordered[event.subject]), event) for event in events), key=_key)]


def _key(pair: tuple[float, Event]) -> float:
    return pair[0]


def _fives(events: Sequence[Event]) -> list[Sequence[Event]]:
    return [events[start : start + 5] for start in range(0, len(events), 5)]


def test_twice_delivered_is_once_done(service: Service) -> None:
    events = delivery()
    feed(service, events)
    digest, events_so_far = service.digest(), len(recorded(service))
    feed(service, events)
    assert (service.digest(), len(recorded(service))) == (digest, events_so_far)


def test_a_parked_client_is_planned_by_a_later_tick(service: Service) -> None:
    bad = transferred("bad", functions=[function(grounds=[])])
    feed(service, [transferred("anna"), bad, checked(2)])
    assert (parked(service), plans(service)) == (1, {})
    assert service.tick(support.TODAY) == 0
    assert service.tick(date(2014, 11, 4)) == 1
    assert list(plans(service)) == [id_of("anna")]


def test_a_care_that_the_law_does_not_name_is_explained_not_parked(service: Service) -> None:
    feed(service, [transferred("anna", functions=[function(function="ADL")]), checked(1)])
    (event,) = of_type(recorded(service), "right-determined")
    assert (parked(service), event.data["state"]) == (0, "elsewhere")
    assert event.data["functions"][0]["reasons"][0]["article"] == "11.1.2 lid 2"


def test_a_day_that_the_calendar_does_not_know_is_shown_not_fatal(tmp_path: Path) -> None:
    service = support.open_service(tmp_path, date(2026, 3, 2))
    feed(service, [transferred("anna", on=date(2026, 3, 2)), checked(1, on=date(2026, 3, 2))])
    assert plans(service) == {}
    with pytest.raises(Refused, match="kalender"):
        service.tick(date(2026, 3, 3))
    support.close(service)


def test_a_rebuild_gives_the_same_tables_and_records_nothing(service: Service) -> None:
    feed(service, [*delivery(), transferred("bad", functions=[function(grounds=[])], deliveryId=OTHER)])
    feed(service, [transferred("late", deliveryId=OTHER), checked(2, delivery=OTHER)])
    service.tick(date(2014, 11, 5))
    support.work(service)
    feed(service, [transferred("client 0", revision=2, heldBackRows=2), held_back("client 1"), held_back("client 2")])
    feed(service, [transferred("client 2", revision=2)])
    digest, events_so_far = service.digest(), len(recorded(service))
    service.rebuild()
    assert service.digest() == digest
    support.work(service)
    assert (service.digest(), len(recorded(service))) == (digest, events_so_far)


@pytest.mark.parametrize(
    ("unknown", "planned"),
    [
        (date(2026, 3, 2), False),
        (date(2014, 3, 3), True),  # Given up by the tick, which plans its clients on a day that is known.
    ],
)
def test_a_rebuild_keeps_the_refusal_of_a_delivery_that_could_not_be_planned(
    service: Service, unknown: date, planned: bool
) -> None:
    feed(service, [transferred("anna"), checked(1)])
    feed(service, [transferred("bert", on=unknown, deliveryId=OTHER), checked(1, delivery=OTHER, on=unknown)])
    service.tick(date(2014, 11, 4))
    support.work(service)
    assert (id_of("bert") in plans(service)) == planned
    digest, events_so_far = service.digest(), len(recorded(service))
    service.rebuild()
    assert service.digest() == digest
    support.work(service)
    assert (service.digest(), len(recorded(service))) == (digest, events_so_far)


def test_an_unread_event_is_left_to_the_worker_by_a_rebuild(service: Service) -> None:
    feed(service, delivery())
    service.transport.append(TOPICS["intake"], [transferred("unread")])
    service.rebuild()
    support.work(service)
    assert id_of("unread") in {event.subject for event in recorded(service)}


def test_no_name_leaves_the_service(service: Service) -> None:
    feed(service, delivery())
    assert "Voorbeeld" not in " ".join(str(event.data) for event in recorded(service))


def test_the_clients_of_a_batch_are_all_there(service: Service) -> None:
    feed(service, [transferred(f"client {number}") for number in range(1200)])
    with service.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(client)).scalar_one() == 1200
