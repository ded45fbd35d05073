"""Where a function goes from 1-1-2015: Wmo 8.1, Jeugdwet 10.1, Besluit zorgverzekering 2.10, Wlz 11.1.1 and 11.1.3."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.migration.domain.rights import unlisted, wording
from services.migration.domain.rights.assessment import Assessment, those_given
from services.migration.domain.rights.facts import CareFunction, Domain, FactsError, FunctionFacts, Ground
from services.migration.domain.rights.wlz_tests import Finding
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


def destination(function: FunctionFacts, assessment: Assessment, finding: Finding | None) -> Destination:
    """The domain of one function. `finding`: the outcome of the Wlz tests for the person.

    Wlz 11.1.1(6) is about care without stay, so it leaves alone a stay that begins later.
    """
    if finding is None or function.is_stay:
        return _without_finding(function, assessment)
    if finding.decides:
        return Destination(Domain.WLZ, finding.reasons)
    base = _without_finding(function, assessment)
    return Destination(base.domain, (*base.reasons, *finding.reasons))


def _without_finding(function: FunctionFacts, assessment: Assessment) -> Destination:
    """Wmo 8.1(1): letters a, b and e are for people without stay; letter d (short stay) has no such condition."""
    if function.is_stay:
        return _stay(function, assessment)
    if function.function is CareFunction.KVB:
        return _by_itself(function, assessment)
    stay = assessment.stay_on(assessment.decided_on(function))
    if stay is not None:
        return _along_with(stay, function, assessment)
    base = _by_itself(function, assessment)
    return Destination(base.domain, those_given(*base.reasons, _later_stay(function, assessment)))


def _by_itself(function: FunctionFacts, assessment: Assessment) -> Destination:
    return _minor(function, assessment) if assessment.is_minor else _adult(function, assessment)


def _later_stay(function: FunctionFacts, assessment: Assessment) -> Reason | None:
    """No rule was found for a stay that begins during the running time: it changes nothing, and a card says so."""
    key, day = "destination.decided-on", assessment.decided_on(function)
    starts = [one.starts_on for one in assessment.functions if one.is_stay and one.starts_on > day]
    if not starts or not function.is_there_on(min(starts)):
        return None
    text = wording.later_stay(min(starts), day, assessment.reader)
    return assessment.law.because(key, text, "telt niet mee", stay_starts_on=min(starts))


def _along_with(stay: FunctionFacts, function: FunctionFacts, assessment: Assessment) -> Destination:
    leading = _stay(stay, assessment)
    rule = leading.reasons[0].rule
    card = assessment.law.because(rule, wording.with_stay(function), leading.domain, stay=stay.id, zzp=stay.zzp)
    return Destination(leading.domain, (card, *leading.reasons))


def _stay(function: FunctionFacts, assessment: Assessment) -> Destination:
    if assessment.is_minor and _youth_stay(function, assessment):
        return _to("minor.by-ground", Domain.JEUGDWET, function, assessment)
    for key, domain in PACKAGES.items():
        if function.zzp in assessment.law.names(key):
            return _to(key, domain, function, assessment)
    _check_package(function, assessment)
    if function.dominant is Ground.PSYSOC and function.zzp is None:
        return _unlisted(function, assessment)
    if function.dominant in assessment.law.names("stay.other"):
        return _to("stay.other", Domain.WLZ, function, assessment)
    return _to("stay.protected-living", Domain.PROTECTED_LIVING, function, assessment)


def _youth_stay(function: FunctionFacts, assessment: Assessment) -> bool:
    """Jeugdwet 10.1(2): stay because of VG or PSY, unless the package is one that keeps the Wlz for minors as well."""
    if function.zzp in assessment.law.names("stay.adults-only"):
        return True
    keeps_wlz = function.zzp in assessment.law.names("stay.high") or function.zzp in assessment.law.names("stay.low")
    return not keeps_wlz and function.dominant in assessment.law.names("minor.by-ground")


def _check_package(function: FunctionFacts, assessment: Assessment) -> None:
    if function.zzp is not None and function.zzp not in assessment.law.names("stay.by-ground"):
        raise FactsError(f"Functie {function.id}: zzp-code {function.zzp[:10]!r} bestaat niet in COD163.")


def _minor(function: FunctionFacts, assessment: Assessment) -> Destination:
    if function.function in assessment.law.names("minor.any-ground"):
        return _to("minor.any-ground", Domain.JEUGDWET, function, assessment)
    if function.dominant in assessment.law.names("minor.by-ground"):
        return _to("minor.by-ground", Domain.JEUGDWET, function, assessment)
    return _adult(function, assessment)


def _adult(function: FunctionFacts, assessment: Assessment) -> Destination:
    for key in ADULT_ROWS:
        row = assessment.law.table(key)
        if _fits(row, function, assessment):
            return _to(key, Domain(row["domain"]), function, assessment)
    if function.dominant is Ground.PSYSOC:
        return _unlisted(function, assessment)
    raise LawError(f"no row in destinations.toml for {function.function} on ground {function.dominant}")


def _unlisted(function: FunctionFacts, assessment: Assessment) -> Destination:
    """Guidance and short stay go to the municipality on any ground; for other care on this ground no rule was found."""
    card = unlisted.reason_for(function.function, function.grounds, assessment.law.as_of, assessment.law.book)
    return Destination(Domain.NONE, (card,))


def _fits(row: Mapping[str, Any], function: FunctionFacts, assessment: Assessment) -> bool:
    combined = row.get("with")
    beside = assessment.there_on(assessment.decided_on(function))
    return (
        function.function in row["functions"]
        and function.dominant in row.get("grounds", tuple(Ground))
        and (combined is None or any(other.function in combined for other in beside))
    )


def _to(key: str, domain: Domain, function: FunctionFacts, assessment: Assessment) -> Destination:
    card = assessment.law.because(
        key,
        wording.destination(key, function, assessment.reader),
        domain,
        function=function.function,
        ground=function.dominant,
        zzp=function.zzp,
        birth_date=assessment.person.birth_date if domain is Domain.JEUGDWET else None,
    )
    return Destination(domain, (card,))
