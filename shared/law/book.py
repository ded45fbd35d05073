"""Law as data: dated parameters, each with the article it comes from. Pure; reading the files is in files.py."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

T = TypeVar("T")


class LawError(LookupError):
    """The law book cannot answer. The message names the parameter, the date and what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value stands: law, BWB id, article, paragraph, and one sentence on what it does."""

    law: str
    bwb: str
    article: str
    says: str
    paragraph: str = ""
    confidence: str = "R"


@dataclass(frozen=True, slots=True)
class Dated:
    """A value and the days on which it holds, both ends included; `until` None means no end is known."""

    value: Any
    since: date
    until: date | None
    source: Source

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One named figure of the law over time. `unit` is part of the meaning: cents, days, date, factor, table.

    `version`: the file in which it stands, with the version of that file, like `transition@2015-01-01`.
    """

    key: str
    unit: str
    description: str
    values: tuple[Dated, ...]
    version: str


class LawBook:
    """All parameters of a service. Asking needs a date; no answer is an error, never None."""

    def __init__(self, parameters: Iterable[Parameter]) -> None:
        self._parameters = {parameter.key: parameter for parameter in parameters}

    def keys(self) -> frozenset[str]:
        return frozenset(self._parameters)

    def parameter(self, key: str) -> Parameter:
        if key not in self._parameters:
            raise LawError(f"no parameter {key!r} in the law book; add it to a file in law/ with its article")
        return self._parameters[key]

    def on(self, key: str, day: date) -> Dated:
        """The value of `key` that holds on `day`, with its source. Raises LawError when none does."""
        for dated in self.parameter(key).values:
            if dated.holds_on(day):
                return dated
        raise LawError(f"parameter {key!r} has no value on {day}; add a dated value with its article")

    def integer(self, key: str, day: date) -> int:
        return self._typed(key, day, int)

    def day(self, key: str, day: date) -> date:
        return self._typed(key, day, date)

    def table(self, key: str, day: date) -> Mapping[str, Any]:
        return self._typed(key, day, dict)

    def names(self, key: str, day: date) -> tuple[str, ...]:
        return tuple(self._typed(key, day, list))

    def factor(self, key: str, day: date) -> Decimal:
        """A share or percentage; written as text in the file, so that no float comes near it."""
        return Decimal(self._typed(key, day, str))

    def _typed(self, key: str, day: date, kind: type[T]) -> T:
        value = self.on(key, day).value
        if not isinstance(value, kind) or isinstance(value, bool):
            raise LawError(f"parameter {key!r} is {value!r}, and a value of type {kind.__name__} was asked for")
        return value
