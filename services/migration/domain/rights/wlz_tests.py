"""Wlz-indiceerbaren: Regeling Wlz-indiceerbaren (BWBR0036418) and Wlz 11.1.1(6).

A met test moves nobody: the Wlz right is for people who told CIZ before 2015 to want it, and no delivery holds that
reply. The person is a candidate until a reply is recorded.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.migration.domain.rights.assessment import Assessment
from services.migration.domain.rights.facts import CareFunction, EventType, FunctionFacts, LifeEvent
from shared.law.reasons import Reason

# The hours of a class are kept in tenths of an hour, so that no float is needed for 5.5.
TENTHS = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """At least one test was met. `told_on`: the day on which the person told CIZ to want Wlz care, None when no such
    reply is recorded; with it the care goes to the Wlz."""

    told_on: date | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """What a test found: enough or not, and the amount as the client may read it."""

    met: bool
    amount: str = ""


Functions = tuple[FunctionFacts, ...]
Rule = Callable[[Mapping[str, Any], Functions], Measure]


def wlz_candidate(assessment: Assessment, events: Sequence[LifeEvent]) -> Candidate | None:
    """None when the person got no care at the end of 2014, is excluded, or meets no test."""
    day = assessment.law.day("wlz-test.valid-through")
    functions = assessment.there_on(day)
    if _excluded(functions, assessment) or not _used(assessment):
        return None
    met = tuple(_met_tests(functions, day, assessment))
    if not met:
        return None
    told_on = _told_in_time(events, assessment)
    return Candidate(told_on, (*met, _what_follows(told_on, assessment)))


def _met_tests(functions: Functions, day: date, assessment: Assessment) -> Iterator[Reason]:
    for key, rule in TESTS.items():
        row = assessment.law.table(key)
        measure = rule(row, functions)
        if measure.met:
            words = {"valid_through": day, "issued_from": row.get("issued-from", day)}
            yield assessment.because(key, "met", "voldoet", words=words, amount=measure.amount)


def _told_in_time(events: Sequence[LifeEvent], assessment: Assessment) -> date | None:
    """Wlz 11.1.1(6): a reply counts when CIZ had it before the day in the law."""
    before = assessment.law.day("wlz-test.reply-before")
    return min((one.on for one in events if one.type is EventType.CIZ_TOLD and one.on < before), default=None)


def _what_follows(told_on: date | None, assessment: Assessment) -> Reason:
    if told_on is not None:
        return assessment.because("wlz-test.effect", "ciz-told", "wlz", told_on=told_on)
    key = "wlz-test.reply-before"
    return assessment.because(key, "candidate", "nagaan", words={"reply_before": assessment.law.day(key)})


def _used(assessment: Assessment) -> bool:
    """Wlz 11.1.1(6): care without stay was really used when the AWBZ ended, by whatever indication."""
    there = assessment.there_on(assessment.law.day("wlz-test.used-on"))
    return any(one.in_use and not one.is_stay for one in there)


def _excluded(functions: Functions, assessment: Assessment) -> bool:
    """Art. 2a to 2c look at the indications of art. 1, as the tests do: those valid through 1-10-2014.

    People with stay on the first day of 2015 fall under Wlz 11.1.1(1)-(3) or Wmo 8.1(1)c and not under 11.1.1(6).
    """
    grounds = assessment.law.names("wlz-test.excluded-grounds")
    excluded = assessment.law.names("wlz-test.excluded-functions")
    has_stay = assessment.stay_on(assessment.law.day("destination.decided-on")) is not None
    return has_stay or any(one.is_stay or one.dominant in grounds or one.function in excluded for one in functions)


def _half_days(row: Mapping[str, Any], functions: Functions) -> Measure:
    """Art. 3: group guidance, group treatment and short stay together."""
    counted = [one for one in functions if one.dominant in row["grounds"]]
    per_class = row["half-days-per-short-stay-class"]
    total = _group_half_days(counted, CareFunction.BGG, CareFunction.BH) + per_class * sum(
        _class_number(one, "KE") for one in counted if one.function is CareFunction.KVB
    )
    return Measure(total >= row["half-days"], str(total))


def _group_treatment(row: Mapping[str, Any], functions: Functions) -> Measure:
    """Art. 5(1)a: group treatment because of a mental handicap."""
    total = _group_half_days((one for one in functions if row["ground"] in one.grounds), CareFunction.BH)
    return Measure(total >= row["half-days"], str(total))


def _short_stay(row: Mapping[str, Any], functions: Functions) -> Measure:
    """Art. 6: short stay by an indication issued on or after the day."""
    kept = [one for one in functions if one.function is CareFunction.KVB and one.issued_on >= row["issued-from"]]
    return Measure(bool(kept), str(len(kept)))


def _hours(row: Mapping[str, Any], functions: Functions) -> Measure:
    """Art. 7: individual guidance, personal care and nursing because of a physical handicap; hours from the annex."""
    hours = row["of-class"]
    counted = [one for one in functions if row["ground"] in one.grounds and set(one.grounds) <= set(row["alongside"])]
    total = sum(hours.get(one.function, {}).get(one.care_class, 0) for one in counted)
    return Measure(total >= row["tenths-of-an-hour"], f"{total // TENTHS},{total % TENTHS}".removesuffix(",0"))


def _group_half_days(functions: Iterable[FunctionFacts], *kinds: CareFunction) -> int:
    return sum(_class_number(one, "KD") for one in functions if one.function in kinds)


def _class_number(function: FunctionFacts, prefix: str) -> int:
    """Class n as the number n; zero for a class of another kind, as the hours of individual treatment are."""
    text = function.care_class
    return int(text.removeprefix(prefix)) if text.startswith(prefix) else 0


TESTS: dict[str, Rule] = {
    "wlz-test.half-days": _half_days,
    "wlz-test.group-treatment": _group_treatment,
    "wlz-test.short-stay": _short_stay,
    "wlz-test.hours": _hours,
}
