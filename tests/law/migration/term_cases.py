"""The cases of terms.toml, and what the service answers to one of them."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from services.migration.domain.deadlines.objections import Objection, judge_objection
from services.migration.domain.deadlines.pauses import (
    PostponedBy,
    Postponement,
    SuspendedBy,
    Suspension,
    TermError,
    while_asked,
)
from services.migration.domain.deadlines.penalties import NotDue, appeal_from, not_due, penalty_after
from services.migration.domain.deadlines.terms import TermFacts, TermKind, count_facts, law_term
from shared.calendar.days import CalendarError, LegalCalendar
from shared.calendar.terms import Step
from shared.law.book import LawBook, LawError

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "terms.toml").read_text(encoding="utf-8"))["case"]
Answer = Mapping[str, Any]


def answer_to(case: Mapping[str, Any], book: LawBook, calendar: LegalCalendar) -> Answer:
    """By the names under which a case says what it expects, and `cited` and `said`: the proof."""
    try:
        return ANSWERS[case.get("what", "term")](case, book, calendar)
    except TermError as error:
        return {"refused": str(error)}
    except (LawError, CalendarError):
        return {"unknown": True}


def _term(case: Mapping[str, Any], book: LawBook, calendar: LegalCalendar) -> Answer:
    kind, facts = TermKind(case["kind"]), facts_of(case, book)
    found = count_facts(kind, facts, book, calendar)
    by_law = law_term(kind, facts, book, calendar)
    return {"last": found.last_day, "law": by_law.last_day, **_proof(found.steps)}


def _penalty(case: Mapping[str, Any], book: LawBook, calendar: LegalCalendar) -> Answer:
    term = count_facts(TermKind.DEFAULT_PENALTY, facts_of(case, book), book, calendar)
    found = penalty_after(term, case["from"], book)
    return {
        "last": term.last_day,
        "first_penalty": found.first_day,
        "last_penalty": found.last_day,
        "cents": found.cents_through(case["through"]) if "through" in case else None,
        **_proof((*term.steps, *found.steps)),
    }


def _appeal(case: Mapping[str, Any], book: LawBook, calendar: LegalCalendar) -> Answer:
    step = appeal_from(case["ended"], case["from"], book, calendar)
    return {"first": step.last_day, **_proof([step])}


def _objection(case: Mapping[str, Any], book: LawBook, calendar: LegalCalendar) -> Answer:
    objection = Objection(case["received"], case.get("posted"), case.get("excused", False))
    found = judge_objection(case.get("made_known"), objection, book, calendar)
    return {
        "timeliness": found.timeliness.value,
        "last": found.last_day,
        **_proof(found.steps),
    }


def _not_due(case: Mapping[str, Any], book: LawBook, calendar: LegalCalendar) -> Answer:
    step = not_due(NotDue(case["why"]), case["on"], book)
    return _proof([step])


def _proof(steps: Sequence[Step]) -> Answer:
    return {"cited": [step.article for step in steps], "said": [step.sentence for step in steps]}


def _value(case: Mapping[str, Any], book: LawBook, calendar: LegalCalendar) -> Answer:
    dated = book.on(case["about"][0], case["on"])
    return {"value": dated.value, "cited": [dated.source.cited]}


ANSWERS = {
    "term": _term,
    "penalty": _penalty,
    "appeal": _appeal,
    "objection": _objection,
    "not-due": _not_due,
    "value": _value,
}
EXPECTED = (
    "last",
    "law",
    "first",
    "first_penalty",
    "last_penalty",
    "cents",
    "timeliness",
    "value",
    "refused",
    "unknown",
)


def facts_of(case: Mapping[str, Any], book: LawBook) -> TermFacts:
    still = [Suspension(SuspendedBy(one["by"]), one["first"], one["last"]) for one in case.get("still", [])]
    if asked := case.get("asked"):
        still.append(while_asked(asked["on"], asked["until"], asked.get("answered"), book))
    if asked := case.get("repair"):
        by = SuspendedBy.OBJECTION_REPAIR
        still.append(while_asked(asked["on"], asked["until"], asked.get("answered"), book, by))
    later = [Postponement(PostponedBy(one["by"]), one["told"], one["until"]) for one in case.get("later", [])]
    return TermFacts(
        start=case["from"],
        amount=case.get("amount"),
        given_until=case.get("given"),
        term_ended=case.get("ended"),
        committee=case.get("committee", False),
        applied_for=case.get("applied_for", True),
        suspensions=tuple(still),
        postponements=tuple(later),
    )


def day_of(case: Mapping[str, Any]) -> date:
    """On which the law of the case holds."""
    day: date = next(case[name] for name in ("from", "made_known", "on", "received") if name in case)
    return day
