"""Which sentences rules say about which parameter, and the words that each can use. The texts stand in law/*.toml.

A file that lacks a sentence, holds one that nobody says, or asks for a word that it cannot have, stops the start: at
work it would stop a client. Pure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shared.law.book import LawBook, LawError, placeholders


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words that a sentence can use, and the forms in which it can be asked for (`parents`, `past`)."""

    words: frozenset[str]
    forms: frozenset[str] = frozenset()


Said = Mapping[str, Mapping[str, Sentence]]
"""Per parameter its sentences, by name."""


def words(*names: str, forms: tuple[str, ...] = ()) -> Sentence:
    return Sentence(frozenset(names), frozenset(forms))


def check_sentences(book: LawBook, said: Said) -> None:
    """Raises LawError that names parameter and sentence for the first one that does not fit."""
    for fault in faults(book, said):
        raise LawError(fault)


def faults(book: LawBook, said: Said) -> Iterator[str]:
    for key in sorted(book.keys() | said.keys()):
        expected = said.get(key, {})
        for dated in book.parameter(key).values:
            yield from _faults_of(key, dated.sentences, expected)


def _faults_of(key: str, sentences: Mapping[str, str], expected: Mapping[str, Sentence]) -> Iterator[str]:
    names = {name.partition("/")[0] for name in sentences}
    if missing := sorted(expected.keys() - sentences.keys()):
        yield f"parameter {key!r} lacks the sentences {missing}; add them beside its value"
    if unsaid := sorted(names - expected.keys()):
        yield f"parameter {key!r} has sentences that nobody says: {unsaid}; take them out"
    for name, text in sentences.items():
        plain, _, form = name.partition("/")
        can = expected.get(plain, Sentence(frozenset()))
        if unknown := sorted(placeholders(text) - can.words):
            yield f"parameter {key!r}, sentence {name!r} asks for {unknown}; it can have {sorted(can.words)}"
        if form and not can.forms.issuperset(form.split("+")):
            yield f"parameter {key!r}, sentence {name!r}: nobody asks for that form; it can be {sorted(can.forms)}"
