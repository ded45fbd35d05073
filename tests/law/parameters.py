"""Books of law that tell what was asked of them, and books in which one parameter was moved."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from shared.law.book import Dated, LawBook, Parameter


class AskedBook(LawBook):
    """Remembers the parameters of which somebody asked the value on a day."""

    def __init__(self, book: LawBook) -> None:
        super().__init__(book.parameter(key) for key in book.keys_in_order(""))
        self.asked: set[str] = set()

    def on(self, key: str, day: date) -> Dated:
        self.asked.add(key)
        return super().on(key, day)


def moved(book: LawBook, key: str) -> Iterator[LawBook]:
    """The book with another value for `key`, in some ways, one at a time."""
    parameter = book.parameter(key)
    for number, dated in enumerate(parameter.values):
        for value in _others(dated.value):
            yield _with(book, parameter, number, replace(dated, value=value))


def cited_otherwise(book: LawBook, key: str) -> LawBook:
    """The book in which the parameter stands in another article."""
    parameter = book.parameter(key)
    values = tuple(replace(each, source=replace(each.source, article="0:0")) for each in parameter.values)
    return _book(book, replace(parameter, values=values))


def _with(book: LawBook, parameter: Parameter, number: int, dated: Dated) -> LawBook:
    values = (*parameter.values[:number], dated, *parameter.values[number + 1 :])
    return _book(book, replace(parameter, values=values))


def _book(book: LawBook, changed: Parameter) -> LawBook:
    return LawBook(changed if key == changed.key else book.parameter(key) for key in book.keys_in_order(""))


def _others(value: Any) -> Iterator[Any]:
    """Other values of the same kind."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value + 1, max(0, value - 1))
    elif isinstance(value, date):
        yield from (value + timedelta(days=1), value - timedelta(days=1), value + timedelta(days=400))
    elif isinstance(value, str):
        yield f"{value}x"
    elif isinstance(value, list):
        yield []
        for place, each in enumerate(value):
            yield value[:place] + value[place + 1 :]
            for other in _others(each):
                yield [*value[:place], other, *value[place + 1 :]]
    elif isinstance(value, dict):
        for name, each in value.items():
            for other in _others(each):
                yield {**value, name: other}
