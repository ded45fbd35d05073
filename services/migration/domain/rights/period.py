"""From when until when the right against the municipality holds: Wmo 8.3 and 8.4, Jeugdwet 10.1(3)."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from services.migration.domain.rights.assessment import NO_END, Assessment, age_on, birthday, those_given
from services.migration.domain.rights.facts import (
    DeliveryForm,
    Domain,
    EndedBy,
    Finding,
    FunctionFacts,
    PgbReading,
    Reading,
)
from shared.law.reasons import Reason

CAPS = {
    Domain.WMO: "transition.last-day",
    Domain.PROTECTED_LIVING: "protected-living.last-day",
    Domain.JEUGDWET: "youth.last-day",
}
MUNICIPAL = frozenset(CAPS)
PGB_CAPS = {Domain.WMO: "transition.pgb-last-day", Domain.JEUGDWET: "youth.last-day"}
"""Where a pgb ends with the right; for protected living that is a question of its own."""


@dataclass(frozen=True, slots=True)
class Period:
    """`last` before `first` means that nothing is left. Both days are included. `pgb_until` is None for a right in
    kind."""

    first: date
    last: date
    ended_by: EndedBy
    conditional: bool
    pgb_until: date | None
    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule says about a right that stands, and what somebody has to look at because of it."""

    reason: Reason
    finding: Finding | None = None


def period(function: FunctionFacts, domain: Domain, assessment: Assessment) -> Period:
    """The running time of the indication, cut to the days of the transition right. `domain` must be in MUNICIPAL."""
    law = assessment.law
    existing = _existing_pgb(function, assessment)
    cap = PGB_CAPS.get(domain, CAPS[domain]) if existing else CAPS[domain]
    first = max(law.day("transition.first-day"), function.starts_on)
    last_by_law = law.day(cap)
    if first > last_by_law:
        card = assessment.because(
            cap, "starts-after", "geen recht", words={"last_day": last_by_law}, starts_on=function.starts_on
        )
        return Period(first, last_by_law, EndedBy.LAW, False, None, (card,))
    end, last, ended_by = _end(function, cap, last_by_law, assessment)
    waiting = _not_yet_used(function, domain, assessment)
    pgb_until, of_pgb = _pgb(function, domain, last, assessment) if existing else (None, None)
    remarks = [each for each in (*_remarks(function, domain, assessment), of_pgb) if each is not None]
    reasons = those_given(end, *(each.reason for each in remarks), waiting, _turns_18(domain, last, assessment))
    findings = tuple(each.finding for each in remarks if each.finding is not None)
    return Period(first, last, ended_by, waiting is not None, pgb_until, reasons, findings)


def _end(function: FunctionFacts, cap: str, last_by_law: date, assessment: Assessment) -> tuple[Reason, date, EndedBy]:
    """Wmo 8.3(1): as long as the indication runs, at most until the last day in the law."""
    by_indication = function.ends_on is not None and function.ends_on <= last_by_law
    last = function.ends_on if function.ends_on is not None and by_indication else last_by_law
    card = assessment.because(
        cap,
        "until-indication" if by_indication else "until-law",
        last,
        *(() if function.ends_on else (NO_END,)),
        words={"last_day": last_by_law},
        starts_on=function.starts_on,
        ends_on=function.ends_on,
        delivery_form=function.delivery_form,
    )
    return card, last, EndedBy.INDICATION if by_indication else EndedBy.LAW


def _existing_pgb(function: FunctionFacts, assessment: Assessment) -> bool:
    """Wmo 8.3(3): a pgb that was provided until 2015. One that begins later, or was there and not in use, was not. Care
    that begins between the delivery and 2015 cannot be in use yet, so nothing is known against its budget."""
    before = assessment.law.day("transition.existing-pgb")
    provided = function.in_use or function.starts_on > assessment.law.as_of
    return function.delivery_form is DeliveryForm.PGB and function.starts_on < before and provided


def _pgb(function: FunctionFacts, domain: Domain, last: date, assessment: Assessment) -> tuple[date, Remark | None]:
    """The last day of an existing pgb. Wmo 8.4(2) on protected living can be read in two ways; the college chooses."""
    if domain is not Domain.PROTECTED_LIVING:
        return last, None
    key = "protected-living.pgb-certain-until"
    certain = assessment.law.day(key)
    if last <= certain:
        return last, None
    chosen = assessment.pgb_reading
    until = last if chosen.reading is Reading.GOES_ON else certain
    card = assessment.because(
        key,
        READINGS[chosen.reading],
        until,
        words={"pgb_until": until, **_decision(chosen)},
        reading=chosen.reading,
    )
    return until, Remark(card, Finding.PGB_READING_OPEN if chosen.reading is Reading.OPEN else None)


READINGS = {Reading.OPEN: "pgb-reading-open", Reading.ENDS: "pgb-ends", Reading.GOES_ON: "pgb-goes-on"}


def _decision(chosen: PgbReading) -> dict[str, object]:
    if chosen.decided_by is None or chosen.decided_on is None:
        return {}
    return {"decided_by": chosen.decided_by, "decided_on": chosen.decided_on}


def _remarks(function: FunctionFacts, domain: Domain, assessment: Assessment) -> Iterator[Remark | None]:
    yield _no_existing_pgb(function, assessment)
    yield _issued_late(function, domain, assessment)
    yield _breaks_cap(function, assessment)
    yield _transport_stays_behind(function, domain, assessment)


def _no_existing_pgb(function: FunctionFacts, assessment: Assessment) -> Remark | None:
    if function.delivery_form is not DeliveryForm.PGB or _existing_pgb(function, assessment):
        return None
    key = "transition.existing-pgb"
    past = assessment.past(assessment.law.day(key))
    card = assessment.because(key, "no-existing-pgb", DeliveryForm.ZIN, *past, starts_on=function.starts_on)
    return Remark(card, Finding.NO_EXISTING_PGB)


def _issued_late(function: FunctionFacts, domain: Domain, assessment: Assessment) -> Remark | None:
    """Wmo 8.1(2): CIZ still decides on applications made before 2015. The day of application is not delivered.

    A minor's indication of that year carries no right at all (Jeugdwet 10.1(3)); assess.py sees to that.
    """
    key = "transition.late-indication"
    before = assessment.law.day(key)
    if domain is Domain.JEUGDWET or function.issued_on < before:
        return None
    card = assessment.because(key, "issued-late", "nagaan", words={"before": before}, issued_on=function.issued_on)
    return Remark(card, Finding.APPLICATION_DATE_UNKNOWN)


def _breaks_cap(function: FunctionFacts, assessment: Assessment) -> Remark | None:
    """Zorgindicatieregeling art. 1. The right stands as it was decided; that it is too long is for somebody to ask."""
    if function.function not in assessment.law.names("transition.capped-functions"):
        return None
    key = "transition.capped-issues"
    for row in assessment.law.table(key)["rows"]:
        if row["from"] <= function.issued_on <= row["through"]:
            longest = _end_of_month_after(function.issued_on, row["months"])
            if function.ends_on is None or function.ends_on > longest:
                words = {"months": row["months"]}
                facts = {"issued_on": function.issued_on, "ends_on": function.ends_on}
                card = assessment.because(key, "end-breaks-cap", "nagaan", words=words, **facts)
                return Remark(card, Finding.END_BREAKS_CAP)
    return None


def _transport_stays_behind(function: FunctionFacts, domain: Domain, assessment: Assessment) -> Remark | None:
    """Wmo 8.1(1)e: only transport to guidance goes to the municipality. The care that it was indicated with stands."""
    key = "transport.along-with"
    if not function.transport or domain is not Domain.WMO or function.function in assessment.law.names(key):
        return None
    card = assessment.because(key, "not-along", "vervoer vervalt", function=function.function)
    return Remark(card, Finding.TRANSPORT_WITHOUT_GUIDANCE)


def _end_of_month_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, last)


def _not_yet_used(function: FunctionFacts, domain: Domain, assessment: Assessment) -> Reason | None:
    """Wmo 8.3(2), and 8.4(2) for protected living. The Jeugdwet has no such rule."""
    key = "transition.not-yet-used"
    if function.in_use or domain not in assessment.law.names(key):
        return None
    return assessment.because(key, "not-yet-used", "eerst zienswijze", in_use="nee")


def _turns_18(domain: Domain, last: date, assessment: Assessment) -> Reason | None:
    """No rule was found for a minor who comes of age while the right of Jeugdwet 10.1(3) runs, so it simply runs on."""
    adult = assessment.law.number("youth.adult-age")
    born = assessment.person.birth_date
    if domain is not Domain.JEUGDWET or age_on(born, last) < adult:
        return None
    words = {"birthday": birthday(born, adult)}
    return assessment.because("youth.last-day", "turns-18", last, words=words, birth_date=born)
