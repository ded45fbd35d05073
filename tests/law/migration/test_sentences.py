"""Every sentence that a rule says stands in the law files, and asks only for words that it can have."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from services.migration.domain.deadlines.sentences import SAID as SAID_OF_TERMS
from services.migration.domain.rights.sentences import said_of_rights
from services.migration.domain.route.reasons import SAID as SAID_OF_DECISIONS
from shared.law.book import LawBook
from shared.law.sentences import Said, faults

LAW = Path(__file__).resolve().parents[3] / "services" / "migration" / "law"


def said(book: LawBook) -> Said:
    return {**said_of_rights(book), **SAID_OF_TERMS, **SAID_OF_DECISIONS}


def changed(book: LawBook, key: str, **sentences: str | None) -> LawBook:
    """The book with other sentences for one parameter; None takes a sentence out."""
    (dated,) = book.parameter(key).values
    texts = {name: text for name, text in {**dated.sentences, **sentences}.items() if text is not None}
    parameter = replace(book.parameter(key), values=(replace(dated, sentences=texts),))
    return LawBook([parameter, *(book.parameter(other) for other in sorted(book.keys() - {key}))])


def test_the_law_files_hold_every_sentence_that_is_said(book: LawBook) -> None:
    assert list(faults(book, said(book))) == []


@pytest.mark.parametrize(
    ("key", "sentences", "fault"),
    [
        ("transition.last-day", {"until-law": None}, r"lacks the sentences \['until-law'\]"),
        ("transition.last-day", {"until-now": "Tot nu."}, r"nobody says: \['until-now'\]"),
        ("transition.last-day", {"until-law": "Tot {dag}."}, r"asks for \['dag'\]"),
        ("transition.last-day", {"until-law/over": "Tot {last_day}."}, "nobody asks for that form"),
        ("term.objection", {"means": None}, r"lacks the sentences \['means'\]"),
    ],
)
def test_a_sentence_that_does_not_fit_is_named(
    book: LawBook, key: str, sentences: dict[str, str | None], fault: str
) -> None:
    wrong = changed(book, key, **sentences)
    (found,) = faults(wrong, said(wrong))
    assert re.search(fault, found)
    assert key in found


@pytest.mark.parametrize("file", sorted(LAW.glob("*.toml")), ids=lambda file: file.stem)
def test_what_a_source_says_is_dutch(file: Path) -> None:
    for text in re.findall(r'says = "([^"]*)"', file.read_text(encoding="utf-8")):
        assert not re.search(r"\b(the|is not|who has|with|and|for|within)\b", text), text
