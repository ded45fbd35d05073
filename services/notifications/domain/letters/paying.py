"""What a letter says about the own contribution: what billing assessed, in billing's own words."""

from collections.abc import Iterator

from services.notifications.domain.letters.facts import CareLine, Payment
from services.notifications.domain.letters.filling import Groups, Scope, scope
from services.notifications.domain.letters.of_lines import IN_PART, SortedCare, care_names
from shared.dutch import date_in_words

CHARGED_IN_KIND = frozenset({"awbz-transition", "awbz-stay"})
"""Regimes whose contribution the CAK collects; that of a pgb is taken off it."""
Told = tuple[str, str, str]
"""Why, and the days on which it holds; those are empty where no other regime goes before or after it."""


def paying_facts(care: SortedCare) -> Iterator[str]:
    if any(payment.regime in CHARGED_IN_KIND for line in care.still_wmo for payment in line.payments):
        yield "charged"


def paying_groups(care: SortedCare) -> Groups:
    """For each care of the Wmo that goes on; what is told alike stands together."""
    together: dict[Told, list[CareLine]] = {}
    for line in care.still_wmo:
        for payment in line.payments:
            together.setdefault(_told(payment, alone=len(line.payments) == 1), []).append(line)
    return {"payments": tuple([_of(care, *each) for each in together.items()])} if together else {}


def _told(payment: Payment, *, alone: bool) -> Told:
    first, last = payment.first_day, payment.last_day
    why = f"{payment.reason.explanation} ({payment.reason.cited})"
    return (why, "", "") if alone or not first or not last else (why, date_in_words(first), date_in_words(last))


def _of(care: SortedCare, told: Told, lines: list[CareLine]) -> Scope:
    why, first, last = told
    return scope(
        {"why": why, "first_day": first, "last_day": last, "names": care_names(lines)},
        {IN_PART: len(lines) != len(care.all), "days-known": bool(first)},
    )
