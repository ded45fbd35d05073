"""The store of deadlines in memory and on SQLite does the same."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from services.migration.adapters.work import Work
from services.migration.domain.deadlines.open_deadlines import (
    Closing,
    Deadline,
    RouteId,
    answer,
    ask,
    close,
    extend,
    start_after,
    start_deadline,
)
from services.migration.domain.deadlines.pauses import PostponedBy
from services.migration.domain.deadlines.terms import TermKind
from tests.contract.test_migration_stores import on_sqlite
from tests.support.migration_in_memory import WorkInMemory, books
from tests.support.migration_samples import HOUTEN, LOPIK, TODAY

AnyWork = Work | WorkInMemory
APPLIED = date(2015, 3, 2)
LAW, CALENDAR = books().law, books().calendar


@pytest.fixture(params=["in memory", "on SQLite"])
def work(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AnyWork]:
    if request.param == "in memory":
        yield WorkInMemory(TODAY)
        return
    with on_sqlite(tmp_path) as opened:
        yield opened


def started(name: str, kind: TermKind, start: date = APPLIED, *, route: int = 1, number: int = 1) -> Deadline:
    return start_deadline(kind, start, LAW, CALENDAR, of=RouteId(name, HOUTEN, route), number=number)


def decision(name: str, *, route: int = 1, number: int = 1) -> Deadline:
    return started(name, TermKind.DECISION, route=route, number=number)


def whole_story() -> list[Deadline]:
    """Every kind of fact that a deadline can hold."""
    asked = ask(decision("anna"), date(2015, 3, 9), date(2015, 3, 20), LAW, CALENDAR)
    late = extend(
        answer(asked, date(2015, 3, 12), LAW, CALENDAR), PostponedBy.LATE, APPLIED, date(2015, 4, 30), LAW, CALENDAR
    )
    notice = start_after(late, TermKind.DEFAULT_PENALTY, LAW, CALENDAR, received_on=date(2015, 4, 1))
    payment = start_after(notice, TermKind.PENALTY_DECISION, LAW, CALENDAR, decided_on=date(2015, 5, 8))
    objection = started("anna", TermKind.OBJECTION, date(2015, 5, 8))
    heard = start_after(objection, TermKind.DECISION_ON_OBJECTION, LAW, CALENDAR, committee=True)
    view = start_deadline(
        TermKind.VIEW,
        APPLIED,
        LAW,
        CALENDAR,
        of=RouteId("anna", HOUTEN),
        given_until=date(2015, 3, 16),
        applied_for=False,
    )
    return [late, notice, payment, objection, heard, close(view, date(2015, 3, 16), Closing.PASSED)]


def test_a_deadline_comes_back_as_it_was_saved(work: AnyWork) -> None:
    story = whole_story()
    work.deadlines.save(story)
    assert {one.key: one for one in work.deadlines.of(["anna"])["anna"]} == {one.key: one for one in story}


def test_deadlines_stand_by_route_and_first_day(work: AnyWork) -> None:
    later, second = started("anna", TermKind.OBJECTION, date(2015, 4, 1)), decision("anna", route=2)
    work.deadlines.save([second, later, decision("anna"), decision("bert")])
    found = work.deadlines.of(["anna", "nobody"])
    assert found == {"anna": [decision("anna"), later, second]}


def test_saving_replaces_one_deadline_and_leaves_the_others(work: AnyWork) -> None:
    work.deadlines.save([decision("anna"), decision("anna", number=2)])
    done = close(decision("anna"), date(2015, 3, 10))
    work.deadlines.save([done])
    assert work.deadlines.of(["anna"])["anna"] == [done, decision("anna", number=2)]


def test_a_deadline_can_be_taken_away(work: AnyWork) -> None:
    work.deadlines.save([decision("anna"), decision("bert")])
    work.deadlines.drop([decision("anna"), decision("nobody")])
    assert work.deadlines.of(["anna", "bert"]) == {"bert": [decision("bert")]}


def test_routes_with_an_open_deadline_come_whole(work: AnyWork) -> None:
    done = close(decision("anna"), date(2015, 3, 10))
    objection = started("anna", TermKind.OBJECTION, date(2015, 3, 11))
    finished = [close(decision("bert"), date(2015, 3, 10))]
    work.deadlines.save([done, objection, *finished, decision("cor", route=2)])
    assert [one for batch in work.deadlines.with_open() for one in batch] == [
        done,
        objection,
        decision("cor", route=2),
    ]


def test_many_routes_come_in_batches(work: AnyWork) -> None:
    many = [decision(f"client {number:04}") for number in range(1203)]
    work.deadlines.save(many)
    assert [one for batch in work.deadlines.with_open() for one in batch] == many


def test_a_deadline_belongs_to_the_municipality_that_has_to_keep_it(work: AnyWork) -> None:
    there = start_deadline(TermKind.DECISION, APPLIED, LAW, CALENDAR, of=RouteId("anna", LOPIK))
    work.deadlines.save([there])
    assert work.deadlines.of(["anna"])["anna"][0].of.municipality == LOPIK
