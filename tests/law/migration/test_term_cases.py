"""Every case of terms.toml comes out as its article says."""

import re
from datetime import date
from typing import Any

import pytest

from shared.calendar.days import LegalCalendar
from shared.law.book import LawBook, Source
from tests.law.migration.term_cases import CASES, EXPECTED, answer_to, day_of

LONGEST = 18
"""Words in a sentence."""
KNOWN_FROM = date(2014, 7, 19)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_term_is_what_its_article_says(case: dict[str, Any], book: LawBook, calendar: LegalCalendar) -> None:
    found = answer_to(case, book, calendar)
    expected = {name: case[name] for name in EXPECTED if name in case}
    assert expected or case["what"] == "not-due"
    if "refused" in expected:
        assert re.search(expected["refused"], found["refused"])
    else:
        assert {name: found.get(name) for name in expected} == expected


def cited(source: Source) -> str:
    return f"{source.law} {source.cited}" if source.bwb else source.law


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_case_names_the_article_of_its_parameter(case: dict[str, Any], book: LawBook) -> None:
    day = max(day_of(case), KNOWN_FROM)
    assert {cited(book.on(key, day).source) for key in case["about"]} == {case["article"]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_proof_of_a_case_cites_its_article(case: dict[str, Any], book: LawBook, calendar: LegalCalendar) -> None:
    """Unless nothing came of it: a term that the Algemene termijnenwet leaves alone, a question answered at once."""
    found = answer_to(case, book, calendar)
    if {"refused", "unknown"} & found.keys() or case["name"].startswith(
        ("ATW 2: a term of two", "ATW 4: t", "ATW 4: n")
    ):
        return
    if "answered the" in case["name"] or "repaired before the term" in case["name"] or case["article"] == "rekenregel":
        return
    articles = {book.on(key, day_of(case)).source.cited for key in case["about"]}
    assert articles <= set(found["cited"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_step_can_be_read_by_a_client(case: dict[str, Any], book: LawBook, calendar: LegalCalendar) -> None:
    for said in answer_to(case, book, calendar).get("said", []):
        assert not re.search(r"\{|\}|None|\d{4}-\d\d|\.\.", said)
        assert max(len(sentence.split()) for sentence in re.split(r"[.?!:] ", said)) <= LONGEST, said


def test_no_two_cases_are_called_the_same() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) == len(set(names))
