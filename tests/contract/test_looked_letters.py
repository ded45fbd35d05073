"""What is asked about the letters of a mailing gets one answer: in memory, as the domain says it, on SQLite, and on
PostgreSQL."""

import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from services.notifications.adapters.client.events import recipient_from
from services.notifications.adapters.work import NotificationsWorks
from services.notifications.domain.letters.gate import WrittenLetter
from services.notifications.domain.letters.told_late import ToldLate
from services.notifications.domain.mailing.looked import ALL, BY_KIND, Address, Look, Looked, Tally
from services.notifications.domain.mailing.mailing import seen
from services.notifications.domain.mailing.print_run import PrintRunHandedOver
from tests.support.notifications import DAY, Person, open_bench, transferred, works_of
from tests.support.notifications_in_memory import WorkInMemory, WorksInMemory
from tests.support.postgres_server import fresh_database
from tests.unit.notifications.letter_samples import GUARDIAN, SENDER

pytest_plugins = ["tests.support.fixtures"]

Works = NotificationsWorks | WorksInMemory
AT: Address = ("3991AB", 12)
END, LAST = date(2015, 6, 30), date(2015, 12, 31)
RUN = "8d1f0f5e-0b7a-5f0e-8c55-7b1a6d3c2015"
RECORDED = replace(GUARDIAN, first_day=DAY, recorded_on=DAY)


@contextmanager
def opened(folder: Path, database_url: str = "") -> Iterator[NotificationsWorks]:
    bench = open_bench(folder, database_url=database_url)
    yield works_of(bench)
    bench.service.database.engine.dispose()


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.slow])])
def works(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Works]:
    match request.param:
        case "memory":
            yield WorksInMemory(WorkInMemory(SENDER, DAY))
        case "sqlite":
            with opened(tmp_path) as found:
                yield found
        case _:
            url = fresh_database(request.getfixturevalue("postgres_url"), f"looked_{uuid.uuid4().hex[:8]}")
            with opened(tmp_path, url) as found:
                yield found


def letter_to(
    number: int, name: str = "Voorbeeld", at: Address = AT, code: str = "0321", **changes: Any
) -> WrittenLetter:
    """To somebody of this name and address, with a text of a hundred characters."""
    known = recipient_from(transferred(Person(number, surname=name, municipality=code, prefix="")))
    assert known.address is not None
    address = replace(known.address, postcode=at[0], house_number=at[1])
    id_, to = str(uuid.UUID(int=number)), replace(known, address=address)
    return replace(WrittenLetter(id_, to, DAY, "ready", None, "1", "x" * 100), **changes)


LOOKED_AT = [
    letter_to(41, "Bos", meets_on=date(2015, 2, 10), answer_by=date(2015, 2, 9), ends=(END,)),
    letter_to(42, "Aal", meets_on=date(2015, 2, 3), kind="hearing"),
    letter_to(43, "Dam", answer_by=date(2015, 2, 3), body="x" * 201, ends=(date(2015, 1, 31), END)),
    letter_to(44, "Cole", letter_date=date(2014, 12, 1), kind="hearing", body="x" * 201, ends=(END,)),
    letter_to(45, "Edel", ("1011AB", 0)),
]
B, A, D, C, E = (each.letter_id for each in LOOKED_AT)
ELSEWHERE = letter_to(46, code="0356")
NEAR = date(2015, 2, 9)


@pytest.mark.parametrize(
    ("look", "found"),
    [
        (Look(), [A, B, C, D, E]),
        (Look(order="kind"), [B, D, E, A, C]),
        (Look(kind="hearing"), [A, C]),
        (Look(letter_ids=(E, A)), [A, E]),
        (Look(letter_ids=()), []),
        (Look(asks_before=NEAR, order="asked"), sorted([A, D])),
        (Look(asks_before=date(2015, 2, 3), order="asked"), [A]),
        (Look(asks_from=date(2015, 2, 3), asks_before=NEAR, order="asked"), [D]),
        (Look(asks_from=NEAR, order="asked"), [B]),
        (Look(asks_from=NEAR, asks_before=NEAR), []),
        (Look(dated_before=DAY, order="date"), []),
        (Look(dated_before=date(2014, 12, 2), order="date"), [*sorted([A, B, D, E]), C]),
        (Look(longer_than=200, order="length"), sorted([C, D])),
        (Look(longer_than=200, kind="hearing"), [C]),
        (Look(longer_than=201), []),
        (Look(at=AT), [A, B, C, D]),
        (Look(nowhere=True), [E]),
    ],
)
def test_letters_of_a_mailing_are_found_as_the_domain_says(works: Works, look: Look, found: list[str]) -> None:
    with works.begin() as work:
        work.letters.add([*LOOKED_AT, ELSEWHERE])
    with works.read() as work:
        looked = work.mailings.looked("0321", None)
        assert [each.letter_id for each in looked.letters(look)] == found
        assert [each.letter_id for each in looked.letters(look, 1, 1)] == found[1:2]
        assert sorted(each.letter_id for each in looked.letters(ALL) if look.holds(each)) == sorted(found)
        assert (looked.number(look), looked.tally([ALL, look]).numbers) == (len(found), (5, len(found)))


def test_a_mailing_is_counted_and_marked_without_its_letters(works: Works) -> None:
    with works.begin() as work:
        work.letters.add([*LOOKED_AT, ELSEWHERE])
    with works.read() as work:
        looked = work.mailings.looked("0321", None)
        letters, tally = looked.letters(BY_KIND), looked.tally([])
        for kind, of_kind in tally.lengths.items():
            assert of_kind == Counter(each.length for each in letters if each.kind == kind)
        assert (list(tally.kinds.items()), tally.numbers) == ([("announcement", 3), ("hearing", 2)], ())
        assert looked.seen() == seen(each.letter_id for each in letters)
        assert [list(looked.crowded(most, 3)) for most in (3, 4)] == [[(AT, 4)], []]
        nobody = work.mailings.looked("0353", None)
        assert (nobody.tally([ALL]), nobody.seen()) == (Tally({}, (0,)), seen([]))
        assert [nobody.crowded(0, 3), nobody.telling(NEAR), nobody.represented()] == [[], [], []]


def test_the_fullest_addresses_come_first_and_then_the_last(works: Works) -> None:
    at = [("1011AB", 1), ("1011AB", 2), ("2022CD", 1), ("1011AB", 2), ("2022CD", 1), ("1011AB", 2), ("", 7), ("", 7)]
    with works.begin() as work:
        work.letters.add([letter_to(50 + number, at=place) for number, place in enumerate(at)])
    with works.read() as work:
        looked = work.mailings.looked("0321", None)
        assert list(looked.crowded(1, 3)) == [(("1011AB", 2), 3), (("2022CD", 1), 2)]
        assert list(looked.crowded(0, 2)) == [(("1011AB", 2), 3), (("2022CD", 1), 2)]


def told_in(looked: Looked, before: date) -> dict[str, tuple[tuple[date, ...], frozenset[date]]]:
    return {id_: (each.ends, each.told) for each in looked.telling(before) for id_ in each.letter_ids}


def test_what_tells_of_an_end_comes_with_what_its_reader_was_told(works: Works) -> None:
    """And only as long as nobody stands for it."""
    left, again = (
        letter_to(1, ends=(END,)),
        letter_to(1, letter_id=str(uuid.UUID(int=7)), kind="hearing", ends=(END, LAST)),
    )
    other = letter_to(2, ends=(END,))
    nobody, both = frozenset[date](), (END, LAST)
    with works.begin() as work:
        work.letters.add([left, again, other, letter_to(3)])
        work.print_queue.mark_printed([left.letter_id], RUN)
        looked = work.mailings.looked("0321", None)
        assert told_in(looked, END) == {}
        assert told_in(looked, LAST) == {again.letter_id: (both, nobody), other.letter_id: ((END,), nobody)}
        work.print_queue.mark_handed_over(PrintRunHandedOver(RUN, "0321", DAY, "noor"))
        assert told_in(looked, LAST) == {again.letter_id: (both, frozenset({END})), other.letter_id: ((END,), nobody)}
        stands = ToldLate(again.letter_id, RUN, "0321", END, 8, "Het bleef liggen.", "noor", "Noor", DAY)
        work.late_tellings.keep([stands])
        assert set(told_in(looked, LAST)) == {other.letter_id}


def test_letters_that_somebody_else_gets_too_are_found_by_that_person(works: Works) -> None:
    letters = [letter_to(number) for number in (1, 2, 3)]
    with works.begin() as work:
        work.letters.add([*letters, ELSEWHERE])
        for one in (letters[1], ELSEWHERE):
            work.representatives.add(replace(RECORDED, id=one.letter_id, client_id=one.client_id))
    with works.read() as work:
        assert [each.letter_id for each in work.mailings.looked("0321", None).represented()] == [letters[1].letter_id]
        assert list(work.mailings.looked("0321", "m").represented()) == []
