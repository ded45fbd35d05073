"""Two implementations that know nothing of each other agree on every day of 2014 to 2016, for every kind of term."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from services.migration.domain.deadlines.objections import Objection, Timeliness, judge_objection
from services.migration.domain.deadlines.pauses import (
    PostponedBy,
    Postponement,
    SuspendedBy,
    Suspension,
    TermError,
    while_asked,
)
from services.migration.domain.deadlines.penalties import appeal_from, penalty_after
from services.migration.domain.deadlines.terms import TermFacts, TermKind, count_facts
from shared.calendar.days import CalendarError, LegalCalendar
from shared.law.book import LawBook, LawError
from tests.law.migration import second_count as second

EVERY_DAY = second.days(date(2014, 1, 1), date(2016, 12, 31))


def days_later(day: date, number: int) -> date:
    return day + timedelta(days=number)


def first(kind: TermKind, facts: TermFacts, book: LawBook, calendar: LegalCalendar) -> date | None:
    """What the service answers; None where it refuses to."""
    try:
        return count_facts(kind, facts, book, calendar).last_day
    except (CalendarError, LawError):
        return None


Pair = tuple[TermFacts, date | None]


def plain(count: Callable[[date], date | None]) -> Callable[[date], Iterator[Pair]]:
    def pairs(day: date) -> Iterator[Pair]:
        yield TermFacts(day), count(day)

    return pairs


def given(day: date) -> Iterator[Pair]:
    """The municipality gives the day, and no Act moves it. Also a Saturday, Sunday or holiday stays what it is."""
    for length in (1, 7, 14, 30):
        until = days_later(day, length)
        yield TermFacts(day, given_until=until), until if until <= second.END else None


def decisions_on_objection(day: date) -> Iterator[Pair]:
    for committee in (False, True):
        yield TermFacts(day, committee=committee), second.decision_on_objection(day, committee=committee)


def default_penalties(day: date) -> Iterator[Pair]:
    for before in (-20, -1, 0, 1, 9):
        ended = days_later(day, before)
        yield TermFacts(day, term_ended=ended), second.last_day_without_penalty(ended, day)


def free(unit: str) -> Callable[[date], Iterator[Pair]]:
    def pairs(day: date) -> Iterator[Pair]:
        for amount in (1, 2, 3, 6, 8, 12, 13, 20, 90, 91):
            length = amount * 7 if unit == "weeks" else amount
            moves = amount <= (12 if unit == "weeks" else 90)
            yield TermFacts(day, amount=amount), second.walk(day, length, moves=moves)

    return pairs


KINDS: dict[TermKind, Callable[[date], Iterator[Pair]]] = {
    TermKind.OBJECTION: plain(second.objection),
    TermKind.INVESTIGATION: plain(second.investigation),
    TermKind.DECISION: plain(second.decision),
    TermKind.PERSONAL_PLAN: plain(second.personal_plan),
    TermKind.WEEKS: free("weeks"),
    TermKind.DAYS: free("days"),
    TermKind.COMPLETION: given,
    TermKind.VIEW: given,
    TermKind.NOT_TREATING: plain(second.not_treating),
    TermKind.REPAIR: given,
    TermKind.DECISION_ON_OBJECTION: decisions_on_objection,
    TermKind.DEFAULT_PENALTY: default_penalties,
    TermKind.PENALTY_DECISION: plain(second.penalty_decision),
}


def test_every_kind_is_counted_twice() -> None:
    assert set(KINDS) == set(TermKind)
    assert len(EVERY_DAY) == 365 + 365 + 366


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_both_agree_on_every_day(kind: TermKind, book: LawBook, calendar: LegalCalendar) -> None:
    answers = 0
    for day in EVERY_DAY:
        for facts, expected in KINDS[kind](day):
            assert first(kind, facts, book, calendar) == expected, (kind, facts)
            answers += expected is not None
    assert answers > 500


def test_both_know_the_same_free_days(calendar: LegalCalendar) -> None:
    assert [day for day in EVERY_DAY if calendar.is_working_day(day) == second.is_free(day)] == []


ASKED = [(0, 7, None), (1, 14, 3), (3, 14, None), (5, 10, 5), (9, 21, 20), (12, 14, 16), (13, 28, 2), (4, 3, 30)]
"""After how many days was asked, for how many days, and after how many days the answer came."""


@pytest.mark.parametrize(("asked", "given_for", "answered"), ASKED)
def test_both_agree_on_a_term_that_stood_still(
    asked: int, given_for: int, answered: int | None, book: LawBook, calendar: LegalCalendar
) -> None:
    for day in EVERY_DAY:
        asked_on = days_later(day, asked)
        until = days_later(asked_on, given_for)
        came = None if answered is None else days_later(asked_on, answered)
        if day < second.WMO_2015_IN_FORCE:
            continue
        suspension = while_asked(asked_on, until, came, book)
        facts = TermFacts(day, suspensions=(suspension,))
        expected = second.decision(day, second.still_while_asked(asked_on, until, came))
        assert first(TermKind.DECISION, facts, book, calendar) == expected, (day, suspension)


@pytest.mark.parametrize(("asked", "given_for", "answered"), [(-30, 14, 7), (-10, 14, None), (-10, 14, 12), (5, 14, 3)])
def test_both_agree_that_a_term_stands_still_only_once_it_runs(
    asked: int, given_for: int, answered: int | None, book: LawBook, calendar: LegalCalendar
) -> None:
    """Awb 7:10(2): an objection can be repaired before the term for deciding on it begins."""
    for day in EVERY_DAY[40:]:
        asked_on = days_later(day, asked)
        until = days_later(asked_on, given_for)
        came = None if answered is None else days_later(asked_on, answered)
        suspension = while_asked(asked_on, until, came, book, SuspendedBy.OBJECTION_REPAIR)
        found = first(TermKind.DECISION_ON_OBJECTION, TermFacts(day, suspensions=(suspension,)), book, calendar)
        still = second.still_while_asked(asked_on, until, came)
        assert found == second.walk(day, 42, still), (day, suspension)


def test_both_agree_on_two_delays(book: LawBook, calendar: LegalCalendar) -> None:
    for day in EVERY_DAY:
        if day < second.WMO_2015_IN_FORCE:
            continue
        spans = [(days_later(day, 2), days_later(day, 4)), (days_later(day, 10), days_later(day, 12))]
        still = [each for span in spans for each in second.days(*span)]
        suspensions = tuple(Suspension(SuspendedBy.CONSENT, *span) for span in spans)
        found = first(TermKind.DECISION, TermFacts(day, suspensions=suspensions), book, calendar)
        assert found == second.decision(day, still), day


def test_both_agree_on_how_long_a_decision_can_be_adjourned(book: LawBook, calendar: LegalCalendar) -> None:
    """Awb 7:10(3): six weeks after the last day before it moved, which then moves by itself."""
    for day in EVERY_DAY:
        most = second.walk(days_later(day, 42), 42)
        if most is None:
            continue
        told = days_later(day, 40)
        for until, is_possible in ((most, True), (days_later(most, 1), False)):
            facts = TermFacts(day, postponements=(Postponement(PostponedBy.ADJOURNED, told, until),))
            if is_possible:
                assert first(TermKind.DECISION_ON_OBJECTION, facts, book, calendar) == until
            else:
                with pytest.raises((TermError, CalendarError)):
                    count_facts(TermKind.DECISION_ON_OBJECTION, facts, book, calendar)


def test_both_agree_on_when_one_can_go_to_court(book: LawBook, calendar: LegalCalendar) -> None:
    for day in EVERY_DAY:
        for before in (-30, -1, 0, 1, 20):
            expected = second.first_day_in_court(days_later(day, before), day)
            if expected is not None:
                assert appeal_from(days_later(day, before), day, book, calendar).last_day == expected


def test_both_agree_on_every_penalty(book: LawBook, calendar: LegalCalendar) -> None:
    for day in EVERY_DAY:
        facts = TermFacts(day, term_ended=days_later(day, -3))
        without = second.last_day_without_penalty(days_later(day, -3), day)
        if without is None:
            continue
        found = penalty_after(count_facts(TermKind.DEFAULT_PENALTY, facts, book, calendar), day, book)
        assert (found.first_day, found.last_day) == (days_later(without, 1), days_later(without, 42))
        for late in (0, 1, 14, 15, 28, 29, 41, 42, 43, 90):
            through = days_later(without, late)
            assert found.cents_through(through) == second.penalty_cents(without, through), (day, late)
        assert found.most_cents == 126_000


SAID = {
    Timeliness.BEFORE_THE_TERM: "before",
    Timeliness.IN_TIME: "yes",
    Timeliness.IN_TIME_BY_POST: "by post",
    Timeliness.LATE: "no",
}


LETTERS = [(0, None), (1, None), (42, None), (43, None), (43, 1), (46, 3), (46, 9), (49, 7), (50, 8), (53, 9), (53, 4)]
"""How many days after the making known the objection came, and how many days before that it was posted."""


def test_both_agree_on_every_objection(book: LawBook, calendar: LegalCalendar) -> None:
    for day in EVERY_DAY:
        for after, post_days in LETTERS:
            received = days_later(day, after)
            posted = None if post_days is None else days_later(received, -post_days)
            expected = second.in_time(day, second.Letter(received, posted))
            try:
                found = SAID[judge_objection(day, Objection(received, posted), book, calendar).timeliness]
            except (CalendarError, LawError):
                continue  # near the end of 2016 the term itself cannot be shown
            assert found == expected, (day, received, posted)
