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
from tests.support.migration import announced, checked, feed, function, id_of, of_type, transferred

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
    }
    assert service.totals()["reassessments"] == {"planned": 8, "overCapacity": 0, "late": 0, "overdue": 0}


def test_everything_announced_keeps_its_contract(service: Service) -> None:
    feed(service, delivery())
    events = announced(service)
    assert {event.type.rsplit(".", 2)[1] for event in events} == {"right-determined", "reassessment-planned"}
    assert [violations(event.type, event.data) for event in events if violations(event.type, event.data)] == []


def test_an_announcement_carries_the_trace_of_the_delivery(service: Service) -> None:
    feed(service, delivery())
    assert {event.traceparent.split("-")[1] for event in announced(service)} == {"a" * 32}


def test_one_household_has_one_conversation(service: Service) -> None:
    feed(service, delivery(7))
    both = [plans(service)[id_of(name)] for name in ("client 4", "client 5")]
    assert both[0].week == both[1].week
    assert [row.right_until for row in both] == [date(2015, 12, 31), date(2015, 5, 31)]


def test_planning_waits_until_every_client_has_arrived(service: Service) -> None:
    events = delivery()
    feed(service, [events[-1], *events[:-2]])
    assert plans(service) == {}
    feed(service, [events[-2]])
    assert len(plans(service)) == service.totals()["persons"]["planned"]  # type: ignore[index]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_arrival_does_not_change_the_outcome(tmp_path: Path, seed: int) -> None:
    events = [*delivery(), *[transferred(f"client {n}", revision=2, heldBackRows=1, deliveryId=OTHER) for n in (0, 7)]]
    events += [transferred("newcomer", deliveryId=OTHER), checked(3, delivery=OTHER, sequence=200)]
    first = support.open_service(tmp_path / "first")
    feed(first, events)
    shuffled = support.open_service(tmp_path / "shuffled")
    for part in _parts(_shuffle(events, seed)):
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


def _parts(events: Sequence[Event]) -> list[Sequence[Event]]:
    return [events[start : start + 5] for start in range(0, len(events), 5)]


def test_twice_delivered_is_once_done(service: Service) -> None:
    events = delivery()
    feed(service, events)
    digest, told = service.digest(), len(announced(service))
    feed(service, events)
    assert (service.digest(), len(announced(service))) == (digest, told)


def test_a_lower_or_equal_revision_changes_nothing(service: Service) -> None:
    feed(service, [transferred("anna", revision=3), checked(1)])
    digest = service.digest()
    older = transferred("anna", revision=2, functions=[function(endsOn="2015-02-01")])
    feed(service, [older])
    assert service.digest() == digest


def test_a_correction_that_leaves_the_dates_keeps_the_plan(service: Service) -> None:
    feed(service, [transferred("anna"), checked(1)])
    before = plans(service)[id_of("anna")]
    feed(service, [transferred("anna", revision=2, heldBackRows=1)])
    after = plans(service)[id_of("anna")]
    assert (after.week, after.revision) == (before.week, 2)
    assert [event.data["revision"] for event in of_type(announced(service), "reassessment-planned")] == [1, 2]


def test_a_correction_of_the_dates_is_planned_again_by_its_delivery(service: Service) -> None:
    feed(service, [transferred("anna"), checked(1)])
    sooner = transferred("anna", revision=2, deliveryId=OTHER, functions=[function(endsOn="2015-02-01")])
    feed(service, [sooner, checked(1, delivery=OTHER)])
    assert plans(service)[id_of("anna")].right_until == date(2015, 2, 1)


@pytest.mark.parametrize(
    ("ends_on", "state", "kept"), [("2015-03-14", "overdue", True), ("2014-12-14", "ended", False)]
)
def test_a_correction_after_the_end_of_an_undecided_right_hides_nobody(
    service: Service, ends_on: str, state: str, kept: bool
) -> None:
    feed(service, [transferred("anna", functions=[function(endsOn="2015-03-14")]), checked(1)])
    before = plans(service)[id_of("anna")]
    late = {"on": date(2015, 7, 1), "deliveredOn": "2015-07-01", "deliveryId": OTHER}
    feed(service, [transferred("anna", revision=2, functions=[function(endsOn=ends_on)], **late)])
    last = of_type(announced(service), "right-determined")[-1]
    assert (violations(last.type, last.data), last.data["state"]) == ([], state)
    assert [row.week for row in plans(service).values()] == ([before.week] if kept else [])


def test_who_died_since_has_no_plan_any_more(service: Service) -> None:
    feed(service, [transferred("anna"), checked(1)])
    feed(service, [transferred("anna", revision=2, **DEAD)])
    assert plans(service) == {}


def test_a_parked_client_is_planned_by_a_later_tick(service: Service) -> None:
    bad = transferred("bad", functions=[function(grounds=[])])
    feed(service, [transferred("anna"), bad, checked(2)])
    assert (parked(service), plans(service)) == (1, {})
    assert service.tick(support.TODAY) == 0
    assert service.tick(date(2014, 11, 4)) == 1
    assert list(plans(service)) == [id_of("anna")]


def test_a_newcomer_joins_the_conversation_of_the_household(service: Service) -> None:
    feed(service, [transferred("anna", householdId="home"), checked(1)])
    feed(service, [transferred("bert", householdId="home", deliveryId=OTHER), checked(1, delivery=OTHER)])
    found = plans(service)
    assert found[id_of("bert")].investigation_start == found[id_of("anna")].investigation_start


def test_a_care_that_the_law_does_not_name_is_explained_not_parked(service: Service) -> None:
    feed(service, [transferred("anna", functions=[function(function="ADL")]), checked(1)])
    (event,) = of_type(announced(service), "right-determined")
    assert (parked(service), event.data["state"]) == (0, "ended")
    assert event.data["functions"][0]["reasons"][0]["article"] == "8.1 lid 1"


def test_a_day_that_the_calendar_does_not_know_is_shown_not_fatal(tmp_path: Path) -> None:
    service = support.open_service(tmp_path, date(2026, 3, 2))
    feed(service, [transferred("anna", on=date(2026, 3, 2)), checked(1, on=date(2026, 3, 2))])
    assert plans(service) == {}
    with pytest.raises(Refused, match="kalender"):
        service.tick(date(2026, 3, 3))
    support.close(service)


def test_a_rebuild_gives_the_same_tables_and_announces_nothing(service: Service) -> None:
    feed(service, [*delivery(), transferred("bad", functions=[function(grounds=[])], deliveryId=OTHER)])
    feed(service, [transferred("late", deliveryId=OTHER), checked(2, delivery=OTHER)])
    service.tick(date(2014, 11, 5))
    support.work(service)
    feed(service, [transferred("client 0", revision=2, heldBackRows=2)])
    digest, told = service.digest(), len(announced(service))
    service.rebuild()
    assert service.digest() == digest
    support.work(service)
    assert (service.digest(), len(announced(service))) == (digest, told)


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
    digest, told = service.digest(), len(announced(service))
    service.rebuild()
    assert service.digest() == digest
    support.work(service)
    assert (service.digest(), len(announced(service))) == (digest, told)


def test_an_unread_event_is_left_to_the_worker_by_a_rebuild(service: Service) -> None:
    feed(service, delivery())
    service.transport.append(TOPICS["intake"], [transferred("unread")])
    service.rebuild()
    support.work(service)
    assert id_of("unread") in {event.subject for event in announced(service)}


def test_no_name_leaves_the_service(service: Service) -> None:
    feed(service, delivery())
    assert "Voorbeeld" not in " ".join(str(event.data) for event in announced(service))


def test_all_municipalities_are_planned_by_themselves(service: Service) -> None:
    elsewhere = transferred("bert", municipality="0331", deliveryId=OTHER)
    feed(service, [transferred("anna"), checked(2), elsewhere, checked(1, delivery=OTHER, municipality="0331")])
    assert list(plans(service)) == [id_of("bert")]


def test_the_clients_of_a_batch_are_all_there(service: Service) -> None:
    feed(service, [transferred(f"client {number}") for number in range(1200)])
    with service.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(client)).scalar_one() == 1200


def test_nobody_is_visited_within_the_notice_unless_the_legal_date_asks_for_it(service: Service) -> None:
    """Planned on Monday 3 November: three weeks is the 24th, one week the 10th; the investigation takes eight weeks."""
    ends = {"usual": "2015-01-19", "hurried": "2015-01-18", "late": "2015-01-04", "far": None}
    people = [transferred(name, functions=[function(endsOn=day)]) for name, day in ends.items()]
    feed(service, [*people, checked(len(people))])
    found = plans(service)
    assert {name: (found[id_of(name)].week, found[id_of(name)].late) for name in ends} == {
        "usual": (date(2014, 11, 24), False),
        "hurried": (date(2014, 11, 17), False),
        "late": (date(2014, 11, 10), True),
        "far": (date(2014, 12, 1), False),
    }
