from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from shared.calendar.days import CalendarError, LegalCalendar, monday_of
from shared.calendar.dutch import read_calendar
from shared.calendar.terms import Unit, count
from shared.dutch import date_in_words
from shared.law.book import LawBook
from shared.law.files import read_law_book

LAW = Path(__file__).resolve().parents[3] / "services" / "migration" / "law"


@pytest.fixture(scope="module")
def calendar() -> LegalCalendar:
    return read_calendar()


@pytest.fixture(scope="module")
def book() -> LawBook:
    return read_law_book(LAW)


HOLIDAYS = {
    2014: "01-01 04-18 04-21 04-26 05-05 05-29 05-30 06-09 12-25 12-26",
    2015: "01-01 01-02 04-03 04-06 04-27 05-04 05-05 05-14 05-15 05-25 12-25 12-26",
    2016: "01-01 03-25 03-28 04-27 05-05 05-06 05-16 12-25 12-26",
}


@pytest.mark.parametrize("year", HOLIDAYS)
def test_every_weekday_is_working_except_the_holidays_of_that_year(calendar: LegalCalendar, year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
    off = {day for day in days if day.weekday() < 5 and not calendar.is_working_day(day)}
    expected = {date.fromisoformat(f"{year}-{day}") for day in HOLIDAYS[year].split()}
    assert off == {day for day in expected if day.weekday() < 5}


def test_the_last_day_of_2015_is_an_ordinary_working_day(calendar: LegalCalendar) -> None:
    assert calendar.is_working_day(date(2015, 12, 31))


@pytest.mark.parametrize("day", [date(2013, 12, 31), date(2017, 1, 1)])
def test_a_year_without_equated_days_is_refused_by_name(calendar: LegalCalendar, day: date) -> None:
    with pytest.raises(CalendarError, match=str(day.year)):
        calendar.is_working_day(day)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2015, 5, 2), "zaterdag"),
        (date(2015, 5, 3), "zondag"),
        (date(2015, 5, 4), "dag voor Bevrijdingsdag, gelijkgesteld met een feestdag"),
        (date(2015, 5, 6), ""),
    ],
)
def test_a_day_off_says_why_in_dutch(calendar: LegalCalendar, day: date, why: str) -> None:
    assert calendar.why_not_working(day) == why


@pytest.mark.parametrize(
    ("sent", "raw", "last"),
    [
        (date(2014, 11, 14), date(2014, 12, 26), date(2014, 12, 29)),
        (date(2014, 11, 20), date(2015, 1, 1), date(2015, 1, 5)),
        (date(2015, 3, 23), date(2015, 5, 4), date(2015, 5, 6)),
        (date(2015, 4, 3), date(2015, 5, 15), date(2015, 5, 18)),
        (date(2015, 4, 13), date(2015, 5, 25), date(2015, 5, 26)),
        (date(2015, 11, 19), date(2015, 12, 31), date(2015, 12, 31)),
        (date(2015, 11, 20), date(2016, 1, 1), date(2016, 1, 4)),
        (date(2014, 4, 18), date(2014, 5, 30), date(2014, 6, 2)),
        (date(2016, 3, 25), date(2016, 5, 6), date(2016, 5, 9)),
    ],
)
def test_six_weeks_run_on_to_the_next_working_day(
    calendar: LegalCalendar, book: LawBook, sent: date, raw: date, last: date
) -> None:
    result = count("weeks", 6, sent, calendar, book)
    assert (result.raw_last_day, result.last_day) == (raw, last)


@pytest.mark.parametrize(
    ("unit", "amount", "last"),
    [("days", 7, date(2015, 4, 28)), ("weeks", 2, date(2015, 5, 6)), ("weeks", 6, date(2015, 6, 1))],
)
def test_terms_after_a_report_on_20_april_2015(
    calendar: LegalCalendar, book: LawBook, unit: Unit, amount: int, last: date
) -> None:
    assert count(unit, amount, date(2015, 4, 20), calendar, book).last_day == last


@pytest.mark.parametrize(
    ("start", "amount", "last"),
    [
        (date(2015, 12, 24), 3, date(2015, 12, 29)),  # Christmas and the weekend leave only Monday the 28th.
        (date(2015, 4, 30), 4, date(2015, 5, 6)),  # Friday 1 May works, 4 and 5 May do not.
        (date(2014, 12, 31), 5, date(2015, 1, 6)),  # 1 and 2 January, then a weekend, then Monday.
        (date(2015, 12, 24), 2, date(2015, 12, 28)),  # Under three days article 2 does not apply.
        (date(2015, 6, 1), 3, date(2015, 6, 4)),
    ],
)
def test_a_term_of_three_days_holds_two_working_days(
    calendar: LegalCalendar, book: LawBook, start: date, amount: int, last: date
) -> None:
    assert count("days", amount, start, calendar, book).last_day == last


@pytest.mark.parametrize(
    ("unit", "amount", "start", "raw", "last"),
    [
        ("weeks", 12, date(2015, 2, 9), date(2015, 5, 4), date(2015, 5, 6)),
        ("weeks", 13, date(2015, 2, 2), date(2015, 5, 4), date(2015, 5, 4)),
        ("days", 90, date(2015, 2, 3), date(2015, 5, 4), date(2015, 5, 6)),
        ("days", 91, date(2015, 2, 2), date(2015, 5, 4), date(2015, 5, 4)),
    ],
)
def test_terms_over_twelve_weeks_or_ninety_days_stay(
    calendar: LegalCalendar, book: LawBook, unit: Unit, amount: int, start: date, raw: date, last: date
) -> None:
    result = count(unit, amount, start, calendar, book)
    assert (result.raw_last_day, result.last_day) == (raw, last)


def test_each_step_names_its_article_and_day(calendar: LegalCalendar, book: LawBook) -> None:
    steps = count("days", 3, date(2015, 12, 24), calendar, book).steps
    assert [(step.article, step.last_day.day) for step in steps] == [("", 27), ("1 lid 1", 28), ("2", 29)]
    assert steps[1].sentence == (
        "27 december 2015 is geen werkdag (zondag). De termijn loopt daarom door tot en met 28 december 2015."
    )


@pytest.mark.parametrize("amount", [0, -1])
def test_a_term_of_nothing_is_refused(calendar: LegalCalendar, book: LawBook, amount: int) -> None:
    with pytest.raises(ValueError, match="minstens"):
        count("weeks", amount, date(2015, 1, 5), calendar, book)


def test_a_term_that_leaves_the_known_years_is_refused(calendar: LegalCalendar, book: LawBook) -> None:
    with pytest.raises(CalendarError, match="2017"):
        count("weeks", 13, date(2016, 12, 1), calendar, book)


def test_a_week_gives_its_first_working_day(calendar: LegalCalendar) -> None:
    assert calendar.first_working_day_in_week(date(2015, 4, 6), date(2015, 1, 1)) == date(2015, 4, 7)
    assert calendar.first_working_day_in_week(date(2014, 10, 27), date(2014, 11, 1)) is None


def test_dates_are_written_and_weeks_start_the_dutch_way() -> None:
    assert date_in_words(date(2015, 6, 30)) == "30 juni 2015"
    assert monday_of(date(2015, 11, 5)) == date(2015, 11, 2)


@pytest.mark.parametrize(
    ("key", "value", "last"),
    [
        ("atw.longest", {"weeks": 5, "days": 90}, date(2015, 5, 4)),
        ("atw.no-last-day", ["zaterdag", "zondag"], date(2015, 5, 4)),
        ("atw.first-day-counted", 2, date(2015, 5, 6)),
        ("atw.working-days", {"term-of-days": 3, "working-days": 30}, date(2015, 5, 11)),
    ],
)
def test_a_count_follows_the_values_of_the_law_file(
    calendar: LegalCalendar, book: LawBook, key: str, value: Any, last: date
) -> None:
    moved = changed(book, key, value=value)
    assert count("weeks", 6, date(2015, 3, 23), calendar, moved).last_day == last


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("atw.first-day-counted", "counted"),
        ("atw.no-last-day", "moved"),
        ("atw.working-days", "lengthened"),
    ],
)
def test_a_count_says_the_sentences_of_the_law_file(
    calendar: LegalCalendar, book: LawBook, key: str, name: str
) -> None:
    moved = changed(book, key, sentences={name: "De jurist zegt het anders."})
    steps = count("days", 3, date(2015, 12, 24), calendar, moved).steps
    assert [step.sentence for step in steps].count("De jurist zegt het anders.") == 1


def test_a_term_that_is_not_extended_says_the_limit_of_the_law_file(calendar: LegalCalendar, book: LawBook) -> None:
    moved = changed(book, "atw.longest", value={"weeks": 1, "days": 90})
    step = count("weeks", 6, date(2015, 3, 23), calendar, moved).steps[-1]
    assert (step.law, step.article) == ("Algemene termijnenwet", "4")
    assert step.sentence.startswith("De termijn is langer dan 1 week.")


def changed(book: LawBook, key: str, **values: Any) -> LawBook:
    """The book with another value, or other sentences, for one parameter."""
    (dated,) = book.parameter(key).values
    parameter = replace(book.parameter(key), values=(replace(dated, **values),))
    return LawBook([parameter, *(book.parameter(other) for other in sorted(book.keys() - {key}))])
