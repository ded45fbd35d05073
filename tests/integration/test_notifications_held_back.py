"""A client who was transferred is held back: the same outcome in any order of topics and after a rebuild."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import select

from services.notifications.adapters.letters.tables import letter
from services.notifications.domain.letters.gate import HELD_BACK
from shared.access import Role, User
from shared.events.contracts import violations
from shared.events.envelope import Event
from shared.messaging.parking import Parking
from tests.support.notifications import (
    Bench,
    Person,
    assessed,
    determined,
    held_back,
    make_runs_without_paper,
    open_bench,
    planned,
    transferred,
)
from tests.support.web import web_context

CASEWORKER = User("c", "Chris", Role.CASEWORKER, frozenset({"0321"}))
ONE = Person(1)
SAME = Person(1, revision=2)
OTHER = Person(1, revision=2, right_until="2015-07-31")


def rights(person: Person) -> list[Event]:
    """What migration tells about a client in one revision."""
    return [determined(person), planned(person)] if person.state == "planned" else [determined(person)]


def whole(person: Person) -> list[Event]:
    return [transferred(person), *rights(person), assessed(person)]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return open_bench(tmp_path)


def letters(bench: Bench) -> dict[int, tuple[str, str]]:
    """State and reason of the letters, by revision; all of one client."""
    with bench.service.database.reading() as connection:
        return {row.revision: (row.state, row.reason) for row in connection.execute(select(letter))}


def test_every_change_of_a_letter_is_told_as_its_contract_says(bench: Bench) -> None:
    for events in (whole(ONE), [held_back(ONE)], whole(SAME)):
        bench.tell(events)
    events = [one for one in bench.recorded() if one.type.endswith("letter-written.v1")]
    assert [violations(one.type, one.data) for one in events] == [[]] * 3
    states = [(one.data["revision"], one.data["state"]) for one in events]
    assert states == [(1, "ready"), (1, "withheld"), (1, "ready")]


def test_being_held_back_before_anything_was_told_is_parked(bench: Bench) -> None:
    bench.tell([held_back(ONE), *whole(Person(2))])
    with bench.service.database.reading() as connection:
        parking = Parking(bench.service.database.messaging, bench.service.database.clock)
        assert parking.count(connection, only_ours=True) == 1
    assert bench.service.totals()["letters"] == {
        "ready": 1,
        "withheld": 0,
        "printed": 0,
        "returned": 0,
        "taken-out": 0,
        "superseded": 0,
    }


def test_a_withheld_letter_shows_its_reason_and_no_text(bench: Bench) -> None:
    bench.tell([*whole(ONE), held_back(ONE)])
    with bench.service.database.reading() as connection:
        letter_id = connection.execute(select(letter.c.id)).scalar_one()
    site = bench.service.make_web(web_context(CASEWORKER)).test_client()
    page = site.get(f"/letters/{letter_id}").text
    assert HELD_BACK in page
    assert "30 juni 2015" not in page
    assert site.get(f"/api/v1/letters/{letter_id}.pdf").status_code == 422


STORIES: Sequence[tuple[str, list[Event], list[Person]]] = [
    ("held", [transferred(ONE), held_back(ONE)], [ONE]),
    ("held twice", [transferred(ONE), held_back(ONE), held_back(ONE, 2)], [ONE]),
    ("held, mended as it was", [transferred(ONE), held_back(ONE), transferred(SAME)], [ONE, SAME]),
    ("held, mended otherwise", [transferred(ONE), held_back(ONE), transferred(OTHER)], [ONE, OTHER]),
    ("corrected, held", [transferred(ONE), transferred(OTHER), held_back(ONE)], [ONE, OTHER]),
    ("the same again, held", [transferred(ONE), transferred(SAME), held_back(ONE)], [ONE, SAME]),
    (
        "held between and after",
        [transferred(ONE), held_back(ONE), transferred(OTHER), held_back(ONE)],
        [ONE, OTHER],
    ),
    ("one row held, then all", [transferred(Person(1, held_back_rows=2)), held_back(ONE)], [ONE]),
    (
        "one row held, all held, mended",
        [transferred(Person(1, held_back_rows=2)), held_back(ONE), transferred(SAME)],
        [ONE, SAME],
    ),
    ("died, held", [transferred(Person(1, died_on="2014-10-01")), held_back(ONE)], [ONE]),
    ("held, one part never comes", [transferred(ONE), held_back(ONE), transferred(OTHER)], [ONE]),
]


def mixed(topics: Sequence[Sequence[Event]], source: random.Random) -> list[Event]:
    """One order of all events in which each topic keeps its own."""
    waiting, order = [list(topic) for topic in topics], []
    while any(waiting):
        topic = source.choice([each for each in waiting if each])
        order.append(topic.pop(0))
    return order


@pytest.mark.parametrize(("_story", "intake", "told"), STORIES, ids=[story[0] for story in STORIES])
def test_the_outcome_is_the_same_in_whatever_order_the_topics_come(
    tmp_path: Path, _story: str, intake: list[Event], told: list[Person]
) -> None:
    migration = [one for person in told for one in rights(person)]
    billing = [assessed(person) for person in told]
    source = random.Random(2015)
    in_turn = [*intake, *migration, *billing]
    chosen = [
        in_turn,
        [*billing, *migration, *intake],
        *(mixed([intake, migration, billing], source) for _ in range(4)),
    ]
    outcomes = set()
    for number, order in enumerate(chosen):
        bench = open_bench(tmp_path / str(number))
        for one in order:
            bench.tell([one])
        outcomes.add(bench.service.digest())
    together = open_bench(tmp_path / "together")
    together.tell(in_turn)
    assert outcomes == {together.service.digest()}


@pytest.mark.parametrize("printed_after", [0, 1, 2, 3], ids=["letter", "held", "mended", "never"])
def test_a_rebuild_finds_the_same_whenever_the_letter_was_printed(bench: Bench, printed_after: int) -> None:
    for number, events in enumerate([whole(ONE), [held_back(ONE)], whole(SAME)]):
        bench.tell(events)
        if number == printed_after:
            make_runs_without_paper(bench)
            bench.work()
    before, recorded = (bench.service.digest(), letters(bench)), len(bench.recorded())
    bench.service.rebuild()
    bench.work()
    assert (bench.service.digest(), letters(bench)) == before
    assert len(bench.recorded()) == recorded


def test_a_rebuild_finds_a_printed_letter_of_who_is_held_back(bench: Bench) -> None:
    bench.tell(whole(ONE))
    make_runs_without_paper(bench)
    bench.tell([held_back(ONE)])
    before = bench.service.digest()
    bench.service.rebuild()
    assert bench.service.digest() == before
    assert letters(bench) == {1: ("printed", "")}
