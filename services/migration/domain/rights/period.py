"""From when until when the right against the municipality holds: Wmo 8.3 and 8.4, Jeugdwet 10.1(3)."""

from dataclasses import dataclass
from datetime import date

from services.migration.domain.rights import wording
from services.migration.domain.rights.assessment import Assessment, age_on, those_given
from services.migration.domain.rights.facts import DeliveryForm, Domain, EndedBy, FunctionFacts
from shared.law.reasons import Reason

CAPS = {
    (Domain.WMO, DeliveryForm.ZIN): "transition.last-day",
    (Domain.WMO, DeliveryForm.PGB): "transition.pgb-last-day",
    (Domain.PROTECTED_LIVING, DeliveryForm.ZIN): "protected-living.last-day",
    (Domain.PROTECTED_LIVING, DeliveryForm.PGB): "protected-living.pgb-last-day",
    (Domain.JEUGDWET, DeliveryForm.ZIN): "youth.last-day",
    (Domain.JEUGDWET, DeliveryForm.PGB): "youth.last-day",
}
MUNICIPAL = frozenset(domain for domain, _ in CAPS)


@dataclass(frozen=True, slots=True)
class Period:
    """`last` before `first` means that nothing is left. Both days are included."""

    first: date
    last: date
    ended_by: EndedBy
    conditional: bool
    reasons: tuple[Reason, ...]


def period(function: FunctionFacts, domain: Domain, assessment: Assessment) -> Period:
    """The running time of the indication, cut to the days of the transition right. `domain` must be in MUNICIPAL."""
    law = assessment.law
    cap = CAPS[domain, function.delivery_form]
    first = max(law.day("transition.first-day"), function.starts_on)
    last_by_law = law.day(cap)
    if first > last_by_law:
        card = law.because(cap, wording.starts_after(function.starts_on, last_by_law, assessment.reader), "geen recht")
        return Period(first, last_by_law, EndedBy.LAW, False, (card,))
    end, last, ended_by = _end(function, cap, last_by_law, assessment)
    waiting = _not_yet_used(function, domain, assessment)
    reasons = those_given(end, _issued_late(function, assessment), waiting, _turns_18(domain, last, assessment))
    return Period(first, last, ended_by, waiting is not None, reasons)


def _end(function: FunctionFacts, cap: str, last_by_law: date, assessment: Assessment) -> tuple[Reason, date, EndedBy]:
    """Wmo 8.3(1): as long as the indication runs, at most until the last day in the law."""
    facts = {"starts_on": function.starts_on, "ends_on": function.ends_on, "delivery_form": function.delivery_form}
    if function.ends_on is not None and function.ends_on <= last_by_law:
        text = wording.until_indication(function.ends_on, assessment.reader)
        return assessment.law.because(cap, text, function.ends_on, **facts), function.ends_on, EndedBy.INDICATION
    text = _until_law(function, cap, last_by_law, assessment)
    return assessment.law.because(cap, text, last_by_law, **facts), last_by_law, EndedBy.LAW


def _until_law(function: FunctionFacts, cap: str, last_by_law: date, assessment: Assessment) -> str:
    if cap == "protected-living.pgb-last-day":
        return wording.until_law_pgb_open(last_by_law)
    say = wording.until_decree if cap == "protected-living.last-day" else wording.until_law
    return say(function.ends_on, last_by_law, assessment.reader)


def _issued_late(function: FunctionFacts, assessment: Assessment) -> Reason | None:
    """Wmo 8.1(2): CIZ still decides in 2015 on what was applied for in 2014."""
    key = "transition.late-indication"
    if function.issued_on < assessment.law.day(key):
        return None
    text = wording.issued_late(function.issued_on, assessment.reader)
    return assessment.law.because(key, text, "recht blijft", issued_on=function.issued_on)


def _not_yet_used(function: FunctionFacts, domain: Domain, assessment: Assessment) -> Reason | None:
    """Wmo 8.3(2), and 8.4(2) for protected living. The Jeugdwet has no such rule."""
    key = "transition.not-yet-used"
    if function.in_use or domain not in assessment.law.names(key):
        return None
    return assessment.law.because(key, wording.not_yet_used(), "eerst zienswijze", in_use="nee")


def _turns_18(domain: Domain, last: date, assessment: Assessment) -> Reason | None:
    """No rule was found for a minor who turns 18 while the right of Jeugdwet 10.1(3) runs, so it simply runs on."""
    adult = assessment.law.number("youth.adult-age")
    if domain is not Domain.JEUGDWET or age_on(assessment.person.birth_date, last) < adult:
        return None
    born = assessment.person.birth_date
    # Somebody born on 29 February reaches the age on 1 March in a year without that day.
    leap = (born.month, born.day) == (2, 29)
    birthday = date(born.year + adult, 3, 1) if leap else born.replace(year=born.year + adult)
    return assessment.law.because("youth.last-day", wording.turns_18(birthday), last, birth_date=born)
