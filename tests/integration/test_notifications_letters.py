"""Events of three topics become letters: once, whatever the order, and again after a rebuild."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from services.notifications.adapters.letters.tables import letter
from shared.events.contracts import violations
from shared.events.envelope import Event
from shared.messaging.parking import Parking
from tests.support.notifications import (
    Bench,
    Person,
    assessed,
    determined,
    everything,
    granted,
    open_bench,
    planned,
    transferred,
    withdrawn,
)

REGION = [
    Person(1),
    Person(2, pgb=True),
    Person(3, domain="zvw", state="elsewhere", municipality="0356"),
    Person(4, died_on="2014-10-01", state="deceased"),
    Person(5, held_back_rows=1),
    Person(6, domain="jeugdwet", state="youth"),
]
CORRECTED = [
    Person(1, revision=2, right_until="2015-07-31"),
    Person(2, revision=2, pgb=True),
    Person(5, revision=2),
]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return open_bench(tmp_path)


def told(people: Sequence[Person]) -> list[Event]:
    return [event for person in people for event in everything(person)]


def letters(bench: Bench) -> dict[tuple[str, int], str]:
    """State of every letter, by the last four characters of the client and the revision."""
    with bench.service.database.reading() as connection:
        return {(row.client_id[-1], row.revision): row.state for row in connection.execute(select(letter))}


def states(bench: Bench) -> object:
    return bench.service.totals()["letters"]


def test_everybody_who_was_told_of_completely_has_one_letter_or_a_reason(bench: Bench) -> None:
    bench.tell(told(REGION))
    assert states(bench) == {"ready": 4, "withheld": 2, "printed": 0, "returned": 0, "taken-out": 0, "superseded": 0}


def test_every_letter_is_recorded_as_its_contract_says(bench: Bench) -> None:
    bench.tell(told(REGION))
    events = bench.recorded()
    assert [violations(event.type, event.data) for event in events] == [[]] * len(REGION)
    assert {event.subject for event in events} == {person.id for person in REGION}
    assert sorted(event.data["state"] for event in events) == ["ready"] * 4 + ["withheld"] * 2


def test_a_letter_waits_until_the_conversation_is_planned(bench: Bench) -> None:
    person = Person(1)
    bench.tell([transferred(person), determined(person), assessed(person)])
    assert letters(bench) == {}
    bench.tell([planned(person)])
    assert letters(bench) == {("1", 1): "ready"}


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (1, 2, 3, 0), (1, 0, 3, 2)])
def test_the_last_part_to_come_is_the_one_that_causes_the_letter(bench: Bench, order: tuple[int, ...]) -> None:
    person = Person(1)
    parts = [transferred(person), determined(person), planned(person), assessed(person)]
    for index in order:
        bench.tell([parts[index]])
    (recorded,) = bench.recorded()
    assert recorded.causationid == parts[order[-1]].id


def test_a_correction_replaces_a_letter_that_was_not_printed_yet(bench: Bench) -> None:
    bench.tell(told(REGION))
    bench.tell(told(CORRECTED))
    found = letters(bench)
    assert (found["1", 1], found["1", 2]) == ("superseded", "ready")


def test_a_correction_that_only_mends_the_held_back_row_lets_the_letter_go(bench: Bench) -> None:
    bench.tell(told(REGION))
    bench.tell(told(CORRECTED))
    found = letters(bench)
    assert (found["5", 1], found.get(("5", 2))) == ("ready", None)


def test_many_letters_can_be_replaced_in_one_batch(bench: Bench) -> None:
    bench.tell(told([Person(number) for number in range(1, 41)]))
    bench.tell(told([Person(number, revision=2, surname="Anders") for number in range(1, 41)]))
    assert states(bench) == {"ready": 40, "withheld": 0, "printed": 0, "returned": 0, "taken-out": 0, "superseded": 40}


def test_a_correction_that_says_the_same_gives_no_second_letter(bench: Bench) -> None:
    bench.tell(told(REGION))
    bench.tell(told(CORRECTED))
    assert [key for key in letters(bench) if key[0] == "2"] == [("2", 1)]


def test_an_older_revision_that_comes_late_changes_nothing(bench: Bench) -> None:
    bench.tell(told([Person(1, revision=3)]))
    before = bench.service.digest()
    bench.tell(told([Person(1, revision=2, right_until="2015-01-31")]))
    assert bench.service.digest() == before


def test_a_withdrawn_budget_takes_the_place_of_the_granted_one(tmp_path: Path) -> None:
    person = Person(2, pgb=True)
    one, other = open_bench(tmp_path / "one"), open_bench(tmp_path / "other")
    one.tell([*everything(person), withdrawn(person)])
    other.tell(everything(person))
    assert one.service.digest() != other.service.digest()


def shuffled(seed: int) -> list[Event]:
    """All events of all revisions, in an order in which each client's order within a topic is kept."""
    lines: dict[tuple[str, str], list[Event]] = {}
    for event in told(REGION) + told(CORRECTED):
        lines.setdefault((event.source, event.subject), []).append(event)
    source = random.Random(seed)
    mixed = []
    while lines:
        key = source.choice(sorted(lines))
        mixed.append(lines[key].pop(0))
        if not lines[key]:
            del lines[key]
    return mixed


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_between_topics_and_clients_plays_no_part(tmp_path: Path, seed: int) -> None:
    straight, mixed = open_bench(tmp_path / "straight"), open_bench(tmp_path / "mixed")
    straight.tell(told(REGION) + told(CORRECTED))
    for event in shuffled(seed):
        mixed.tell([event])
    assert mixed.service.digest() == straight.service.digest()


def test_events_that_are_delivered_again_change_nothing(bench: Bench) -> None:
    events = told(REGION)
    bench.tell(events)
    before = bench.service.digest()
    bench.tell(events)
    bench.tell([replace(event, id=event.id[:-4] + "0000") for event in events])
    assert bench.service.digest() == before
    assert len(bench.recorded()) == len(REGION)


def test_a_message_that_lacks_a_field_is_parked_and_others_go_on(bench: Bench) -> None:
    broken = transferred(Person(1))
    del broken.data["person"]["initials"]
    bench.tell([broken, *told([Person(2), Person(3)])])
    with bench.service.database.reading() as connection:
        parking = Parking(bench.service.database.messaging, bench.service.database.clock)
        assert parking.count(connection) == 1
    assert set(letters(bench)) == {("2", 1), ("3", 1)}


def test_unknown_fields_and_unknown_events_are_left_alone(bench: Bench) -> None:
    person = Person(1, state="elsewhere", domain="zvw")
    first = transferred(person)
    stranger = replace(first, id="0" * 36, type="nl.zachte-landing.intake.delivery-checked.v1", data={})
    bench.tell([replace(first, data={**first.data, "shoeSize": 42}), stranger, determined(person), assessed(person)])
    assert letters(bench) == {("1", 1): "ready"}


@pytest.mark.slow
def test_a_rebuild_finds_the_same_also_after_printing_and_correcting(bench: Bench) -> None:
    bench.tell(told(REGION))
    bench.tick(bench.service.database.clock.today())
    bench.tell(told(CORRECTED))
    before, found = bench.service.digest(), letters(bench)
    assert (found["1", 1], found["1", 2]) == ("printed", "ready")
    recorded = len(bench.recorded())
    bench.service.rebuild()
    bench.work()
    assert bench.service.digest() == before
    assert len(bench.recorded()) == recorded


def test_money_of_a_client_may_come_before_anything_else(bench: Bench) -> None:
    person = Person(2, pgb=True)
    bench.tell([granted(person), assessed(person)])
    assert letters(bench) == {}
    bench.tell([transferred(person), determined(person), planned(person)])
    assert letters(bench) == {("2", 1): "ready"}
