"""Between a deadline and its row. What is stored has its own form, which is not that of the wire."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from services.migration.domain.deadlines.changes import Change, Why
from services.migration.domain.deadlines.open_deadlines import Closing, Deadline, RouteId
from services.migration.domain.deadlines.pauses import PostponedBy, Postponement, SuspendedBy, Suspension
from services.migration.domain.deadlines.terms import TermFacts, TermKind
from shared.calendar.terms import Step, TermResult
from shared.fields import day_or_none, text_or_none
from shared.json_text import json_text, json_value


def row_of(one: Deadline) -> dict[str, Any]:
    return {
        "client_id": one.of.client_id,
        "route": one.of.route,
        "kind": one.kind.value,
        "number": one.number,
        "municipality": one.of.municipality,
        "started_on": one.started_on,
        "last_day": one.last_day,
        "law_last_day": one.law_last_day,
        "closed_on": one.closed_on,
        "closed_as": one.closed_as.value if one.closed_as else "",
        "facts": json_text(_facts(one)),
        "proof": json_text(_proof(one.proof)),
    }


def deadline_of(row: RowMapping) -> Deadline:
    facts, proof = json_value(row["facts"]), json_value(row["proof"])
    return Deadline(
        of=RouteId(row["client_id"], row["municipality"], row["route"]),
        kind=TermKind(row["kind"]),
        number=row["number"],
        facts=_facts_of(row["started_on"], facts),
        proof=TermResult(_day(proof["raw"]), row["last_day"], tuple(_step_of(step) for step in proof["steps"])),
        law_last_day=row["law_last_day"],
        follows=(TermKind(facts["follows"][0]), facts["follows"][1]) if facts["follows"] else None,
        decided_on=day_or_none(facts["decided_on"]),
        closed_on=row["closed_on"],
        closed_as=Closing(row["closed_as"]) if row["closed_as"] else None,
    )


def change_row(one: Change) -> dict[str, Any]:
    return {
        "client_id": one.of.client_id,
        "route": one.of.route,
        "kind": one.kind.value,
        "number": one.number,
        "noticed_on": one.noticed_on,
        "municipality": one.of.municipality,
        "why": one.why.value,
        "was": one.was,
        "becomes": one.becomes,
        "fault": one.fault,
    }


def change_of(row: RowMapping) -> Change:
    return Change(
        of=RouteId(row["client_id"], row["municipality"], row["route"]),
        kind=TermKind(row["kind"]),
        number=row["number"],
        noticed_on=row["noticed_on"],
        why=Why(row["why"]),
        was=row["was"],
        becomes=row["becomes"],
        fault=row["fault"],
    )


def _facts(one: Deadline) -> dict[str, Any]:
    facts = one.facts
    return {
        "given_until": text_or_none(facts.given_until),
        "term_ended": text_or_none(facts.term_ended),
        "committee": facts.committee,
        "applied_for": facts.applied_for,
        "suspensions": [
            [each.by.value, each.first_day.isoformat(), each.last_day.isoformat(), text_or_none(each.given_until)]
            for each in facts.suspensions
        ],
        "postponements": [
            [each.by.value, each.told_on.isoformat(), each.until.isoformat()] for each in facts.postponements
        ],
        "follows": [one.follows[0].value, one.follows[1]] if one.follows else None,
        "decided_on": text_or_none(one.decided_on),
    }


def _facts_of(start: date, data: Mapping[str, Any]) -> TermFacts:
    return TermFacts(
        start=start,
        given_until=day_or_none(data["given_until"]),
        term_ended=day_or_none(data["term_ended"]),
        committee=data["committee"],
        applied_for=data["applied_for"],
        suspensions=tuple(
            Suspension(SuspendedBy(by), _day(first), _day(last), day_or_none(given))
            for by, first, last, given in data["suspensions"]
        ),
        postponements=tuple(
            Postponement(PostponedBy(by), _day(told), _day(until)) for by, told, until in data["postponements"]
        ),
    )


def _proof(found: TermResult) -> dict[str, Any]:
    return {
        "raw": found.raw_last_day.isoformat(),
        "steps": [[each.sentence, each.law, each.article, each.last_day.isoformat()] for each in found.steps],
    }


def _step_of(data: list[str]) -> Step:
    sentence, law, article, last_day = data
    return Step(sentence, law, article, _day(last_day))


def _day(text: str) -> date:
    return date.fromisoformat(text)
