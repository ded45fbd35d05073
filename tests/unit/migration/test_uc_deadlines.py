"""Judging, correcting and listing deadlines, on stores in memory. Steps of a route start and close them."""

from datetime import date

import pytest

from services.migration.adapters.work import Books
from services.migration.application.deadlines.export_deadlines import export_deadlines
from services.migration.application.deadlines.judge_objection import JudgeObjection, judge_objection
from services.migration.application.deadlines.list_changes import ListChanges, list_changes
from services.migration.application.deadlines.list_deadlines import ListDeadlines, list_deadlines
from services.migration.application.deadlines.recalculate_deadlines import recalculate_deadlines
from services.migration.application.deadlines.show_deadlines import ShowDeadlines, show_deadlines
from services.migration.application.deadlines.views import (
    COUNTED_MAX,
    EXPORTED_MAX,
    PAGE_SIZE,
    DeadlineFilter,
    Due,
    UnknownClient,
)
from services.migration.domain.deadlines.objections import Objection, Timeliness
from services.migration.domain.deadlines.open_deadlines import Closing, RouteId, close, next_number, start_deadline
from services.migration.domain.deadlines.terms import FREE_TERMS, TermKind
from services.migration.entrypoints.deadlines.forms import DEADLINES, chosen_words, deadline_filter
from services.migration.entrypoints.deadlines.lines import last_day
from services.migration.entrypoints.deadlines.words import CLOSINGS, DUES, KINDS
from shared.access import Forbidden, Role, User
from shared.calendar.days import LegalCalendar
from shared.messaging.failures import Refused
from tests.support.migration_in_memory import WorkInMemory, books
from tests.support.migration_samples import HOUTEN, LOPIK, determined

TODAY = date(2015, 3, 10)
APPLIED = date(2015, 3, 2)
ANNA = RouteId("anna", HOUTEN)
NOOR = User("noor", "Noor", Role.CASEWORKER, frozenset({HOUTEN, LOPIK}))
HUGO = User("hugo", "Hugo", Role.CASEWORKER, frozenset({LOPIK}))
EVERYTHING = DeadlineFilter()


@pytest.fixture
def work() -> WorkInMemory:
    opened = WorkInMemory(TODAY)
    opened.clients.save([determined("anna"), determined("bert"), determined("dora", municipality=LOPIK)])
    return opened


def start(work: WorkInMemory, kind: TermKind, first: date = APPLIED, of: RouteId = ANNA) -> None:
    known = work.deadlines.of([of.client_id]).get(of.client_id, ())
    number = next_number(known, kind)
    work.deadlines.save([start_deadline(kind, first, work.law, work.calendar, of=of, number=number)])


def close_all(work: WorkInMemory, client_id: str, on: date, as_: Closing) -> None:
    work.deadlines.save([close(one, on, as_) for one in work.deadlines.of([client_id])[client_id] if one.is_open])


def days(work: WorkInMemory) -> dict[tuple[TermKind, int], date]:
    return {(one.kind, one.number): one.last_day for one in work.deadlines.of(["anna"]).get("anna", ())}


def add_holiday(work: WorkInMemory, day: date) -> None:
    known = books()
    holidays = {**known.calendar.holidays, day: "extra feestdag"}
    work.calendar = Books(known.law, known.region, LegalCalendar(holidays, 2014, 2016)).calendar


def judged(work: WorkInMemory, received: date, posted: date | None = None) -> Timeliness:
    return judge_objection(work, JudgeObjection(ANNA, Objection(received, posted))).timeliness


def test_an_objection_that_was_posted_in_time_is_in_time_after_the_term(work: WorkInMemory) -> None:
    start(work, TermKind.OBJECTION)  # through 13 April
    close_all(work, "anna", date(2015, 4, 14), Closing.PASSED)
    assert judged(work, date(2015, 4, 20), date(2015, 4, 13)) is Timeliness.IN_TIME_BY_POST
    assert judged(work, date(2015, 4, 20)) is Timeliness.LATE
    with pytest.raises(Refused, match="gepost na de dag"):
        judged(work, date(2015, 4, 20), date(2015, 4, 21))


def test_an_objection_against_a_letter_that_came_back_is_before_its_term(work: WorkInMemory) -> None:
    start(work, TermKind.OBJECTION)
    close_all(work, "anna", date(2015, 3, 9), Closing.VOID)
    assert judged(work, date(2015, 6, 1)) is Timeliness.BEFORE_THE_TERM
    start(work, TermKind.OBJECTION, date(2015, 5, 11))
    assert judged(work, date(2015, 6, 1)) is Timeliness.IN_TIME


def test_an_added_holiday_counts_the_open_ones_again_once(work: WorkInMemory) -> None:
    start(work, TermKind.OBJECTION)
    start(work, TermKind.OBJECTION, of=RouteId("dora", LOPIK))
    close_all(work, "dora", TODAY, Closing.DONE)
    assert recalculate_deadlines(work, TODAY) == []
    add_holiday(work, date(2015, 4, 13))
    (change,) = recalculate_deadlines(work, TODAY)
    assert (change.of, change.was, change.becomes) == (ANNA, date(2015, 4, 13), date(2015, 4, 14))
    assert days(work)[TermKind.OBJECTION, 1] == date(2015, 4, 14)
    assert recalculate_deadlines(work, TODAY) == []
    assert list_changes(work, ListChanges(HUGO, None)).total == 0


def test_a_list_names_the_clients_and_leaves_a_line_for_each(work: WorkInMemory) -> None:
    start(work, TermKind.DECISION)
    start(work, TermKind.INVESTIGATION)
    start(work, TermKind.PERSONAL_PLAN, of=RouteId("dora", LOPIK))
    page = list_deadlines(work, ListDeadlines(NOOR, None, EVERYTHING))
    assert [(line.name, line.kind) for line in page.lines] == [
        ("A. Appel", TermKind.PERSONAL_PLAN),
        ("A. Appel", TermKind.DECISION),
        ("A. Appel", TermKind.INVESTIGATION),
    ]
    assert sorted(work.read_log.lines) == [
        ("noor", "anna", "bladeren in de lijst met termijnen"),
        ("noor", "dora", "bladeren in de lijst met termijnen"),
    ]
    overdue = DeadlineFilter(due=Due.OVERDUE)
    assert [line.client_id for line in list_deadlines(work, ListDeadlines(HUGO, LOPIK, overdue)).lines] == ["dora"]


def test_another_municipality_is_refused_everywhere_and_nothing_is_logged(work: WorkInMemory) -> None:
    start(work, TermKind.DECISION)
    for refused in (
        lambda: list_deadlines(work, ListDeadlines(HUGO, HOUTEN, EVERYTHING)),
        lambda: export_deadlines(work, ListDeadlines(HUGO, HOUTEN, EVERYTHING)),
        lambda: list_changes(work, ListChanges(HUGO, HOUTEN)),
        lambda: show_deadlines(work, ShowDeadlines(HUGO, "anna")),
    ):
        with pytest.raises(Forbidden):
            refused()
    assert work.read_log.lines == []


def test_who_moved_away_is_shown_the_deadlines_that_are_ours(work: WorkInMemory) -> None:
    start(work, TermKind.DECISION)
    start(work, TermKind.OBJECTION, of=RouteId("anna", LOPIK, 2))
    found = show_deadlines(work, ShowDeadlines(HUGO, "anna"))
    assert [one.kind for one in found.deadlines] == [TermKind.OBJECTION]
    assert found.municipality == LOPIK, "and not where the client went"
    with pytest.raises(UnknownClient):
        show_deadlines(work, ShowDeadlines(HUGO, "nobody"))


def many(work: WorkInMemory, number: int) -> None:
    """So many deadlines of one client."""
    first = start_deadline(TermKind.DECISION, APPLIED, work.law, work.calendar, of=ANNA)
    for each in range(number):
        key = ("anna", 1, TermKind.DECISION, each + 1)
        work.deadlines.kept[key] = type(first)(
            first.of, first.kind, each + 1, first.facts, first.proof, first.law_last_day
        )


def test_a_long_list_is_not_counted_to_its_end(work: WorkInMemory) -> None:
    many(work, COUNTED_MAX + 1)
    page = list_deadlines(work, ListDeadlines(NOOR, None, EVERYTHING, page=2))
    assert (len(page.lines), page.total, page.more, page.pages) == (PAGE_SIZE, COUNTED_MAX, True, 20)
    assert list_deadlines(work, ListDeadlines(NOOR, None, EVERYTHING, page=21)).lines == []


def test_a_file_that_would_lack_people_is_refused(work: WorkInMemory) -> None:
    many(work, EXPORTED_MAX + 1)
    with pytest.raises(Refused, match="Kies eerst een filter"):
        export_deadlines(work, ListDeadlines(NOOR, None, EVERYTHING))
    assert work.read_log.lines == []


def test_every_kind_and_way_of_ending_has_its_words() -> None:
    assert set(KINDS) == set(TermKind) - set(FREE_TERMS)
    assert (set(CLOSINGS), set(DUES)) == (set(Closing), set(Due))


def test_an_address_says_which_deadlines() -> None:
    state = DEADLINES.read({"kind": "decision", "due": "4", "municipality": HOUTEN, "sort": "-started"})
    wanted = deadline_filter(state)
    assert (wanted.kind, wanted.due, wanted.sort.value, wanted.descending) == (
        TermKind.DECISION,
        Due.IN_4,
        "started",
        True,
    )
    assert chosen_words(state) == {
        "kind": "Termijn: besluiten op de aanvraag",
        "due": "Binnen 4 weken",
        "municipality": "Gemeente: Houten",
    }


@pytest.mark.parametrize(
    ("day", "by_law", "note", "tag"),
    [
        (date(2015, 3, 9), date(2015, 3, 9), "1 dag voorbij", "danger"),
        (TODAY, TODAY, "vandaag", "warning"),
        (date(2015, 3, 24), date(2015, 3, 24), "over 14 dagen", "warning"),
        (date(2015, 3, 25), date(2015, 3, 25), "", ""),
        (date(2015, 4, 30), date(2015, 3, 9), "wet: 9 maart 2015, 1 dag voorbij", "danger"),
    ],
)
def test_a_last_day_is_felt(day: date, by_law: date, note: str, tag: str) -> None:
    cell = last_day(day, by_law, TODAY)
    assert (cell.note, cell.tag) == (note, tag)
