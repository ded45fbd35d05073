"""A list as a file: what a spreadsheet makes of a cell, and a list that is read part by part."""

import csv
import io
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from shared.messaging.failures import Refused
from shared.web.csv_file import AT_ONCE, Value, csv_file, in_parts


@pytest.fixture(autouse=True)
def request_of_somebody() -> Iterator[None]:
    with Flask(__name__).test_request_context():
        yield


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


@pytest.mark.parametrize("typed", ["=1+1", "+31", "-2", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1+1"])
def test_a_cell_that_would_be_a_formula_is_text(typed: str) -> None:
    text = csv_file("lijst.csv", ["Naam"], [[typed]]).get_data(as_text=True)
    assert read(text) == [["Naam"], [f"'{typed}"]]


def test_days_numbers_and_nothing_are_read_as_such() -> None:
    row: list[Value] = [date(2015, 3, 2), 12, -3, None, "a;b"]
    answer = csv_file("lijst.csv", ["a", "b", "c", "d", "e"], [row])
    assert read(answer.get_data(as_text=True))[1] == ["2015-03-02", "12", "-3", "", "a;b"]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="lijst.csv"'


@pytest.mark.parametrize("number", [0, 1, AT_ONCE, AT_ONCE + 1, 2 * AT_ONCE + 7])
def test_all_parts_of_a_list_come_once(number: int) -> None:
    found = list(in_parts(lambda first: range(number)[first : first + AT_ONCE]))
    assert found == list(range(number))


def test_a_long_list_is_read_while_it_is_sent() -> None:
    asked: list[int] = []

    def part(first: int) -> list[list[Value]]:
        asked.append(first)
        return [[each] for each in range(3 * AT_ONCE)[first : first + AT_ONCE]]

    answer = csv_file("lijst.csv", ["Nummer"], in_parts(part))
    assert asked == [0]
    assert len(read(answer.get_data(as_text=True))) == 3 * AT_ONCE + 1
    assert asked == [0, AT_ONCE, 2 * AT_ONCE, 3 * AT_ONCE]


def test_what_is_refused_is_refused_before_a_file_begins() -> None:
    def refused() -> Iterator[list[Value]]:
        raise Refused("Dit mag niet.")
        yield []

    with pytest.raises(Refused):
        csv_file("lijst.csv", ["Nummer"], refused())
