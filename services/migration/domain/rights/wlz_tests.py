"""Wlz-indiceerbaren: Regeling Wlz-indiceerbaren (BWBR0036418) and Wlz 11.1.1(6).

What a met test does stands in the law file, with the reason why that is a switch.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from services.migration.domain.rights import wording
from services.migration.domain.rights.assessment import Assessment
from services.migration.domain.rights.facts import CareFunction, FunctionFacts
from shared.law.reasons import Reason

# The hours of a class are kept in tenths of an hour, so that no float is needed for 5.5.
TENTHS = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """At least one test was met. `decides`: the care goes to the Wlz; otherwise it is only mentioned."""

    decides: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """What a test found: enough or not, and the amount as the client may read it."""

    met: bool
    amount: str = ""


Functions = tuple[FunctionFacts, ...]
Rule = Callable[[Mapping[str, Any], Functions], Measure]


def wlz_finding(assessment: Assessment) -> Finding | None:
    """None when the person got no care at the end of 2014, is excluded, or meets no test that is switched on."""
    day = assessment.law.day("wlz-test.valid-through")
    functions = assessment.there_on(day)
    if _excluded(functions, assessment) or not _used(assessment):
        return None
    column = "minors" if assessment.is_minor else "adults"
    effects, cards = set(), []
    for key, rule in TESTS.items():
        row = assessment.law.table(key)
        measure = rule(row, functions)
        if row[column] != "off" and measure.met:
            effects.add(row[column])
            sentence = wording.wlz_test(key, measure.amount, day)
            cards.append(assessment.law.because(key, sentence, "voldoet", amount=measure.amount))
    return _finding("domain" in effects, cards, assessment) if cards else None


def _finding(decides: bool, cards: list[Reason], assessment: Assessment) -> Finding:
    reply_before = assessment.law.day("wlz-test.reply-before")
    say = wording.wlz_domain if decides else wording.wlz_finding
    text = say(reply_before, assessment.reader)
    return Finding(decides, (*cards, assessment.law.because("wlz-test.effect", text, "wlz" if decides else "nagaan")))


def _used(assessment: Assessment) -> bool:
    """Wlz 11.1.1(6): care without stay was really used when the AWBZ ended, by whatever indication."""
    there = assessment.there_on(assessment.law.day("wlz-test.used-on"))
    return any(one.in_use and not one.is_stay for one in there)


def _excluded(functions: Functions, assessment: Assessment) -> bool:
    """Art. 2a and 2b look at the indications of art. 1, as the tests do: those valid through 1-10-2014.

    Somebody with stay on the first day of 2015 falls under Wlz 11.1.1(1)-(3) or Wmo 8.1(1)c and not under 11.1.1(6).
    """
    grounds = assessment.law.names("wlz-test.excluded-grounds")
    has_stay = assessment.stay_on(assessment.law.day("destination.decided-on")) is not None
    return has_stay or any(one.is_stay or one.dominant in grounds for one in functions)


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
