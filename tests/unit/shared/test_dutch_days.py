"""Days and numbers as they are felt and written."""

from datetime import date

import pytest

from shared.dutch import due_in_words, full_day_in_words, whole

TODAY = date(2015, 3, 2)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2015, 2, 27), "27 februari, 3 dagen te laat"),
        (date(2015, 3, 1), "1 maart, 1 dag te laat"),
        (TODAY, "vandaag"),
        (date(2015, 3, 3), "morgen"),
        (date(2015, 3, 5), "5 maart"),
        (date(2016, 1, 1), "1 januari 2016"),
        (date(2014, 12, 31), "31 december 2014, 61 dagen te laat"),
    ],
)
def test_a_last_day_says_how_late_it_is(day: date, words: str) -> None:
    assert due_in_words(day, TODAY) == words


def test_a_day_in_full() -> None:
    assert full_day_in_words(TODAY) == "maandag 2 maart 2015"


def test_thousands_have_a_point() -> None:
    assert [whole(number) for number in (0, 999, 7612, 1234567)] == ["0", "999", "7.612", "1.234.567"]
