"""What becomes of a deadline: it stands still, is put off, closed, corrected, and counted again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.migration.domain.deadlines.changes import Why, basis_of, changes_of
from services.migration.domain.deadlines.open_deadlines import (
    Closing,
    Deadline,
    RouteId,
    answer,
    ask,
    close,
    extend,
    next_number,
    penalty_of,
    recalculate,
    start_after,
    start_deadline,
    suspend,
)
from services.migration.domain.deadlines.pauses import PostponedBy, SuspendedBy, TermError
from services.migration.domain.deadlines.terms import TermKind
from services.migration.entrypoints.deadlines.words import how_closed
from shared.calendar.days import LegalCalendar
from tests.support.migration_in_memory import books

LAW, CALENDAR = books().law, books().calendar
ROUTE = RouteId("anna", "0321")
APPLIED, TERM_END = date(2015, 3, 2), date(2015, 3, 16)


def started(kind: TermKind = TermKind.DECISION, start: date = APPLIED) -> Deadline:
    return start_deadline(kind, start, LAW, CALENDAR, of=ROUTE)


def with_holidays(*days: date) -> LegalCalendar:
    return LegalCalendar({**CALENDAR.holidays, **dict.fromkeys(days, "extra feestdag")}, 2014, 2016)


def asked(on: date = date(2015, 3, 9), until: date = date(2015, 3, 20)) -> Deadline:
    return ask(started(), on, until, LAW, CALENDAR)


def late(until: date = date(2015, 4, 2)) -> Deadline:
    return extend(started(), PostponedBy.LATE, date(2015, 3, 13), until, LAW, CALENDAR)


def test_a_deadline_has_its_proof_and_names_its_article() -> None:
    one = started()
    assert (one.started_on, one.last_day, one.law_last_day) == (APPLIED, TERM_END, TERM_END)
    assert (one.law, one.article, one.key) == ("Wmo 2015", "2.3.5 lid 2", ("anna", 1, TermKind.DECISION, 1))
    assert one.proof.steps[-1].last_day == one.last_day


@pytest.mark.parametrize(
    ("on", "how", "says"),
    [
        (TERM_END, Closing.DONE, "gedaan"),
        (TERM_END + timedelta(days=14), Closing.DONE, "gedaan, te laat"),
        (TERM_END + timedelta(days=14), Closing.ROUTE_ENDED, "niet meer nodig"),
    ],
)
def test_what_was_done_after_the_last_day_says_so(on: date, how: Closing, says: str) -> None:
    assert how_closed(close(started(), on, how)) == says


def test_a_free_term_is_nobodys_deadline() -> None:
    with pytest.raises(TermError, match="geen termijn van een cliënt"):
        started(TermKind.WEEKS)


def test_numbers_go_on_per_kind() -> None:
    there = [started(), replace(started(), number=2), started(TermKind.OBJECTION)]
    numbers = [next_number(there, kind) for kind in (TermKind.DECISION, TermKind.OBJECTION, TermKind.VIEW)]
    assert numbers == [3, 2, 1]


def test_it_stands_still_until_the_answer_comes() -> None:
    assert asked().last_day == date(2015, 3, 27)  # 16 March and the eleven days from 10 through 20 March.
    assert answer(asked(), date(2015, 3, 12), LAW, CALENDAR).last_day == date(2015, 3, 18)


def test_an_answer_that_comes_after_its_day_changes_nothing() -> None:
    assert answer(asked(), date(2015, 3, 24), LAW, CALENDAR).last_day == asked().last_day


def test_an_answer_can_be_corrected() -> None:
    wrong = answer(asked(), date(2015, 3, 9), LAW, CALENDAR)
    assert wrong.last_day == TERM_END
    assert answer(wrong, date(2015, 3, 12), LAW, CALENDAR).last_day == date(2015, 3, 18)


@pytest.mark.parametrize("on", [TERM_END, date(2015, 3, 17)])
def test_asking_comes_too_late_when_the_term_is_over(on: date) -> None:
    with pytest.raises(TermError, match="al voorbij op 16 maart 2015"):
        ask(started(), on, date(2015, 3, 31), LAW, CALENDAR)


def test_an_answer_without_a_question_is_refused() -> None:
    with pytest.raises(TermError, match="niets gevraagd"):
        answer(started(), date(2015, 3, 12), LAW, CALENDAR)
    with pytest.raises(TermError, match="voor de vraag"):
        answer(asked(), date(2015, 3, 8), LAW, CALENDAR)


def test_an_agreed_delay_stands_still_for_those_days() -> None:
    one = suspend(started(), SuspendedBy.CONSENT, date(2015, 3, 10), date(2015, 3, 13), LAW, CALENDAR)
    assert one.last_day == date(2015, 3, 20)


def test_a_told_later_day_leaves_the_day_of_the_law() -> None:
    one = late()
    assert (one.last_day, one.law_last_day) == (date(2015, 4, 2), TERM_END)
    assert not one.is_overdue(date(2015, 3, 17))
    assert one.is_late_by_law(date(2015, 3, 17))
    assert one.is_overdue(date(2015, 4, 3))


@pytest.mark.parametrize("until", [TERM_END, date(2015, 3, 10)])
def test_a_later_day_must_be_later(until: date) -> None:
    with pytest.raises(TermError, match="Kies een latere dag"):
        late(until)


def test_the_penalty_counts_from_the_day_of_the_law() -> None:
    notice = start_after(late(), TermKind.DEFAULT_PENALTY, LAW, CALENDAR, received_on=date(2015, 3, 18))
    assert notice.last_day == date(2015, 4, 1)
    assert penalty_of(notice, LAW).first_day == date(2015, 4, 2)


def test_the_penalty_needs_its_notice() -> None:
    with pytest.raises(TermError, match="ingebrekestelling"):
        start_after(late(), TermKind.DEFAULT_PENALTY, LAW, CALENDAR)


def test_two_terms_that_do_not_follow_each_other_are_refused() -> None:
    with pytest.raises(TermError, match="volgen niet"):
        start_after(started(), TermKind.DECISION_ON_OBJECTION, LAW, CALENDAR)


def test_no_penalty_decision_without_a_penalty() -> None:
    notice = start_after(late(), TermKind.DEFAULT_PENALTY, LAW, CALENDAR, received_on=date(2015, 3, 18))
    with pytest.raises(TermError, match="geen dwangsom"):
        start_after(notice, TermKind.PENALTY_DECISION, LAW, CALENDAR, decided_on=date(2015, 4, 2))
    due = start_after(notice, TermKind.PENALTY_DECISION, LAW, CALENDAR, decided_on=date(2015, 4, 3))
    assert due.started_on == date(2015, 4, 2)


def test_a_closed_deadline_stays_as_it_is() -> None:
    done = close(started(), date(2015, 3, 10))
    assert (done.is_open, done.closed_as) == (False, Closing.DONE)
    assert not done.is_overdue(date(2016, 1, 1))
    changes: list[Callable[[], Deadline]] = [
        lambda: close(done, date(2015, 3, 11)),
        lambda: ask(done, date(2015, 3, 9), date(2015, 3, 20), LAW, CALENDAR),
    ]
    for change in changes:
        with pytest.raises(TermError, match="afgesloten op 10 maart 2015"):
            change()


def test_a_corrected_sending_day_moves_what_follows() -> None:
    objection = started(TermKind.OBJECTION)
    decision = start_after(objection, TermKind.DECISION_ON_OBJECTION, LAW, CALENDAR)
    corrected = started(TermKind.OBJECTION, date(2015, 3, 5))
    (moved,) = recalculate([corrected, decision], LAW, CALENDAR)
    assert (moved.before, moved.after.started_on) == (decision, corrected.last_day)
    assert moved.after.last_day == date(2015, 5, 28)


def test_a_new_holiday_moves_the_open_ones_and_leaves_the_closed_ones() -> None:
    objection = started(TermKind.OBJECTION)  # through Monday 13 April
    decision = start_after(objection, TermKind.DECISION_ON_OBJECTION, LAW, CALENDAR)
    done = close(started(TermKind.INVESTIGATION), date(2015, 4, 1))
    other = replace(started(TermKind.INVESTIGATION), number=2)
    changed = recalculate([decision, objection, done, other], LAW, with_holidays(date(2015, 4, 13)))
    days = {each.after.kind: each.after.last_day for each in changed}
    assert days == {
        TermKind.OBJECTION: date(2015, 4, 14),
        TermKind.INVESTIGATION: date(2015, 4, 14),
        TermKind.DECISION_ON_OBJECTION: date(2015, 5, 26),
    }


def test_what_follows_a_closed_one_keeps_its_day() -> None:
    objection = close(started(TermKind.OBJECTION), date(2015, 3, 20))
    decision = start_after(started(TermKind.OBJECTION), TermKind.DECISION_ON_OBJECTION, LAW, CALENDAR)
    assert recalculate([objection, decision], LAW, with_holidays(date(2015, 4, 13))) == []


def test_counting_again_without_a_change_gives_nothing() -> None:
    assert recalculate([asked(), replace(late(), number=2)], LAW, CALENDAR) == []


def test_what_cannot_be_counted_any_longer_is_told_and_stays() -> None:
    """The holiday moves the term to the very day that was told."""
    one = late(date(2015, 3, 17))
    (failed,) = recalculate([one], LAW, with_holidays(TERM_END))
    assert failed.after == one
    (change,) = changes_of([failed], date(2015, 3, 1), Why.BASIS)
    assert (change.was, change.becomes) == (one.last_day, one.last_day)
    assert "Kies een latere dag" in change.fault


def test_what_lost_the_one_that_it_follows_is_told_too() -> None:
    decision = start_after(started(TermKind.OBJECTION), TermKind.DECISION_ON_OBJECTION, LAW, CALENDAR)
    (failed,) = recalculate([decision], LAW, CALENDAR)
    assert (failed.after, failed.fault) == (decision, "De termijn waar deze op volgt, is er niet.")


def test_a_calendar_that_knows_fewer_years_is_told_too() -> None:
    short = LegalCalendar(CALENDAR.holidays, 2014, 2014)
    assert "kalender" in recalculate([started()], LAW, short)[0].fault


def test_only_another_day_is_news() -> None:
    objection = started(TermKind.OBJECTION)
    differences = recalculate([objection], LAW, with_holidays(date(2015, 4, 13)))
    (change,) = changes_of(differences, date(2015, 4, 1), Why.BASIS)
    assert (change.was, change.becomes) == (date(2015, 4, 13), date(2015, 4, 14))
    same_day = replace(differences[0], after=replace(objection, proof=replace(objection.proof, steps=())))
    assert changes_of([same_day], date(2015, 4, 1), Why.BASIS) == []


def test_the_basis_changes_with_a_holiday_and_with_nothing_else() -> None:
    assert basis_of(LAW, CALENDAR) == basis_of(LAW, with_holidays())
    assert basis_of(LAW, CALENDAR) != basis_of(LAW, with_holidays(date(2015, 4, 13)))


# Whatever happens


DAYS = st.dates(date(2015, 1, 5), date(2015, 10, 30))
KINDS = st.sampled_from([TermKind.DECISION, TermKind.OBJECTION, TermKind.INVESTIGATION, TermKind.PERSONAL_PLAN])
Change = Callable[[Deadline, date, int], Deadline]
CHANGES: list[Change] = [
    lambda one, day, number: ask(one, day, day + timedelta(days=number), LAW, CALENDAR),
    lambda one, day, number: answer(one, day, LAW, CALENDAR),
    lambda one, day, number: suspend(one, SuspendedBy.CONSENT, day, day + timedelta(days=number), LAW, CALENDAR),
    lambda one, day, number: extend(one, PostponedBy.LATE, day, day + timedelta(days=number), LAW, CALENDAR),
    lambda one, day, number: extend(one, PostponedBy.ADJOURNED, day, day + timedelta(days=number), LAW, CALENDAR),
    lambda one, day, number: close(one, day),
]
LIFE = st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 40), st.integers(0, 40)), max_size=8)


@settings(max_examples=200, deadline=None)
@given(kind=KINDS, start=DAYS, life=LIFE)
def test_no_deadline_is_without_proof_and_none_ends_before_the_law_lets_it(
    kind: TermKind, start: date, life: list[tuple[Change, int, int]]
) -> None:
    """What is refused leaves it as it was; what is closed never changes."""
    one = started(kind, start)
    for change, later, number in life:
        before = one
        try:
            one = change(one, start + timedelta(days=later), number)
        except TermError:
            continue
        assert before.is_open
        assert one.proof.steps[-1].last_day == one.last_day
        assert one.law_last_day <= one.last_day
        assert (one.law, one.article) == (before.law, before.article)
        assert one.key == before.key
    assert recalculate([one], LAW, CALENDAR) == []
