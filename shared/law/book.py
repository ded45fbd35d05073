"""Law as data: dated parameters, each with the article it comes from. Pure; reading the files is in files.py."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from string import Formatter
from typing import Any, TypeVar

from shared.dutch import date_in_words

ANSWERS_KEPT = 20_000
T = TypeVar("T")


class LawError(LookupError):
    """The law book cannot answer. The message names the parameter, the date and what to do."""

    @property
    def reason(self) -> str:
        """As a Dutch line, for somebody who sees that work stands still because of it."""
        return f"De wetsbestanden geven hier geen antwoord: {self}"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value stands: law, BWB id (empty for what is no law), article, paragraph, and one Dutch sentence on what
    it says. `confidence`: R read in the law, C computed from it, I our own reading."""

    law: str
    bwb: str
    article: str
    says: str
    paragraph: str = ""
    confidence: str = "R"

    @property
    def cited(self) -> str:
        """`8.3 lid 1`"""
        return f"{self.article} lid {self.paragraph}" if self.paragraph else self.article

    def link(self, on: date) -> str:
        """The article as it read on a day, by the juriconnect reference that wetten.overheid.nl answers to; empty for
        what is no law."""
        if not self.bwb:
            return ""
        return f"https://wetten.overheid.nl/jci1.3:c:{self.bwb}&artikel={self.article.split()[0]}&z={on}&g={on}"


@dataclass(frozen=True, slots=True)
class Dated:
    """A value and the days on which it holds, both ends included; `until` None means no end is known. `sentences`: what
    is said to people about it, by name, with placeholders; `name/parents` is the form of `name` for a reader or moment
    of its own."""

    value: Any
    since: date
    until: date | None
    source: Source
    sentences: Mapping[str, str] = field(default_factory=dict)

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
        # A year has few days, and the same are asked for again and again.
        self._on = lru_cache(maxsize=ANSWERS_KEPT)(self._found)
        self._beginning = lru_cache(maxsize=ANSWERS_KEPT)(self._beginning_with)

    def keys(self) -> frozenset[str]:
        return frozenset(self._parameters)

    @property
    def complete_from(self) -> date:
        """The first day on which every parameter has a value."""
        return max(parameter.values[0].since for parameter in self._parameters.values())

    def keys_in_order(self, prefix: str) -> tuple[str, ...]:
        """The keys that begin with `prefix`, in the order in which they stand in their file: where the first rule that
        fits decides, a lawyer orders the rules by moving them."""
        return self._beginning(prefix)

    def _beginning_with(self, prefix: str) -> tuple[str, ...]:
        return tuple(key for key in self._parameters if key.startswith(prefix))

    def sentence(self, key: str, name: str, on: date, forms: Sequence[str] = (), **words: object) -> str:
        """What is said about a parameter, with its placeholders filled in; dates as a reader writes them.

        `forms`: what makes the reader or the moment special, the most important one first. The sentence that stands
        under the most of them is taken: `name/parents+past`, else `name/parents`, else `name/past`, else `name`. Raises
        LawError when there is none, or when it asks for a word that is not given.
        """
        sentences = self.on(key, on).sentences
        for form in _forms(forms):
            if (text := sentences.get(f"{name}/{form}" if form else name)) is not None:
                return _filled(text, words, f"parameter {key!r}: sentence {name!r}")
        raise LawError(f"parameter {key!r} has no sentence {name!r} on {on}; add it beside the value")

    def parameter(self, key: str) -> Parameter:
        if key not in self._parameters:
            raise LawError(f"no parameter {key!r} in the law book; add it to a file in law/ with its article")
        return self._parameters[key]

    def on(self, key: str, day: date) -> Dated:
        """The value of `key` that holds on `day`, with its source. Raises LawError when none does."""
        return self._on(key, day)

    def _found(self, key: str, day: date) -> Dated:
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


@cache
def placeholders(sentence: str) -> frozenset[str]:
    """The words that a sentence asks for."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)


def _forms(forms: Sequence[str]) -> Iterator[str]:
    if len(forms) > 1:
        yield "+".join(forms)
    yield from forms
    yield ""


def _filled(text: str, words: Mapping[str, object], where: str) -> str:
    if missing := placeholders(text) - words.keys():
        raise LawError(f"{where} asks for {sorted(missing)}; it can have {sorted(words)}")
    return text.format_map(
        {name: date_in_words(word) if isinstance(word, date) else word for name, word in words.items()}
    )
