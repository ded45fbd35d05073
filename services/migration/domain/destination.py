"""Where a function goes from 1-1-2015: Wmo 8.1, Jeugdwet 10.1, Besluit zorgverzekering 2.10, Wlz 11.1.1 and 11.1.3."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.migration.domain import unlisted, wording
from services.migration.domain.case import Case
from services.migration.domain.facts import CareFunction, Domain, FactsError, FunctionFacts, Ground
from services.migration.domain.wlz_tests import Finding
from shared.law.book import LawError
from shared.law.reasons import Reason

# The first row that fits decides, so the combination with nursing stands before the rows by ground.
ADULT_ROWS = (
    "adult.personal-care-with-nursing",
    "adult.personal-care",
    "adult.personal-care-insured",
    "adult.guidance",
    "adult.short-stay",
    "adult.transport",
    "adult.nursing",
    "adult.treatment",
)
# A care package names its own destination. stay.by-ground is no list of destinations: there the ground decides.
PACKAGES = {
    "stay.protected-living": Domain.PROTECTED_LIVING,
    "stay.high": Domain.WLZ,
    "stay.low": Domain.WLZ,
    "stay.ggz-b": Domain.WLZ,
}


@dataclass(frozen=True, slots=True)
class Destination:
    domain: Domain
    reasons: tuple[Reason, ...]


def destination(function: FunctionFacts, case: Case, finding: Finding | None) -> Destination:
    """The domain of one function. `finding`: the outcome of the Wlz tests for the person.

    Wlz 11.1.1(6) is about care without stay, so it leaves alone a stay that begins later.
    """
    if finding is None or function.is_stay:
        return _without_finding(function, case)
    if finding.decides:
        return Destination(Domain.WLZ, finding.reasons)
    base = _without_finding(function, case)
    return Destination(base.domain, (*base.reasons, *finding.reasons))


def _without_finding(function: FunctionFacts, case: Case) -> Destination:
    """Wmo 8.1(1): letters a, b and e are for who has no stay as well; letter d (short stay) has no such condition."""
    if function.is_stay:
        return _stay(function, case)
    if function.function is CareFunction.KVB:
        return _by_itself(function, case)
    stay = case.stay_on(case.decided_on(function))
    if stay is not None:
        return _along_with(stay, function, case)
    base = _by_itself(function, case)
    return Destination(base.domain, (*base.reasons, *_later_stay(function, case)))


def _by_itself(function: FunctionFacts, case: Case) -> Destination:
    return _minor(function, case) if case.is_minor else _adult(function, case)


def _later_stay(function: FunctionFacts, case: Case) -> tuple[Reason, ...]:
    """What a stay that begins during the running time changes was not found, so it changes nothing but is told."""
    key, day = "destination.decided-on", case.decided_on(function)
    starts = [one.starts_on for one in case.functions if one.is_stay and one.starts_on > day]
    if not starts or not function.is_there_on(min(starts)):
        return ()
    text = wording.later_stay(min(starts), day, case.reader)
    return (case.law.because(key, text, "telt niet mee", stay_starts_on=min(starts)),)


def _along_with(stay: FunctionFacts, function: FunctionFacts, case: Case) -> Destination:
    leading = _stay(stay, case)
    rule = leading.reasons[0].rule
    card = case.law.because(rule, wording.with_stay(function), leading.domain, stay=stay.id, zzp=stay.zzp)
    return Destination(leading.domain, (card, *leading.reasons))


def _stay(function: FunctionFacts, case: Case) -> Destination:
    if case.is_minor and _youth_stay(function, case):
        return _to("minor.by-ground", Domain.JEUGDWET, function, case)
    for key, domain in PACKAGES.items():
        if function.zzp in case.law.names(key):
            return _to(key, domain, function, case)
    _check_package(function, case)
    if function.dominant is Ground.PSYSOC and function.zzp is None:
        return _unlisted(function, case)
    if function.dominant in case.law.names("stay.other"):
        return _to("stay.other", Domain.WLZ, function, case)
    return _to("stay.protected-living", Domain.PROTECTED_LIVING, function, case)


def _youth_stay(function: FunctionFacts, case: Case) -> bool:
    """Jeugdwet 10.1(2): stay because of VG or PSY, unless the package is one that keeps the Wlz for minors as well."""
    if function.zzp in case.law.names("stay.adults-only"):
        return True
    keeps_wlz = function.zzp in case.law.names("stay.high") or function.zzp in case.law.names("stay.low")
    return not keeps_wlz and function.dominant in case.law.names("minor.by-ground")


def _check_package(function: FunctionFacts, case: Case) -> None:
    if function.zzp is not None and function.zzp not in case.law.names("stay.by-ground"):
        raise FactsError(f"Functie {function.id}: zzp-code {function.zzp[:10]!r} bestaat niet in COD163.")


def _minor(function: FunctionFacts, case: Case) -> Destination:
    if function.function in case.law.names("minor.any-ground"):
        return _to("minor.any-ground", Domain.JEUGDWET, function, case)
    if function.dominant in case.law.names("minor.by-ground"):
        return _to("minor.by-ground", Domain.JEUGDWET, function, case)
    return _adult(function, case)


def _adult(function: FunctionFacts, case: Case) -> Destination:
    for key in ADULT_ROWS:
        row = case.law.table(key)
        if _fits(row, function, case):
            return _to(key, Domain(row["domain"]), function, case)
    if function.dominant is Ground.PSYSOC:
        return _unlisted(function, case)
    raise LawError(f"no row in destinations.toml for {function.function} on ground {function.dominant}")


def _unlisted(function: FunctionFacts, case: Case) -> Destination:
    """Guidance and short stay go to the municipality on any ground; for other care on this ground no rule was found."""
    card = unlisted.reason_for(function.function, function.grounds, case.law.as_of, case.law.book)
    return Destination(Domain.NONE, (card,))


def _fits(row: Mapping[str, Any], function: FunctionFacts, case: Case) -> bool:
    combined = row.get("with")
    beside = case.there_on(case.decided_on(function))
    return (
        function.function in row["functions"]
        and function.dominant in row.get("grounds", tuple(Ground))
        and (combined is None or any(other.function in combined for other in beside))
    )


def _to(key: str, domain: Domain, function: FunctionFacts, case: Case) -> Destination:
    card = case.law.because(
        key,
        wording.destination(key, function, case.reader),
        domain,
        function=function.function,
        ground=function.dominant,
        zzp=function.zzp,
        birth_date=case.person.birth_date if domain is Domain.JEUGDWET else None,
    )
    return Destination(domain, (card,))
