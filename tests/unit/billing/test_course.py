"""A pgb that is given up, and a client who moves, count from the day on which we heard of it: RSA 2.6.12(1)c."""

from collections import Counter
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.billing.domain.client.course import Course, Home, Step, course_of
from services.billing.domain.client.revisions import ClientFacts, ClientRights
from services.billing.domain.client.spans import Span
from services.billing.domain.ledger.journal import Account
from services.billing.domain.pgb.holding import BudgetGranted, BudgetWithdrawn, HoldingState
from shared.law.book import LawBook
from tests.unit.billing.office import CLIENT, PGB, YEAR, ZIN, Office, facts, function, right, rights
from tests.unit.billing.test_budget_changes import assert_the_books_hold

Revision = tuple[ClientFacts, ClientRights]
HERE, THERE = "0321", "0353"
WHOLE_YEAR = 1_028_200
JUNE, AUGUST = date(2015, 6, 10), date(2015, 8, 1)
UNTIL_JUNE, FROM_JUNE = Span(YEAR.first, date(2015, 6, 9)), Span(JUNE, YEAR.last)
UNTIL_AUGUST, FROM_AUGUST = Span(YEAR.first, date(2015, 7, 31)), Span(AUGUST, YEAR.last)
BETWEEN = Span(JUNE, date(2015, 7, 31))


def revision(
    number: int, on: date, *, form: Any = PGB, place: str = HERE, days: Span | None = YEAR, **change: Any
) -> Revision:
    """A client with one function of class 3 (unless changed), determined on a day."""
    domain = "wmo" if days else "none"
    delivered = facts(function(form=form, **change), revision=number, municipality=place)
    return delivered, rights(right("1-81", domain, form, days), revision=number, on=on)


FIRST = revision(1, date(2014, 11, 3))


def lived(book: LawBook, *later: Revision) -> Office:
    return Office(book).receive(*(message for each in (FIRST, *later) for message in each))


def share(days: Span, year_gross: int = WHOLE_YEAR) -> int:
    return round(year_gross * days.days / 365)


def lines(office: Office, place: str) -> list[Span]:
    held = office.held_at(place)
    return [line.days for line in held.lines] if held else []


def gross(office: Office, place: str) -> int:
    return office.balances(place)[Account.BUDGET]


CASES = [
    pytest.param([revision(2, JUNE, form=ZIN)], [UNTIL_JUNE], [], id="given-up"),
    pytest.param([revision(2, JUNE, form=ZIN), revision(3, AUGUST, form=ZIN)], [UNTIL_JUNE], [], id="still-given-up"),
    pytest.param(
        [revision(2, JUNE, form=ZIN), revision(3, AUGUST)], [UNTIL_JUNE, FROM_AUGUST], [], id="taken-up-again"
    ),
    pytest.param(
        [revision(2, JUNE, form=ZIN), revision(3, AUGUST), revision(4, date(2015, 9, 1))],
        [UNTIL_JUNE, FROM_AUGUST],
        [],
        id="taken-up-again-and-repeated",
    ),
    pytest.param([revision(2, JUNE, place=THERE)], [UNTIL_JUNE], [FROM_JUNE], id="moved"),
    pytest.param(
        [revision(2, JUNE, place=THERE), revision(3, AUGUST, place=THERE)], [UNTIL_JUNE], [FROM_JUNE], id="still-there"
    ),
    pytest.param(
        [revision(2, JUNE, place=THERE), revision(3, AUGUST)], [UNTIL_JUNE, FROM_AUGUST], [BETWEEN], id="moved-back"
    ),
    pytest.param([revision(2, JUNE, place=THERE, form=ZIN)], [UNTIL_JUNE], [], id="moved-and-given-up"),
    pytest.param(
        [revision(2, JUNE, place=THERE), revision(3, AUGUST, place=THERE, form=ZIN)],
        [UNTIL_JUNE],
        [BETWEEN],
        id="moved-and-later-given-up",
    ),
    pytest.param(
        [revision(2, JUNE, form=ZIN), revision(3, AUGUST, place=THERE)],
        [UNTIL_JUNE],
        [FROM_AUGUST],
        id="given-up-and-taken-up-elsewhere",
    ),
    pytest.param([revision(2, JUNE, place=THERE), revision(3, JUNE)], [YEAR], [], id="moved-back-the-same-day"),
    pytest.param(
        [revision(2, AUGUST, place=THERE, days=Span(YEAR.first, date(2015, 6, 9)))],
        [UNTIL_JUNE],
        [],
        id="moved-after-the-right-had-ended",
    ),
    pytest.param(
        [revision(2, AUGUST, form=ZIN, days=UNTIL_JUNE)], [UNTIL_JUNE], [], id="given-up-after-the-right-had-ended"
    ),
    pytest.param([revision(2, YEAR.first, place=THERE)], [], [YEAR], id="moved-on-the-first-day"),
    pytest.param([revision(2, YEAR.first, form=ZIN)], [], [], id="given-up-on-the-first-day"),
    pytest.param([revision(2, date(2016, 2, 1), form=ZIN)], [YEAR], [], id="given-up-after-the-year"),
    pytest.param([revision(2, date(2016, 2, 1), place=THERE)], [YEAR], [], id="moved-after-the-year"),
    pytest.param(
        [revision(2, JUNE, place=THERE), revision(3, AUGUST, place=THERE, days=None)], [], [], id="no-right-after-all"
    ),
    pytest.param(
        [revision(2, JUNE, place=THERE), revision(3, AUGUST, place=THERE, days=Span(YEAR.first, date(2015, 3, 1)))],
        [Span(YEAR.first, date(2015, 3, 1))],
        [],
        id="died-before-the-move",
    ),
]


@pytest.mark.parametrize(("later", "here", "there"), CASES)
def test_each_books_hold_the_days_that_were_theirs(
    book: LawBook, later: list[Revision], here: list[Span], there: list[Span]
) -> None:
    office = lived(book, *later)
    assert (lines(office, HERE), lines(office, THERE)) == (here, there)
    assert gross(office, HERE) == sum(share(days) for days in here)
    assert gross(office, THERE) == sum(share(days) for days in there)
    assert_the_books_hold(office)


def test_another_amount_after_a_move_leaves_the_first_books_alone(book: LawBook) -> None:
    office = lived(book, revision(2, JUNE, place=THERE), revision(3, AUGUST, place=THERE, care_class="K4"))
    assert (gross(office, HERE), gross(office, THERE)) == (share(UNTIL_JUNE), share(FROM_JUNE, 1_589_100))


def test_a_faulty_delivery_that_moves_a_client_carries_the_old_amount_along(book: LawBook) -> None:
    office = lived(book, revision(2, JUNE, place=THERE, care_class="K0"))
    assert (lines(office, HERE), lines(office, THERE)) == ([UNTIL_JUNE], [FROM_JUNE])
    held = office.held_at(THERE)
    assert held is not None
    assert (held.state, bool(held.problem)) == (HoldingState.GRANTED, True)
    assert_the_books_hold(office)


def test_a_function_that_is_not_delivered_any_more_ends_on_the_day_before(book: LawBook) -> None:
    other = facts(function("1-82", "PV", care_class="K1"), revision=2)
    office = lived(book, (other, rights(right("1-82", "wmo", PGB, YEAR), revision=2, on=JUNE)))
    held = office.held[CLIENT]
    assert [(line.function_id, line.days) for line in held.lines] == [("1-81", UNTIL_JUNE), ("1-82", YEAR)]
    assert_the_books_hold(office)


def test_a_new_indication_for_the_same_care_takes_its_days_from_the_old_one(book: LawBook) -> None:
    renewed = facts(function("2-81", care_class="K4"), revision=2)
    spring = Span(date(2015, 4, 1), YEAR.last)
    office = lived(book, (renewed, rights(right("2-81", "wmo", PGB, spring), revision=2, on=JUNE)))
    held = office.held[CLIENT]
    assert [(line.function_id, line.days) for line in held.lines] == [
        ("1-81", Span(YEAR.first, date(2015, 3, 31))),
        ("2-81", spring),
    ]


def test_what_never_was_a_budget_is_not_given_up(book: LawBook) -> None:
    """First no right, then care in kind, then a pgb: the right is as the newest determination says."""
    nothing = revision(1, date(2014, 11, 3), days=None)
    office = Office(book).receive(*nothing, *revision(2, JUNE, form=ZIN), *revision(3, AUGUST))
    assert lines(office, HERE) == [YEAR]


def test_who_moved_with_care_in_kind_gets_a_pgb_from_the_move_on(book: LawBook) -> None:
    office = Office(book).receive(*revision(1, date(2014, 11, 3), form=ZIN), *revision(2, JUNE, place=THERE))
    assert (lines(office, HERE), lines(office, THERE)) == ([], [FROM_JUNE])


@pytest.mark.parametrize(
    ("later", "said", "article"),
    [
        (revision(2, JUNE, form=ZIN), "loopt dit pgb tot en met 9 juni 2015", "2.6.12 lid 1"),
        (revision(2, JUNE, place=THERE), "betaalt deze gemeente uw pgb vanaf 10 juni 2015", "8.3 lid 1"),
    ],
)
def test_a_card_says_why_a_budget_ends_or_begins_on_that_day(
    book: LawBook, later: Revision, said: str, article: str
) -> None:
    cards = lived(book, later).held[CLIENT].reasons
    assert [card.article for card in cards if said in card.explanation] == [article]


def test_the_municipality_that_was_left_says_until_when_it_pays(book: LawBook) -> None:
    held = lived(book, revision(2, JUNE, place=THERE)).held_at(HERE)
    assert held is not None
    assert any("betaalt deze gemeente uw pgb tot en met 9 juni 2015" in card.explanation for card in held.reasons)


@pytest.mark.parametrize(
    ("later", "changes"),
    [
        pytest.param([revision(2, JUNE, form=ZIN)], [BudgetGranted, BudgetGranted], id="given-up"),
        pytest.param([revision(2, JUNE, form=ZIN), revision(3, AUGUST, form=ZIN)], [BudgetGranted] * 2, id="still"),
        pytest.param([revision(2, YEAR.first, form=ZIN)], [BudgetGranted, BudgetWithdrawn], id="never-began"),
        pytest.param([revision(2, JUNE, place=THERE)], [BudgetGranted, BudgetGranted], id="moved"),
        pytest.param([revision(2, JUNE, place=THERE, form=ZIN)], [BudgetGranted] * 2, id="moved-and-given-up"),
        pytest.param(
            [revision(2, JUNE, place=THERE), revision(3, AUGUST, place=THERE, days=None)],
            [BudgetGranted, BudgetGranted, BudgetWithdrawn],
            id="no-right-after-all",
        ),
    ],
)
def test_others_hear_of_the_budget_that_runs_last(book: LawBook, later: list[Revision], changes: list[type]) -> None:
    office = lived(book, *later)
    assert office.budget_changes == changes
    assert [each.holding.revision for each in office.budget_events if isinstance(each, BudgetGranted)][-1] <= 2


def test_the_contribution_follows_the_pgb_that_was_given_up(book: LawBook) -> None:
    office = lived(book, revision(2, JUNE, form=ZIN))
    assert [(each.outcome.regime.value, each.days) for each in office.charges[CLIENT]] == [
        ("awbz-pgb", UNTIL_JUNE),
        ("awbz-transition", FROM_JUNE),
    ]


def test_a_day_before_an_earlier_one_counts_as_that_day() -> None:
    steps = [Step(AUGUST, HERE, {}), Step(JUNE, THERE, {})]
    assert course_of(steps).homes == (
        Home(HERE, Span(date.min, date(2015, 7, 31))),
        Home(THERE, Span(AUGUST, date.max)),
    )


def test_one_revision_has_a_course_without_turns() -> None:
    assert course_of([Step(JUNE, HERE, {"1": YEAR})]) == Course((Home(HERE, Span(date.min, date.max)),))


DAYS = st.dates(date(2015, 1, 1), date(2015, 12, 31))


@st.composite
def histories(draw: st.DrawFn) -> list[Revision]:
    """One function of one class; whatever else a delivery can say of it, on days that follow each other."""
    steps = accumulate(draw(st.lists(st.integers(0, 120), min_size=1, max_size=6)))
    found = []
    for number, days in enumerate(steps, start=1):
        first, last = sorted((draw(DAYS), draw(DAYS)))
        found.append(
            revision(
                number,
                date(2014, 11, 3) + timedelta(days=days),
                form=draw(st.sampled_from([PGB, PGB, ZIN])),
                place=draw(st.sampled_from([HERE, HERE, THERE, "0620"])),
                days=draw(st.sampled_from([YEAR, YEAR, Span(first, last), None])),
                care_class=draw(st.sampled_from(["K3", "K3", "K3", "K0"])),
            )
        )
    return found


def paid_days(office: Office) -> Counter[date]:
    found: Counter[date] = Counter()
    for held in office.work.holdings.all:
        for line in held.lines:
            found.update(line.days.first + timedelta(days=number) for number in range(line.days.days))
    return found


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories())
def test_no_day_is_paid_twice_and_no_day_that_has_run_is_lost(book: LawBook, history: list[Revision]) -> None:
    office = Office(book)
    known = date.min
    for delivered, determined in history:
        before = paid_days(office)
        office.receive(delivered, determined)
        after = paid_days(office)
        assert max(after.values(), default=1) == 1
        known = max(known, determined.determined_on)
        owed = determined.rights[0].days
        ran = {day for day in before if day < known and owed and owed.first <= day <= owed.last}
        assert ran <= after.keys()
        places = {held.municipality for held in office.work.holdings.all}
        booked = sum(gross(office, place) for place in places)
        count = sum(len(lines(office, place)) for place in places)
        assert booked <= WHOLE_YEAR + count
        assert abs(booked - round(WHOLE_YEAR * len(after) / 365)) <= count
        assert_the_books_hold(office)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories(), data=st.data())
def test_an_old_revision_that_comes_again_undoes_nothing(
    book: LawBook, history: list[Revision], data: st.DataObject
) -> None:
    office = Office(book).receive(*(message for pair in history for message in pair))
    before = office.outcome
    office.receive(*data.draw(st.sampled_from(history)))
    assert office.outcome == before
