"""The store of deadlines in memory and on SQLite does the same."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from services.migration.adapters.work import Work
from services.migration.application.deadlines.views import DeadlineFilter, Due, SortBy
from services.migration.domain.deadlines.changes import Change, Why
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
from tests.support.migration_samples import HOUTEN, LOPIK, TODAY, determined

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


def test_who_is_in_default_is_found_until_a_term_to_fix_the_penalty_began(work: AnyWork) -> None:
    notice = start_after(decision("anna"), TermKind.DEFAULT_PENALTY, LAW, CALENDAR, received_on=date(2015, 4, 1))
    decided = close(replace(notice, of=RouteId("bert", HOUTEN)), date(2015, 4, 10))
    work.deadlines.save([notice, decided])
    assert work.deadlines.in_default_since(notice.last_day) == []
    assert work.deadlines.in_default_since(notice.last_day + timedelta(days=1)) == ["anna"], "bert had a decision"
    work.deadlines.save([start_after(notice, TermKind.PENALTY_DECISION, LAW, CALENDAR)])
    assert work.deadlines.in_default_since(notice.last_day + timedelta(days=100)) == []


def test_many_routes_come_in_batches(work: AnyWork) -> None:
    many = [decision(f"client {number:04}") for number in range(1203)]
    work.deadlines.save(many)
    assert [one for batch in work.deadlines.with_open() for one in batch] == many


def test_a_deadline_belongs_to_the_municipality_that_has_to_keep_it(work: AnyWork) -> None:
    there = start_deadline(TermKind.DECISION, APPLIED, LAW, CALENDAR, of=RouteId("anna", LOPIK))
    work.deadlines.save([there])
    assert work.deadlines.of(["anna"])["anna"][0].of.municipality == LOPIK


# Lists


BOTH = frozenset({HOUTEN, LOPIK})
MARCH = date(2015, 3, 10)


@pytest.fixture
def listed(work: AnyWork) -> AnyWork:
    """Last days: anna 16 March (decision), bert 9 March (plan), cor 13 April (investigation, Lopik); dora is closed."""
    work.deadlines.save(
        [
            decision("anna"),
            started("bert", TermKind.PERSONAL_PLAN),
            start_deadline(TermKind.INVESTIGATION, APPLIED, LAW, CALENDAR, of=RouteId("cor", LOPIK)),
            close(decision("dora"), MARCH),
            started("anna", TermKind.OBJECTION, date(2015, 2, 2)),
        ]
    )
    return work


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (DeadlineFilter(), ["bert", "anna", "anna", "cor"]),
        (DeadlineFilter(descending=True), ["cor", "anna", "anna", "bert"]),
        (DeadlineFilter(sort=SortBy.STARTED), ["anna", "anna", "bert", "cor"]),
        (DeadlineFilter(kind=TermKind.DECISION), ["anna"]),
        (DeadlineFilter(kind=TermKind.VIEW), []),
        (DeadlineFilter(due=Due.OVERDUE), ["bert"]),
        (DeadlineFilter(due=Due.IN_2), ["anna", "anna"]),
        (DeadlineFilter(due=Due.IN_4), ["anna", "anna"]),
        (DeadlineFilter(due=Due.IN_8), ["anna", "anna", "cor"]),
        (DeadlineFilter(kind=TermKind.OBJECTION, due=Due.IN_8), ["anna"]),
    ],
)
def test_open_deadlines_are_filtered_and_in_order(listed: AnyWork, wanted: DeadlineFilter, found: list[str]) -> None:
    lines = listed.deadline_queries.lines(BOTH, wanted, MARCH, skip=0, take=50)
    assert [line.client_id for line in lines] == found
    assert listed.deadline_queries.count(BOTH, wanted, MARCH, 50) == len(found)


def test_a_line_says_what_a_list_shows(listed: AnyWork) -> None:
    (line,) = listed.deadline_queries.lines(BOTH, DeadlineFilter(kind=TermKind.DECISION), MARCH, skip=0, take=1)
    assert (line.kind, line.started_on, line.last_day, line.law_last_day, line.name) == (
        TermKind.DECISION,
        APPLIED,
        date(2015, 3, 16),
        date(2015, 3, 16),
        "",
    )


def test_a_list_is_of_the_municipalities_asked_for_and_comes_in_pages(listed: AnyWork) -> None:
    queries, everything = listed.deadline_queries, DeadlineFilter()
    assert [one.client_id for one in queries.lines(frozenset({LOPIK}), everything, MARCH, skip=0, take=9)] == ["cor"]
    assert [one.client_id for one in queries.lines(BOTH, everything, MARCH, skip=3, take=2)] == ["cor"]
    assert (queries.count(BOTH, everything, MARCH, 2), queries.count(frozenset(), everything, MARCH, 9)) == (2, 0)


def change(name: str, was: date, becomes: date, *, noticed_on: date = MARCH, fault: str = "") -> Change:
    return Change(RouteId(name, HOUTEN), TermKind.DECISION, 1, noticed_on, Why.BASIS, was, becomes, fault)


FIRST, THEN, LAST = date(2015, 3, 16), date(2015, 3, 17), date(2015, 3, 18)


def test_what_was_counted_again_is_listed_with_the_last_first(work: AnyWork) -> None:
    changes = [change("anna", FIRST, THEN), change("bert", FIRST, THEN), change("anna", THEN, LAST, noticed_on=LAST)]
    work.deadlines.note(changes)
    queries = work.deadline_queries
    assert queries.changes(BOTH, skip=0, take=9) == [changes[2], changes[0], changes[1]]
    assert queries.changes(BOTH, skip=1, take=1) == [changes[0]]
    assert queries.changes(frozenset({LOPIK}), skip=0, take=9) == []
    assert (queries.count_changes(BOTH), queries.count_changes(frozenset({LOPIK}))) == (3, 0)


def test_two_changes_of_one_day_are_one(work: AnyWork) -> None:
    work.deadlines.note([change("anna", FIRST, THEN), change("bert", FIRST, THEN)])
    work.deadlines.note([change("anna", THEN, LAST), change("bert", THEN, FIRST)])
    assert work.deadline_queries.changes(BOTH, skip=0, take=9) == [change("anna", FIRST, LAST)]


def test_a_deadline_that_could_not_be_counted_is_listed_with_its_fault(work: AnyWork) -> None:
    work.deadlines.note([change("anna", FIRST, FIRST, fault="Verdagen kan niet meer.")])
    assert work.deadline_queries.changes(BOTH, skip=0, take=9)[0].fault == "Verdagen kan niet meer."


def test_the_basis_is_kept_once(work: AnyWork) -> None:
    assert work.deadlines.basis() == ""
    for basis in ("a", "b"):
        work.deadlines.keep_basis(basis)
    assert work.deadlines.basis() == "b"


def test_people_are_known_by_name_and_municipality(work: AnyWork) -> None:
    found = determined("anna")
    work.clients.save([found, replace(determined("bert"))])
    assert work.clients.people(["anna", "nobody"]) == {"anna": ("A. Appel", HOUTEN)}
