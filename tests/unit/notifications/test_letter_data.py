"""Letters as data: JSON there and back, what cannot be read, what cannot be printed, dates in words."""

import json
from dataclasses import replace
from datetime import date

import pytest

from services.notifications.domain.letters.characters import PRINTABLE, UnprintableLetter, check_printable
from services.notifications.domain.letters.dates import working_week
from services.notifications.domain.letters.letter import Letter, LetterError, Table
from services.notifications.domain.letters.letter_json import letter_as_json, letter_of_json
from services.notifications.domain.notices.notice_letter import NoticeRow, compose_provider_notice
from shared.calendar.days import LegalCalendar
from shared.calendar.dutch import read_calendar
from shared.dutch import date_in_words
from tests.unit.notifications import letter_samples as sample


@pytest.mark.parametrize("name", sample.VARIANTS)
def test_a_letter_comes_back_from_json_unchanged(name: str) -> None:
    letter = sample.announcement(sample.VARIANTS[name])
    assert letter_of_json(json.loads(json.dumps(letter_as_json(letter)))) == letter


def test_a_missing_field_in_letter_data_is_named() -> None:
    data = letter_as_json(sample.announcement(sample.WMO))
    del data["salutation"]
    with pytest.raises(LetterError, match="salutation"):
        letter_of_json(data)


def test_a_table_row_with_a_missing_cell_is_refused() -> None:
    with pytest.raises(ValueError, match="2 cells"):
        Table(("a", "b"), (("only one",),))


@pytest.mark.parametrize("surname", ["Łukasiewicz", "Çelik", "O’Neill", "Müller-Śliwa", "Nguyễn", "Παππάς", "Иванов"])
def test_names_from_the_civil_registry_can_be_printed(surname: str) -> None:
    check_printable(named(surname))


@pytest.mark.parametrize(
    ("surname", "code"), [("王", "U+738B"), ("A\nB", "U+000A"), ("ع", "U+0639"), ("\u202e", "U+202E")]
)
def test_unprintable_characters_are_named_by_code_and_not_shown(surname: str, code: str) -> None:
    with pytest.raises(UnprintableLetter, match=rf"L-0356-000001 .*{code.replace('+', '[+]')}") as refusal:
        check_printable(named(surname))
    assert surname not in str(refusal.value)


def named(surname: str) -> Letter:
    return sample.announcement(replace(sample.WMO, addressee=replace(sample.PERSON, surname=surname)))


def test_control_characters_are_not_printable() -> None:
    assert not {"\x00", "\t", "\n", "\u00ad", "\u200b"} & PRINTABLE


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2015, 6, 30), "30 juni 2015"),
        (date(2014, 12, 1), "1 december 2014"),
        (date(2016, 2, 29), "29 februari 2016"),
    ],
)
def test_dates_are_written_in_words(day: date, words: str) -> None:
    assert date_in_words(day) == words


@pytest.mark.parametrize(
    ("monday", "words"),
    [
        (date(2015, 3, 2), "maandag 2 maart tot en met vrijdag 6 maart 2015"),
        (date(2014, 12, 22), "maandag 22 december tot en met woensdag 24 december 2014"),
        (date(2014, 12, 29), "maandag 29 december tot en met woensdag 31 december 2014"),
        (date(2015, 12, 28), "maandag 28 december tot en met donderdag 31 december 2015"),
        (date(2015, 5, 4), "woensdag 6 mei tot en met vrijdag 8 mei 2015"),
        (date(2016, 4, 25), "maandag 25 april tot en met vrijdag 29 april 2016 (niet op woensdag 27 april)"),
    ],
)
def test_a_week_names_only_its_working_days(monday: date, words: str) -> None:
    assert working_week(monday, read_calendar()) == words


def test_a_week_over_new_year_names_both_years() -> None:
    calendar = LegalCalendar({}, 2014, 2015)
    assert working_week(date(2014, 12, 29), calendar) == "maandag 29 december 2014 tot en met vrijdag 2 januari 2015"


def test_a_week_with_one_working_day_names_that_day() -> None:
    closed = {date(2015, 3, number): "dicht" for number in (2, 4, 5, 6)}
    assert working_week(date(2015, 3, 2), LegalCalendar(closed, 2015, 2015)) == "dinsdag 3 maart 2015"


def test_a_week_without_any_working_day_is_refused() -> None:
    closed = {date(2015, 3, number): "dicht" for number in range(2, 7)}
    with pytest.raises(ValueError, match="geen werkdag"):
        working_week(date(2015, 3, 2), LegalCalendar(closed, 2015, 2015))


def test_the_reference_of_a_letter_is_short_enough_to_say() -> None:
    letter = replace(sample.announcement(sample.WMO), letter_id="0b6f3c1e-6a53-4a0e-9d0f-2f6a3e0b7c11")
    assert letter.reference == "0B6F3C1E"
    assert letter.letter_id not in letter.texts()


def test_a_provider_notice_lists_clients_by_last_day() -> None:
    table = compose_provider_notice(sample.PROVIDER_NOTICE).sections[1].tables[0]
    assert table.columns[0] == "Besluitnummer"
    assert table.rows == (
        ("100000001", "A.V.", "Begeleiding", "30 juni 2015"),
        ("100000002", "P.V.", "Dagbesteding", "31 december 2015"),
    )


def test_a_provider_reads_what_the_law_asks_of_the_municipality_and_no_promise() -> None:
    text = "\n".join(compose_provider_notice(sample.PROVIDER_NOTICE).texts())
    assert "iedere cliënt" not in text
    assert "krijgen zelf" not in text
    assert "Valt de zorg onder de Wmo? Dan praat de gemeente met de cliënt voordat het recht eindigt." in text


def test_a_provider_notice_knows_only_number_initials_care_and_day() -> None:
    assert set(NoticeRow.__slots__) == {"decision_number", "initials", "care", "right_until", "in_kind_from"}


def test_unused_care_in_a_notice_says_to_call_first() -> None:
    unused = replace(sample.PROVIDER_NOTICE.rows[0], care="Begeleiding individueel, nog niet in gebruik")
    marked = compose_provider_notice(replace(sample.PROVIDER_NOTICE, rows=(unused,)))
    assert "Bel ons voordat u met die zorg begint." in "\n".join(marked.texts())
    assert "Bel ons voordat" not in "\n".join(compose_provider_notice(sample.PROVIDER_NOTICE).texts())


def test_a_notice_without_clients_says_that_the_list_is_empty() -> None:
    empty = compose_provider_notice(replace(sample.PROVIDER_NOTICE, rows=()))
    assert "U hebt nu geen cliënten meer bij wie het overgangsrecht eindigt." in "\n".join(empty.texts())
    assert [section.tables for section in empty.sections if section.tables] == []


def test_a_provider_reads_until_when_a_budget_goes_before_care_in_kind() -> None:
    row = replace(sample.PROVIDER_NOTICE.rows[0], right_until=date(2019, 12, 31), in_kind_from=date(2016, 1, 1))
    text = "\n".join(compose_provider_notice(replace(sample.PROVIDER_NOTICE, rows=(row,))).texts())
    assert "31 december 2019; tot 1 januari 2016 met een pgb" in text
