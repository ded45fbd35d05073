"""Each parameter of migration's law has a case that notices when it moves; those without are listed by name.

A case that only asks for a parameter is not enough: when another value gives the same answer to every case, the case
for it is missing.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.migration.domain.rights.facts import DeliveryForm, FactsError
from services.migration.domain.route.decisions import Decision, DecisionKind, PgbCriteria, Provision, faults_of
from services.migration.domain.route.reasons import UNCHANGED, WHY, reasons_of
from shared.calendar.days import LegalCalendar
from shared.law.book import LawBook, LawError
from tests.law.migration.term_cases import CASES as TERM_CASES
from tests.law.migration.term_cases import answer_to
from tests.law.migration.test_rights import CASES as RIGHT_CASES
from tests.law.migration.test_rights import outcome
from tests.law.parameters import AskedBook, cited_otherwise, moved

LEAST_CASES = 250
SAID_ONLY = {
    "term.completion",
    "term.view",
    "term.view-on-application",
    "term.repair",
    "penalty.not-due",
    "objection.not-made-known",
    "objection.received-in-time",
    "objection.before-the-term",
    "objection.excusable",
    "transition.indication-over",
    "wlz-test.effect",
    WHY,
    *UNCHANGED.values(),
}
"""What is a fact of the law and no number: the code says it with its article, and reckons with no value of it."""
Ask = Callable[[LawBook], object]


def of_rights(case: Mapping[str, Any]) -> Ask:
    def ask(book: LawBook) -> object:
        try:
            return outcome(dict(case), book)
        except (FactsError, LawError, ValueError, KeyError, TypeError) as error:
            return type(error).__name__

    return ask


def of_terms(case: Mapping[str, Any], calendar: LegalCalendar) -> Ask:
    def ask(book: LawBook) -> object:
        try:
            return answer_to(case, book, calendar)
        except (ValueError, KeyError, TypeError, IndexError) as error:
            return type(error).__name__

    return ask


def of_decisions(kind: DecisionKind) -> Ask:
    """The cards of a decision of a kind, and which care it can give."""
    day = date(2015, 3, 2)
    made = Decision("d", kind, day, day, None, (), "Omdat het nodig is.", PgbCriteria(True, True, True), False, None)
    zin, pgb = (Provision("BGI", None, None, form, yearly_cents=1) for form in (DeliveryForm.ZIN, DeliveryForm.PGB))
    cares = [replace(made, provisions=given) for given in ((), (zin,), (pgb,), (zin, pgb))]
    return lambda book: (
        [card.as_json() for outcome in ("", *UNCHANGED) for card in reasons_of(made, book, outcome)],
        [dict(faults_of(each, book)) for each in cares],
    )


@pytest.fixture(scope="module")
def asked(book: LawBook, calendar: LegalCalendar) -> dict[str, list[Ask]]:
    """By parameter the cases that ask for it."""
    found: dict[str, list[Ask]] = {}
    terms = (of_terms(case, calendar) for case in TERM_CASES)
    for ask in [*map(of_rights, RIGHT_CASES), *terms, *map(of_decisions, DecisionKind)]:
        asking = AskedBook(book)
        ask(asking)
        for key in asking.asked:
            found.setdefault(key, []).append(ask)
    return found


def notices(asks: list[Ask], book: LawBook, other: LawBook) -> bool:
    return any(ask(book) != ask(other) for ask in asks)


def test_every_parameter_has_a_case_that_notices_when_it_moves(book: LawBook, asked: dict[str, list[Ask]]) -> None:
    without = [
        key
        for key in sorted(book.keys() - SAID_ONLY)
        if not any(notices(asked.get(key, []), book, other) for other in moved(book, key))
    ]
    assert without == [], f"without a case: {', '.join(without)}"


def test_what_is_only_said_has_a_case_that_notices_another_article(book: LawBook, asked: dict[str, list[Ask]]) -> None:
    assert [key for key in sorted(SAID_ONLY) if not notices(asked.get(key, []), book, cited_otherwise(book, key))] == []


def test_there_are_enough_cases_and_each_names_its_article() -> None:
    assert len(RIGHT_CASES) + len(TERM_CASES) >= LEAST_CASES
    assert [case["name"] for case in RIGHT_CASES if not ARTICLE.match(case["name"])] == []
    assert all(case["article"] for case in TERM_CASES)


ARTICLE = re.compile(r"(?:[A-Z][A-Za-z]+ )?\d+[.:]?\d*[a-z]?")
