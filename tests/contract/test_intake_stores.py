"""Every store of intake does the same in memory as on SQLite, so that a use case may be tested with either."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from services.intake.adapters.work import Works
from services.intake.application.delivery.ports import Overtaken, UnknownDelivery
from services.intake.application.delivery.views import ControlTotals, DeliveryFilter, Seen
from services.intake.application.repair.views import HeldBackFilter, NumberedClient
from services.intake.domain.delivery.deliveries import (
    ArchivedFiles,
    Delivery,
    DeliveryState,
    Manifest,
    RefusedDelivery,
    failed,
    tried_again,
)
from services.intake.domain.delivery.totals import Difference, Totals
from services.intake.domain.mapping.lines import Position
from services.intake.domain.mapping.rows import COLUMNS, RowState, StagedRow, line_error, row_error
from services.intake.domain.person.held_back import HeldBackPerson
from services.intake.domain.person.persons import Person, Transfer
from shared.searching import sought
from tests.integration.intake_files import open_intake
from tests.support.intake_in_memory import WorksInMemory
from tests.unit.intake.delivered import BSNS, as_csv, client

MANIFEST = Manifest("5509", "0321", "AWBZ-1", "2014-11-05T09:00:00+01:00", Totals(3, 2, {"81": 3}, {"4": 3}, {}))
FIRST = Delivery("d1", ArchivedFiles("a.csv", "a" * 64, "b" * 64), MANIFEST, lines=3, traceparent="00-a-b-01")
SECOND = replace(FIRST, id="d2", manifest=replace(MANIFEST, municipality="0273", totals=Totals()), silent=True)
REFUSED = RefusedDelivery("d3", ArchivedFiles("c.csv", "c" * 64, None), None, "Het manifest ontbreekt.")
CHECKED = replace(
    FIRST,
    state=DeliveryState.CHECKED,
    counted=Totals(3, 2, {"81": 2, "82": 1}, {"4": 3}, {"geen": 3}),
    staged=Position(3, 900),
    client_cursor="C2",
    persons=2,
    persons_transferred=1,
    recorded=1,
    persons_absent=4,
    differences=(Difference("perFunctie.82", 0, 1),),
)


def staged(number: int, client_key: str, bsn: str | None = None, state: RowState = RowState.ACCEPTED) -> StagedRow:
    values = [f"{column} {number}" for column in COLUMNS]
    return StagedRow(number, client_key, bsn, state, values)


ROWS = [staged(1, "C2", BSNS[1]), staged(2, "C1", BSNS[0]), staged(3, "C2"), staged(4, "C3", BSNS[0]), staged(5, "é")]
NEW = Person("5509", "C1", "0321", "d1", last_named="2014-11-05", last_placed="2014-11-04", held_back_rows=2)
KNOWN = replace(NEW, client_key="C2", bsn=BSNS[1], transfer=Transfer("id", "household", 3, "f" * 64))


@dataclass
class World:
    works: Works | WorksInMemory
    lay: Callable[[str, bytes], Path]

    def fill(self) -> None:
        """One delivery with rows, one that is silent, one that is refused."""
        with self.works.begin() as work:
            for registered in (FIRST, SECOND, REFUSED):
                work.deliveries.add(registered)
            work.rows.add(FIRST.id, ROWS)


def in_memory(_folder: Path) -> World:
    works = WorksInMemory()

    def lay(name: str, content: bytes) -> Path:
        works.laid[Path(name)] = content
        return Path(name)

    return World(works, lay)


def on_sqlite(folder: Path) -> World:
    def lay(name: str, content: bytes) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return World(open_intake(folder).works, lay)


@pytest.fixture(params=[in_memory, on_sqlite], ids=["in memory", "on SQLite"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    made: World = request.param(tmp_path)
    return made


def test_deliveries_come_back_as_they_were_and_in_the_order_of_arrival(world: World) -> None:
    world.fill()
    with world.works.read() as work:
        assert list(work.deliveries.in_order()) == [FIRST, SECOND, REFUSED]
        assert [work.deliveries.find(one.id) for one in (REFUSED, FIRST)] == [REFUSED, FIRST]


def test_what_failed_comes_back_as_it_was_and_can_be_forgotten(world: World) -> None:
    unread = replace(REFUSED, id="d4", failed=True)
    world.fill()
    with world.works.begin() as work:
        work.deliveries.add(unread)
        work.deliveries.advance(FIRST, failed(FIRST, "KeyError in a.py, regel 1"))
    with world.works.read() as work:
        found, shown = work.deliveries.find(FIRST.id), work.queries.delivery(FIRST.id)
        assert (work.deliveries.find("d4"), found) == (unread, failed(FIRST, "KeyError in a.py, regel 1"))
        assert (shown.state, "KeyError in a.py, regel 1" in str(shown.reason)) == (DeliveryState.FAILED, True)
        assert work.queries.totals().failed_deliveries == 2
    with world.works.begin() as work:
        work.deliveries.forget("d4")
        assert isinstance(found, Delivery)
        work.deliveries.advance(found, tried_again(found))
    with world.works.read() as work:
        assert list(work.deliveries.in_order()) == [FIRST, SECOND, REFUSED]
        assert [work.deliveries.has(id_) for id_ in ("d1", "d9")] == [True, False]
        with pytest.raises(UnknownDelivery, match="d9"):
            work.deliveries.find("d9")


def test_the_delivery_that_arrived_first_waits_longest(world: World) -> None:
    world.fill()
    with world.works.begin() as work:
        assert work.deliveries.oldest_waiting() == FIRST
        work.deliveries.advance(FIRST, CHECKED)
        assert work.deliveries.oldest_waiting() == SECOND
        work.deliveries.advance(SECOND, replace(SECOND, state=DeliveryState.CHECKED))
        assert work.deliveries.oldest_waiting() is None


def test_progress_is_saved_only_from_where_the_delivery_stands(world: World) -> None:
    world.fill()
    staged_one, settled_one = replace(FIRST, staged=Position(1, 300)), replace(FIRST, client_cursor="C1")
    with world.works.begin() as work:
        work.deliveries.advance(FIRST, staged_one)
        assert work.deliveries.find(FIRST.id) == staged_one
    for before in (FIRST, settled_one, replace(FIRST, id="d9"), CHECKED):
        with pytest.raises(Overtaken), world.works.begin() as work:
            work.deliveries.advance(before, CHECKED)
    with world.works.begin() as work:
        work.deliveries.advance(staged_one, CHECKED)
        assert work.deliveries.find(FIRST.id) == CHECKED


@pytest.mark.parametrize(
    ("after", "limit", "numbers"),
    [
        (None, 10, [2, 1, 3, 4, 5]),
        (None, 3, [2, 1, 3]),
        (None, 2, [2]),
        ("C1", 1, [1, 3]),
        ("C2", 1, [4]),
        ("C3", 1, [5]),
        ("é", 1, []),
    ],
)
def test_clients_come_whole_and_in_order(world: World, after: str | None, limit: int, numbers: list[int]) -> None:
    world.fill()
    with world.works.read() as work:
        found = work.rows.clients_after(FIRST.id, after, limit)
        assert [row.number for row in found] == numbers
        assert all(row in ROWS for row in found)
        assert work.rows.clients_after(SECOND.id, after, limit) == []


def test_a_row_is_held_back_for_its_reason(world: World) -> None:
    world.fill()
    reasons = {2: row_error("bsn", "1", "Controleer het nummer."), 4: line_error("Haal de regel weg.")}
    with world.works.begin() as work:
        work.rows.hold_back(FIRST.id, reasons)
    with world.works.read() as work:
        held = {row.number: row for row in work.rows.clients_after(FIRST.id, None, 10) if row.errors}
        assert {number: list(row.errors) for number, row in held.items()} == {n: [why] for n, why in reasons.items()}
        assert {row.state for row in held.values()} == {RowState.HELD_BACK}
        assert dict(work.rows.count(FIRST.id)) == {RowState.ACCEPTED: 3, RowState.HELD_BACK: 2}
        assert dict(work.rows.count(SECOND.id)) == {}


def test_rows_say_which_bsns_and_clients_they_name(world: World) -> None:
    world.fill()
    with world.works.read() as work:
        assert work.rows.shared_bsns(FIRST.id, [BSNS[0], BSNS[1], BSNS[2]]) == {BSNS[0]}
        assert dict(work.rows.with_bsns(FIRST.id, [BSNS[0], BSNS[1], BSNS[2]])) == {BSNS[0]: 2, BSNS[1]: 1}
        assert work.rows.named(FIRST.id, ["C1", "C9"]) == {"C1"}
        assert set(work.rows.per_client(FIRST.id, ["C1", "C9"])) == {"C1"}
        assert work.rows.per_client(FIRST.id, ["C1"])["C1"] == len(work.rows.accepted_of(FIRST.id, "C1"))
        assert work.rows.shared_bsns(SECOND.id, [BSNS[0]]) == work.rows.named(SECOND.id, ["C1"]) == frozenset()


LEFT_OUT = [
    ("nothing was accepted", replace(NEW, client_key="C9"), []),
    ("named by number", KNOWN, []),
    ("named by BSN", replace(KNOWN, client_key="C9"), []),
    ("left out", replace(KNOWN, client_key="C9", bsn=BSNS[3]), ["2014-11-05"]),
    ("of another sender", replace(KNOWN, client_key="C9", bsn=BSNS[3], sender="5524"), []),
    ("of another municipality", replace(KNOWN, client_key="C9", bsn=BSNS[3], municipality="0331"), []),
]


@pytest.mark.parametrize(("_case", "person", "expected"), LEFT_OUT, ids=[case[0] for case in LEFT_OUT])
def test_who_is_left_out_was_transferred_and_is_named_by_nothing(
    world: World, _case: str, person: Person, expected: list[str]
) -> None:
    world.fill()
    with world.works.begin() as work:
        work.persons.save([person], [])
        assert list(work.rows.left_out(FIRST)) == expected


def test_persons_come_back_as_they_were_saved_last(world: World) -> None:
    changed = replace(KNOWN, held_back_rows=5, municipality="0331", last_named="2014-11-09")
    with world.works.begin() as work:
        work.persons.save([NEW, KNOWN], [])
        assert work.persons.of_sender("5509", ["C1", "C2", "C9"]) == {"C1": NEW, "C2": KNOWN}
        work.persons.save([], [changed])
    with world.works.read() as work:
        assert work.persons.of_sender("5509", ["C2"]) == {"C2": changed}
        assert work.persons.of_sender("5524", ["C2"]) == {}


def test_only_who_is_transferred_owns_a_bsn(world: World) -> None:
    with world.works.begin() as work:
        work.persons.save([replace(NEW, bsn=BSNS[0]), KNOWN, replace(NEW, sender="5524", bsn=BSNS[1])], [])
        assert work.persons.transferred_with(list(BSNS)) == {BSNS[1]: KNOWN}


def test_who_never_came_through_counts_once_in_one_municipality(world: World) -> None:
    elsewhere = replace(NEW, client_key="C4", municipality="0273")
    twice = [replace(NEW, client_key="C3", bsn=BSNS[0]), replace(NEW, sender="5524", bsn=BSNS[0])]
    known_to_another = replace(NEW, client_key="C5", bsn=BSNS[1])
    with world.works.begin() as work:
        work.persons.save([NEW, KNOWN, elsewhere, *twice, known_to_another], [])
        assert work.persons.never_transferred() == {"0321": 2, "0273": 1}


def test_what_is_wiped_is_gone(world: World) -> None:
    world.fill()
    with world.works.begin() as work:
        work.persons.save([KNOWN], [])
        work.deliveries.wipe()
        work.persons.wipe()
    with world.works.read() as work:
        assert list(work.deliveries.in_order()) == []
        assert work.rows.clients_after(FIRST.id, None, 10) == []
        assert work.persons.of_sender("5509", ["C2"]) == {}


def test_a_transaction_that_fails_leaves_everything_as_it_was(world: World) -> None:
    world.fill()
    with suppress(RuntimeError), world.works.begin() as work:
        work.deliveries.advance(FIRST, CHECKED)
        work.persons.save([KNOWN], [])
        work.rows.hold_back(FIRST.id, {1: line_error("Haal de regel weg.")})
        raise RuntimeError
    with world.works.read() as work:
        assert work.deliveries.find(FIRST.id) == FIRST
        assert work.persons.of_sender("5509", ["C2"]) == {}
        assert dict(work.rows.count(FIRST.id)) == {RowState.ACCEPTED: len(ROWS)}


def test_a_delivery_keeps_its_trace_from_step_to_step(world: World) -> None:
    with world.works.begin() as work:
        registered = replace(FIRST, traceparent=work.traceparent)
    with world.works.begin_for(registered) as work:
        assert work.traceparent == registered.traceparent


@pytest.mark.parametrize(
    ("municipalities", "unclaimed", "ids"),
    [
        (set(), False, ["d3"]),
        ({"0321"}, False, ["d3", "d1"]),
        ({"0331"}, True, ["d3", "d2"]),
        ({"0321", "0273"}, False, ["d3", "d2", "d1"]),
    ],
)
def test_deliveries_are_shown_by_municipality_the_latest_first(
    world: World, municipalities: set[str], unclaimed: bool, ids: list[str]
) -> None:
    world.fill()
    with world.works.read() as work:
        seen = Seen(frozenset(municipalities), frozenset({"0321", "0331"}) if unclaimed else None)
        assert [one.id for one in work.queries.deliveries(seen, DeliveryFilter())] == ids
        assert work.queries.count_deliveries(seen, DeliveryFilter()) == len(ids)


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (DeliveryFilter(descending=False), ["d1", "d2", "d3"]),
        (DeliveryFilter(order="held_back"), ["d1", "d3", "d2"]),
        (DeliveryFilter(order="reference", descending=False, offset=1, limit=1), ["d2"]),
        (DeliveryFilter(state=DeliveryState.REFUSED), ["d3"]),
        (DeliveryFilter(municipality="0321"), ["d1"]),
        (DeliveryFilter(municipality="0331"), []),
    ],
)
def test_deliveries_are_filtered_and_put_in_order(world: World, wanted: DeliveryFilter, ids: list[str]) -> None:
    world.fill()
    seen = Seen(frozenset({"0321"}), served=frozenset({"0321"}))
    with world.works.begin() as work:
        work.rows.hold_back(FIRST.id, {1: line_error("Weg.")})
        assert [one.id for one in work.queries.deliveries(seen, wanted)] == ids
        assert dict(work.queries.deliveries_per_state(seen)) == {DeliveryState.RECEIVED: 2, DeliveryState.REFUSED: 1}


def test_a_client_with_a_file_is_found_by_the_number_where_one_may_see_it(world: World) -> None:
    moved = replace(KNOWN, sender="5524", transfer=Transfer("other", "household", 1, "f" * 64))
    with world.works.begin() as work:
        work.persons.save([NEW, KNOWN, moved, replace(KNOWN, client_key="C3", municipality="0331")], [])
        work.held_back.replace("5524", ["C2"], [replace(CLAIMED, sender="5524")])
        found = work.queries.not_held_back(Seen(frozenset({"0321"})), ["C1", "C2", "C3"])
        assert found == [NumberedClient("id", "C2", "0321")]
        assert work.queries.not_held_back(Seen(frozenset({"0321"})), []) == []


HELD_BACK = HeldBackPerson(
    "5509", "C1", None, "0321", "d1", "2014-11-05", 1, 2, "J.B.", "van", "Dijk", "1938-11-21", "C1", ("41", "42")
)
CLAIMED = replace(HELD_BACK, client_key="C2", client_id="id", first_row=None, surname="Ačai", client_number="")


def test_who_is_held_back_is_replaced_per_client(world: World) -> None:
    world.fill()
    seen = Seen(frozenset({"0321"}))
    with world.works.begin() as work:
        work.rows.hold_back(FIRST.id, {2: line_error("Weg."), 1: line_error("Niet van C1.")})
        work.held_back.replace("5509", ["C1", "C2"], [HELD_BACK, CLAIMED])
        found = work.queries.held_back_persons(seen, HeldBackFilter())
        assert [(view.person, [error.message for error in view.errors]) for view in found] == [
            (CLAIMED, []),
            (HELD_BACK, ["Weg."]),
        ]
        wanted = HeldBackFilter(sought=sought("42"))
        assert [view.person for view in work.queries.held_back_persons(seen, wanted)] == [CLAIMED, HELD_BACK]
        assert work.queries.count_held_back_persons(seen, HeldBackFilter(sought=sought("4"))) == 0
        work.held_back.replace("5524", ["C1"], [])
        work.held_back.replace("5509", ["C1"], [])
        assert [view.person for view in work.queries.held_back_persons(seen, HeldBackFilter())] == [CLAIMED]
        assert work.queries.not_held_back(seen, ["C1"]) == []
        work.held_back.wipe()
        assert work.queries.count_held_back_persons(seen, HeldBackFilter()) == 0


def test_the_place_of_a_held_back_row_is_how_many_stand_before_it(world: World) -> None:
    world.fill()
    with world.works.begin() as work:
        work.rows.hold_back(FIRST.id, {1: line_error("Weg."), 4: line_error("Weg.")})
        assert [work.queries.held_back_before(FIRST.id, number) for number in (1, 2, 4, 5)] == [0, 1, 1, 2]
        assert [row.number for row in work.rows.accepted_of(FIRST.id, "C2")] == [3]
        page = work.queries.rows(FIRST.id, state=RowState.HELD_BACK, after=0, limit=1, skip=1)
        assert [row.number for row in page.rows] == [4]


def test_a_delivery_is_shown_with_its_totals(world: World) -> None:
    world.fill()
    with world.works.begin() as work:
        work.deliveries.advance(FIRST, CHECKED)
        work.rows.hold_back(FIRST.id, {1: line_error("Haal de regel weg.")})
    with world.works.read() as work:
        found, refused = work.queries.delivery(FIRST.id), work.queries.delivery(REFUSED.id)
        assert (found.state, found.municipality, found.reference) == (DeliveryState.CHECKED, "0321", "AWBZ-1")
        assert (found.rows_delivered, found.rows_accepted, found.rows_held_back) == (3, 2, 1)
        assert (found.persons, found.persons_held_back, found.persons_absent) == (2, 1, 4)
        assert (found.lines, found.progress_lines, found.differences) == (3, 3, CHECKED.differences)
        assert (refused.state, refused.reason) == (DeliveryState.REFUSED, REFUSED.reason)
        assert (refused.municipality, refused.sender, refused.created, found.reason) == (None, None, None, None)
        with pytest.raises(UnknownDelivery):
            work.queries.delivery("d9")


@pytest.mark.parametrize(
    ("state", "after", "limit", "numbers", "next_after"),
    [
        (None, 0, 2, [1, 2], 2),
        (None, 2, 3, [3, 4, 5], None),
        (RowState.HELD_BACK, 0, 1, [1], 1),
        (RowState.HELD_BACK, 1, 1, [4], None),
        (RowState.ACCEPTED, 5, 1, [], None),
    ],
)
def test_rows_are_shown_in_pages(
    world: World, state: RowState | None, after: int, limit: int, numbers: list[int], next_after: int | None
) -> None:
    world.fill()
    with world.works.begin() as work:
        work.rows.hold_back(FIRST.id, {1: line_error("Weg."), 4: line_error("Weg.")})
        page = work.queries.rows(FIRST.id, state=state, after=after, limit=limit)
        assert ([row.number for row in page.rows], page.next_after) == (numbers, next_after)


def test_a_row_is_shown_with_the_id_of_a_client_who_was_accepted(world: World) -> None:
    world.fill()
    with world.works.begin() as work:
        work.persons.save([NEW, KNOWN], [])
        rows = work.queries.rows(FIRST.id, state=None, after=0, limit=3).rows
        assert [(row.client_key, row.client_id) for row in rows] == [("C2", "id"), ("C1", None), ("C2", "id")]
        assert rows[0].values["bsn"] == "bsn 1"


def test_a_bsn_is_one_person_under_however_many_numbers(world: World) -> None:
    world.fill()
    with world.works.begin() as work:
        same = [replace(NEW, client_key=key, bsn=BSNS[1]) for key in ("C7", "C8")]
        work.persons.save([KNOWN, NEW, replace(NEW, sender="5524"), *same], [])
        assert work.queries.totals() == ControlTotals(3, 2, 1, 0, 0, 0, 3, 1, 2)


def test_a_file_is_kept_and_read_again_line_by_line(world: World) -> None:
    archive = world.works.archive
    file = world.lay("a.csv", as_csv([client(1), client(2), client(3)]))
    sha256 = archive.keep(file)
    assert sha256 is not None
    assert archive.keep(file) == sha256
    assert archive.keep(file.with_suffix(".json")) is None
    assert archive.count_lines(sha256) == 3
    page = archive.page(sha256, Position(), 2)
    rest = archive.page(sha256, page.end, 2)
    assert [line.number for line in (*page.lines, *rest.lines)] == [1, 2, 3]
    assert rest.lines[0].values[1] == "C00003"
