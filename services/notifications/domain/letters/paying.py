"""What a letter says about the own contribution: what billing assessed, in billing's own words."""

from services.notifications.domain.client.right import WMO
from services.notifications.domain.letters.facts import AnnouncementFacts, CareLine, Payment
from services.notifications.domain.letters.letter import Section
from services.notifications.domain.letters.pgb import care_names
from services.notifications.domain.letters.texts import CAK
from services.notifications.domain.letters.todo import still_kept
from shared.dutch import date_in_words

CHARGED_IN_KIND = frozenset({"awbz-transition", "awbz-stay"})
"""Regimes whose contribution the CAK collects; that of a pgb is taken off it."""


def paying_section(facts: AnnouncementFacts) -> Section | None:
    """For each care of the Wmo that goes on. Parents read of the contribution for a pgb where that is told."""
    if facts.to_parents:
        return None
    lines = still_kept(facts, WMO)
    together: dict[str, list[CareLine]] = {}
    for line in lines:
        for payment in line.payments:
            together.setdefault(_said(payment, alone=len(line.payments) == 1), []).append(line)
    if not together:
        return None
    paragraphs = [
        ("" if len(of) == len(facts.lines) else f"{care_names(of)}. ") + text for text, of in together.items()
    ]
    if any(payment.regime in CHARGED_IN_KIND for line in lines for payment in line.payments):
        paragraphs.append(CAK)
    return Section(heading="Wat betaalt u zelf?", paragraphs=tuple(paragraphs))


def _said(payment: Payment, *, alone: bool) -> str:
    """With its days where one regime follows another."""
    first, last = payment.first_day, payment.last_day
    days = "" if alone or not first or not last else f"Van {date_in_words(first)} tot en met {date_in_words(last)}: "
    return f"{days}{payment.reason.explanation} ({payment.reason.cited})"
