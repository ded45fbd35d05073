"""Where a function goes from 1-1-2015: Wmo 8.1 and 8.9, Jeugdwet 10.1, Besluit zorgverzekering 2.10, Wlz 11.1.1-11.1.3.

The rows and their order stand in law/destinations.toml.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from services.migration.domain.rights.assessment import Assessment, those_given
from services.migration.domain.rights.facts import CareFunction, Domain, FactsError, Finding, FunctionFacts, Ground
from shared.law.book import LawError
from shared.law.reasons import Reason

PROTECTED_LIVING, LOW_PACKAGE, OTHER_STAY = "stay.protected-living", "stay.low", "stay.other"
PACKAGES = (PROTECTED_LIVING, "stay.high", LOW_PACKAGE, "stay.ggz-b")
"""A care package names its own destination, and stands in one of these rows only."""


@dataclass(frozen=True, slots=True)
class Destination:
    domain: Domain
    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...] = ()


def destination(function: FunctionFacts, assessment: Assessment) -> Destination:
    """The domain of one function. Wmo 8.1(1): letters a, b and e are for people without stay; letter d (short stay) has
    no such condition."""
    for key in assessment.law.book.keys_in_order("unlisted."):
        if _fits(assessment.law.table(key), function, assessment) and not _named_elsewhere(function):
            return _to(key, function, assessment, Finding.OUTSIDE_TRANSITION)
    if function.is_stay:
        return _stay(function, assessment)
    if function.function is CareFunction.KVB:
        return _by_itself(function, assessment)
    stay = assessment.stay_on(assessment.decided_on(function))
    if stay is not None:
        return _along_with(stay, function, assessment)
    base = _by_itself(function, assessment)
    return Destination(base.domain, those_given(*base.reasons, _later_stay(function, assessment)), base.findings)


def _named_elsewhere(function: FunctionFacts) -> bool:
    """Stay is outside the transition only on the psychosocial ground and without a package that says what it is."""
    return function.is_stay and (function.dominant is not Ground.PSYSOC or function.zzp is not None)


def _by_itself(function: FunctionFacts, assessment: Assessment) -> Destination:
    return _minor(function, assessment) if assessment.is_minor else _adult(function, assessment)


def _later_stay(function: FunctionFacts, assessment: Assessment) -> Reason | None:
    """A card for when a stay begins while the care runs. No rule for that was found, so the destination stays."""
    day = assessment.decided_on(function)
    starts = [one.starts_on for one in assessment.functions if one.is_stay and one.starts_on > day]
    if not starts or not function.is_there_on(min(starts)):
        return None
    return assessment.because(
        "destination.decided-on",
        "later-stay",
        "telt niet mee",
        *assessment.past(day),
        words={"decided_on": day},
        stay_starts_on=min(starts),
    )


def _along_with(stay: FunctionFacts, function: FunctionFacts, assessment: Assessment) -> Destination:
    """Care beside a stay goes where the stay goes. The card names the rule of the stay, in the words for both."""
    leading = _stay(stay, assessment)
    card = assessment.because(
        "destination.decided-on",
        "with-stay",
        leading.domain,
        words=assessment.care_words(function),
        stay=stay.id,
        zzp=stay.zzp,
    )
    return Destination(leading.domain, (card, *leading.reasons), leading.findings)


def _stay(function: FunctionFacts, assessment: Assessment) -> Destination:
    law = assessment.law
    if assessment.is_minor and _youth_stay(function, assessment):
        return _to("minor.by-ground", function, assessment, domain=Domain.JEUGDWET)
    for key in PACKAGES:
        if function.zzp in law.table(key)["packages"]:
            return _to(key, function, assessment, *_low_package(key))
    if function.zzp is not None and function.zzp not in law.names("stay.by-ground"):
        raise FactsError(f"Functie {function.id}: zzp-code {function.zzp[:10]!r} bestaat niet in COD163.")
    if function.dominant in law.table(OTHER_STAY)["grounds"]:
        return _to(OTHER_STAY, function, assessment)
    return _to(PROTECTED_LIVING, function, assessment)


def _low_package(key: str) -> tuple[Finding, ...]:
    """Wlz 11.1.2(1): at home the old rights end, and what comes after is for the CIZ to decide."""
    return (Finding.LOW_PACKAGE_AT_HOME,) if key == LOW_PACKAGE else ()


def _youth_stay(function: FunctionFacts, assessment: Assessment) -> bool:
    """Jeugdwet 10.1(2): stay because of VG or PSY, unless the package is one that keeps the Wlz for minors as well."""
    law = assessment.law
    if function.zzp in law.names("stay.adults-only"):
        return True
    keeps_wlz = any(function.zzp in law.table(key)["packages"] for key in ("stay.high", LOW_PACKAGE))
    return not keeps_wlz and function.dominant in law.names("minor.by-ground")


def _minor(function: FunctionFacts, assessment: Assessment) -> Destination:
    if function.function in assessment.law.names("minor.any-ground"):
        return _to("minor.any-ground", function, assessment, domain=Domain.JEUGDWET)
    if function.dominant in assessment.law.names("minor.by-ground"):
        return _to("minor.by-ground", function, assessment, domain=Domain.JEUGDWET)
    return _adult(function, assessment)


def _adult(function: FunctionFacts, assessment: Assessment) -> Destination:
    for key in assessment.law.book.keys_in_order("adult."):
        if _fits(assessment.law.table(key), function, assessment):
            return _to(key, function, assessment)
    raise LawError(f"no row in destinations.toml for {function.function} on ground {function.dominant}")


def _fits(row: Mapping[str, Any], function: FunctionFacts, assessment: Assessment) -> bool:
    """Whether a row of destinations.toml is about this function; the file says what its keys mean."""
    return (
        function.function in row["functions"]
        and ("grounds" not in row or function.dominant in row["grounds"])
        and function.dominant not in row.get("except-grounds", ())
        and ("with" not in row or _is_beside(row["with"], function, assessment))
        and (
            "to" not in row
            or any(_meets(function, other) for other in assessment.functions if other.function in row["to"])
        )
    )


def _is_beside(functions: Collection[str], function: FunctionFacts, assessment: Assessment) -> bool:
    beside = assessment.there_on(assessment.decided_on(function))
    return any(other.function in functions for other in beside)


def _meets(one: FunctionFacts, other: FunctionFacts) -> bool:
    """Whether there is a day on which both indications are valid."""
    return one.is_there_on(max(one.starts_on, other.starts_on)) and other.is_there_on(
        max(one.starts_on, other.starts_on)
    )


def _to(
    key: str, function: FunctionFacts, assessment: Assessment, *findings: Finding, domain: Domain | None = None
) -> Destination:
    """Where the rule `key` sends a function; a row names its domain itself."""
    to = domain or Domain(assessment.law.table(key)["domain"])
    card = assessment.because(
        key,
        "destination",
        to,
        *assessment.past(assessment.law.day("youth.age-day")),
        words=assessment.care_words(function),
        function=function.function,
        ground=function.dominant,
        zzp=function.zzp,
        birth_date=assessment.person.birth_date if to is Domain.JEUGDWET else None,
    )
    return Destination(to, (card,), findings)
