"""All rows of a client are held back after he was transferred: nothing goes out about him until a good delivery."""

import random
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from flask import Request
from sqlalchemy import select

from services.notifications.adapters.letters.stores import stores_on
from services.notifications.adapters.letters.tables import ending_right, letter
from services.notifications.application.letters.ports import RunFiles
from services.notifications.application.mailing.make_print_runs import make_print_runs
from services.notifications.domain.letters.gate import DIED, HELD_BACK
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.mailing.print_run import PrintRun
from shared.access import Role, User
from shared.events.contracts import violations
from shared.events.envelope import Event
from shared.messaging.parking import Parking
from shared.web.app import WebContext
from tests.support.notifications import DAY, Bench, Person, determined, event, open_bench, planned, transferred

PACKAGES = Path(__file__).parents[2] / "node_modules"
CASEWORKER = User("c", "Chris", Role.CASEWORKER, frozenset({"0321"}))
ONE = Person(1)
SAME = Person(1, revision=2)
OTHER = Person(1, revision=2, right_until="2015-07-31")


def held(person: Person, rows: int = 1) -> Event:
    data = {
        "deliveryId": "2b7c0c3e-8f0d-5a43-8d0e-6b1f7a3c9d24",
        "municipality": person.municipality,
        "heldBackRows": rows,
    }
    return event("intake", "client-held-back", person.id, data)


def rights(person: Person) -> list[Event]:
    """What migration tells about a client in one revision."""
    return [determined(person), planned(person)] if person.state == "planned" else [determined(person)]


def whole(person: Person) -> list[Event]:
    return [transferred(person), *rights(person)]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return open_bench(tmp_path)


def letters(bench: Bench) -> dict[int, tuple[str, str]]:
    """State and reason of the letters, by revision; all of one client."""
    with bench.service.database.reading() as connection:
        return {row.revision: (row.state, row.reason) for row in connection.execute(select(letter))}


def noticed(bench: Bench) -> list[str]:
    """The clients that a provider would be told of now."""
    with bench.service.database.reading() as connection:
        return list(connection.execute(select(ending_right.c.client_id)).scalars())


def said(bench: Bench) -> list[tuple[int, str]]:
    events = [one for one in bench.announced() if one.type.endswith("letter-written.v1")]
    assert [violations(one.type, one.data) for one in events] == [[]] * len(events)
    return [(one.data["revision"], one.data["state"]) for one in events]


class Paper:
    """A printer without paper: each letter is a page. `meanwhile` happens while it prints."""

    def __init__(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        self.meanwhile = meanwhile

    def alone(self) -> AbstractContextManager[object]:
        return nullcontext()

    def keep_only(self, run_ids: Collection[str]) -> None:
        """There is no paper to take away."""

    def print_run(self, run: PrintRun) -> RunFiles:
        self.meanwhile()
        return RunFiles(len(run.letter_ids), (), ())

    def files(self, run_id: str) -> RunFiles:
        raise FileNotFoundError(run_id)

    def part(self, run_id: str, file: str) -> Path:
        raise FileNotFoundError(file)

    def letter(self, letter: Letter) -> bytes:
        return letter.letter_id.encode()


def print_all(bench: Bench, printer: Paper | None = None) -> int:
    return make_print_runs(bench.service.database, stores_on, printer or Paper(), DAY)


def test_a_letter_that_was_ready_is_withheld_and_not_printed(bench: Bench) -> None:
    bench.tell([*whole(ONE), held(ONE)])
    assert letters(bench) == {1: ("withheld", HELD_BACK)}
    assert print_all(bench) == 0
    assert said(bench) == [(1, "ready"), (1, "withheld")]


def test_a_letter_that_was_not_yet_written_is_withheld_at_once(bench: Bench) -> None:
    bench.tell([transferred(ONE), held(ONE)])
    bench.tell(rights(ONE))
    assert letters(bench) == {1: ("withheld", HELD_BACK)}
    assert said(bench) == [(1, "withheld")]


def test_a_printed_letter_stays_printed_and_is_not_sent_again(bench: Bench) -> None:
    bench.tell(whole(ONE))
    assert print_all(bench) == 1
    bench.tell([held(ONE), *whole(SAME)])
    assert letters(bench) == {1: ("printed", "")}
    assert print_all(bench) == 0
    assert said(bench) == [(1, "ready")]


def test_a_client_who_is_held_back_while_his_run_is_made_is_not_printed(bench: Bench) -> None:
    bench.tell([*whole(ONE), *whole(Person(2))])
    assert print_all(bench, Paper(meanwhile=lambda: bench.tell([held(ONE)]))) == 0
    assert print_all(bench) == 1
    assert bench.service.totals()["letters"] == {"ready": 0, "withheld": 1, "printed": 1, "superseded": 0}


def test_a_good_delivery_that_says_the_same_lets_the_letter_go(bench: Bench) -> None:
    bench.tell([*whole(ONE), held(ONE), *whole(SAME)])
    assert letters(bench) == {1: ("ready", "")}
    assert said(bench) == [(1, "ready"), (1, "withheld"), (1, "ready")]
    assert print_all(bench) == 1


def test_a_letter_waits_until_the_good_delivery_is_known_completely(bench: Bench) -> None:
    bench.tell([*whole(ONE), held(ONE), transferred(SAME), determined(SAME)])
    assert letters(bench) == {1: ("withheld", HELD_BACK)}
    bench.tell([planned(SAME)])
    assert letters(bench) == {1: ("ready", "")}


def test_a_good_delivery_that_says_something_else_gives_another_letter(bench: Bench) -> None:
    bench.tell([*whole(ONE), held(ONE), *whole(OTHER)])
    assert letters(bench) == {1: ("superseded", ""), 2: ("ready", "")}


def test_a_good_delivery_with_one_row_held_back_keeps_the_letter_withheld(bench: Bench) -> None:
    bench.tell([*whole(ONE), held(ONE), *whole(Person(1, revision=2, held_back_rows=1))])
    assert letters(bench) == {1: ("withheld", HELD_BACK)}


def test_a_client_who_died_keeps_that_reason(bench: Bench) -> None:
    person = Person(1, died_on="2014-10-01", state="deceased")
    bench.tell([*whole(person), held(person)])
    assert letters(bench) == {1: ("withheld", DIED)}


def test_a_held_back_client_is_left_out_of_provider_notices(bench: Bench) -> None:
    bench.tell(whole(ONE))
    assert noticed(bench) == [ONE.id]
    bench.tell([held(ONE)])
    assert noticed(bench) == []
    bench.tell(whole(SAME))
    assert noticed(bench) == [ONE.id]


def test_being_held_back_before_anything_was_told_is_parked(bench: Bench) -> None:
    bench.tell([held(ONE), *whole(Person(2))])
    with bench.service.database.reading() as connection:
        parking = Parking(bench.service.database.messaging, bench.service.database.clock)
        assert parking.count(connection, only_causes=True) == 1
    assert bench.service.totals()["letters"] == {"ready": 1, "withheld": 0, "printed": 0, "superseded": 0}


def test_a_withheld_letter_shows_its_reason_and_no_text(bench: Bench) -> None:
    class SignedIn:
        def user(self, _request: Request) -> User:
            return CASEWORKER

    bench.tell([*whole(ONE), held(ONE)])
    with bench.service.database.reading() as connection:
        letter_id = connection.execute(select(letter.c.id)).scalar_one()
    app = bench.service.make_web(WebContext(SignedIn(), (), PACKAGES, bench.service.database.clock))
    page = app.test_client().get(f"/letters/{letter_id}").text
    assert HELD_BACK in page
    assert "30 juni 2015" not in page
    assert app.test_client().get(f"/api/v1/letters/{letter_id}.pdf").status_code == 422


STORIES: Sequence[tuple[str, list[Event], list[Person]]] = [
    ("held", [transferred(ONE), held(ONE)], [ONE]),
    ("held twice", [transferred(ONE), held(ONE), held(ONE, 2)], [ONE]),
    ("held, mended as it was", [transferred(ONE), held(ONE), transferred(SAME)], [ONE, SAME]),
    ("held, mended otherwise", [transferred(ONE), held(ONE), transferred(OTHER)], [ONE, OTHER]),
    ("corrected, held", [transferred(ONE), transferred(OTHER), held(ONE)], [ONE, OTHER]),
    ("the same again, held", [transferred(ONE), transferred(SAME), held(ONE)], [ONE, SAME]),
    (
        "held between and after",
        [transferred(ONE), held(ONE), transferred(OTHER), held(ONE)],
        [ONE, OTHER],
    ),
    ("one row held, then all", [transferred(Person(1, held_back_rows=2)), held(ONE)], [ONE]),
    (
        "one row held, all held, mended",
        [transferred(Person(1, held_back_rows=2)), held(ONE), transferred(SAME)],
        [ONE, SAME],
    ),
    ("died, held", [transferred(Person(1, died_on="2014-10-01")), held(ONE)], [ONE]),
    ("held, one part never comes", [transferred(ONE), held(ONE), transferred(OTHER)], [ONE]),
]


def orders(intake: Sequence[Event], migration: Sequence[Event]) -> list[list[Event]]:
    """Every order of two topics in which each topic keeps its own."""
    if not intake or not migration:
        return [[*intake, *migration]]
    first_intake = [[intake[0], *rest] for rest in orders(intake[1:], migration)]
    return first_intake + [[migration[0], *rest] for rest in orders(intake, migration[1:])]


@pytest.mark.parametrize(("_story", "intake", "told"), STORIES, ids=[story[0] for story in STORIES])
def test_the_outcome_is_the_same_in_whatever_order_the_topics_come(
    tmp_path: Path, _story: str, intake: list[Event], told: list[Person]
) -> None:
    possible = orders(intake, [one for person in told for one in rights(person)])
    chosen = [possible[0], possible[-1], *random.Random(2015).sample(possible, min(4, len(possible)))]
    outcomes = set()
    for number, order in enumerate(chosen):
        bench = open_bench(tmp_path / str(number))
        for one in order:
            bench.tell([one])
        outcomes.add(bench.service.digest())
    together = open_bench(tmp_path / "together")
    together.tell(possible[0])
    assert outcomes == {together.service.digest()}


@pytest.mark.parametrize("printed_after", [0, 1, 2, 3], ids=["letter", "held", "mended", "never"])
def test_a_rebuild_finds_the_same_whenever_the_letter_was_printed(bench: Bench, printed_after: int) -> None:
    for number, events in enumerate([whole(ONE), [held(ONE)], whole(SAME)]):
        bench.tell(events)
        if number == printed_after:
            print_all(bench)
            bench.work()
    before, announced = (bench.service.digest(), letters(bench)), len(bench.announced())
    bench.service.rebuild()
    bench.work()
    assert (bench.service.digest(), letters(bench)) == before
    assert len(bench.announced()) == announced


def test_a_rebuild_finds_a_printed_letter_of_who_is_held_back(bench: Bench) -> None:
    bench.tell(whole(ONE))
    print_all(bench)
    bench.tell([held(ONE)])
    before = bench.service.digest()
    bench.service.rebuild()
    assert bench.service.digest() == before
    assert letters(bench) == {1: ("printed", "")}
