from datetime import date

import pytest

from services.migration.domain.deadlines.pauses import TermError
from services.migration.domain.deadlines.terms import TermKind, count_term, latest_start
from shared.calendar.days import CalendarError, LegalCalendar
from shared.law.book import LawBook


@pytest.mark.parametrize(
    ("kind", "start", "amount", "raw", "last"),
    [
        ("objection", date(2014, 11, 14), None, date(2014, 12, 26), date(2014, 12, 29)),
        ("objection", date(2015, 3, 23), None, date(2015, 5, 4), date(2015, 5, 6)),
        ("objection", date(2015, 11, 19), None, date(2015, 12, 31), date(2015, 12, 31)),
        ("objection", date(2015, 11, 20), None, date(2016, 1, 1), date(2016, 1, 4)),
        ("personal-plan", date(2015, 4, 20), None, date(2015, 4, 27), date(2015, 4, 28)),
        ("decision", date(2015, 4, 20), None, date(2015, 5, 4), date(2015, 5, 6)),
        ("investigation", date(2015, 4, 20), None, date(2015, 6, 1), date(2015, 6, 1)),
        ("investigation", date(2015, 4, 13), None, date(2015, 5, 25), date(2015, 5, 26)),
        ("decision", date(2014, 12, 19), None, date(2015, 1, 2), date(2015, 1, 5)),
        ("weeks", date(2015, 11, 20), 6, date(2016, 1, 1), date(2016, 1, 4)),
        ("weeks", date(2015, 2, 2), 13, date(2015, 5, 4), date(2015, 5, 4)),
        ("days", date(2015, 12, 24), 3, date(2015, 12, 27), date(2015, 12, 29)),
        ("objection", date(2015, 11, 20), 9, date(2016, 1, 1), date(2016, 1, 4)),  # The law gives the amount.
    ],
)
def test_a_term_ends_on_the_day_the_law_says(
    kind: str,
    start: date,
    amount: int | None,
    raw: date,
    last: date,
    book: LawBook,
    calendar: LegalCalendar,
) -> None:
    result = count_term(TermKind(kind), start, amount, book, calendar)
    assert (result.raw_last_day, result.last_day) == (raw, last)
    assert result.steps[-1].last_day == last


@pytest.mark.parametrize(
    ("kind", "law", "article"),
    [
        ("objection", "Awb", "6:7"),
        ("investigation", "Wmo 2015", "2.3.2 lid 1"),
        ("decision", "Wmo 2015", "2.3.5 lid 2"),
        ("personal-plan", "Wmo 2015", "2.3.2 lid 2"),
    ],
)
def test_a_term_of_the_law_names_its_article_first(
    kind: str, law: str, article: str, book: LawBook, calendar: LegalCalendar
) -> None:
    step = count_term(TermKind(kind), date(2015, 4, 20), None, book, calendar).steps[0]
    assert (step.law, step.article) == (law, article)


@pytest.mark.parametrize("amount", [None, 0, -3])
def test_a_free_term_without_a_sensible_amount_is_refused(
    amount: int | None, book: LawBook, calendar: LegalCalendar
) -> None:
    with pytest.raises(TermError, match="hoeveel weken of dagen"):
        count_term(TermKind.WEEKS, date(2015, 1, 5), amount, book, calendar)


def test_a_term_that_ends_in_an_unknown_year_is_refused(book: LawBook, calendar: LegalCalendar) -> None:
    with pytest.raises(CalendarError, match="2017"):
        count_term(TermKind.OBJECTION, date(2016, 12, 1), None, book, calendar)


def test_a_decision_on_the_last_day_of_2015_starts_5_november(book: LawBook) -> None:
    assert latest_start(date(2015, 12, 31), book, date(2015, 1, 1)) == date(2015, 11, 5)
