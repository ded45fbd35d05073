"""The client's care as the own page shows it: until when, how it stands today, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.notifications.domain.client.care_words import care_words
from services.notifications.domain.client.money import Regime
from services.notifications.domain.client.revision import ClientFacts
from services.notifications.domain.client.right import WMO, ClientRight, Domain, FunctionRight
from services.notifications.domain.letters.announcement_facts import goes_along, last_day, reasons_on
from services.notifications.domain.letters.letter_text import TextVersion
from services.notifications.domain.letters.pgb import OPEN, after_the_budget
from services.notifications.domain.portal.voice import Voice
from services.notifications.domain.route.facts import RightEnded
from shared.law.reasons import Reason

STOPPED: Mapping[str, str] = {
    "offer-accepted": "Dit recht stopte eerder, omdat u een aanbod van de gemeente aannam.",
    "given-up": "Dit recht stopte eerder, omdat u het niet meer wilde.",
    "died": "Dit recht stopte op de dag van het overlijden.",
}
"""Why a right stopped before its time, by the word of the event."""
STOPS_BY_OFFER = "Dit recht stopt eerder, omdat u een aanbod van de gemeente aannam."
"""Of a right that still runs until the new care begins."""


@dataclass(frozen=True, slots=True)
class CareOnPage:
    """One kind of care. `right_until` is there when it is a right against the municipality; `keeps` says in Dutch how
    it stands with it, and `at_least` that it may run longer. `pgb_until` is there when the right outlives its budget;
    `after_pgb` says in Dutch what comes then, and `pgb_open` that nobody chose it yet. `awbz_until` is the last day of
    care of which no right goes on. `needs_a_look`: a person looks at this care before anything is said of it.
    `stopped` says in Dutch why the right stopped before its time; then `reasons` are left out, for they speak of the
    first last day. `conditional` and `regimes` are said only of a right that is not over; there are no `regimes` while
    billing said nothing about it.
    """

    care: str
    domain: Domain
    right_from: date | None
    right_until: date | None
    keeps: str
    at_least: bool
    pgb_until: date | None
    pgb_open: bool
    after_pgb: str
    awbz_until: date | None
    needs_a_look: bool
    conditional: bool
    pgb: bool
    provider: str | None
    reasons: tuple[Reason, ...]
    stopped: str
    regimes: tuple[Regime, ...]


def care_on_page(
    facts: ClientFacts,
    voice: Voice,
    text: TextVersion,
    today: date,
    ended: Sequence[RightEnded] = (),
    accepted_until: date | None = None,
) -> tuple[CareOnPage, ...]:
    """Nothing while no right was determined. `text` is that of the announcement; `ended` are rights of which the last
    day has come. `accepted_until`: the last day of the old right by an offer that the client took."""
    if facts.right is None:
        return ()
    early = {**_ended_early(facts.right, ended)}
    for id_, by_offer in _by_offer(facts.right, accepted_until).items():
        if id_ not in early or by_offer.last_day < early[id_].last_day:
            early[id_] = by_offer
    return tuple(
        _care(facts, facts.right, right, voice, text, today, early.get(right.id)) for right in facts.right.functions
    )


@dataclass(frozen=True, slots=True)
class EarlyEnd:
    """`why`: a word of STOPPED."""

    last_day: date
    why: str


def _by_offer(of: ClientRight, until: date | None) -> Mapping[str, EarlyEnd]:
    """Wmo 2015 8.3(1): an accepted offer takes the place of rights under that Act."""
    if until is None:
        return {}
    longer = (each for each in of.functions if each.domain in WMO and each.right_until and each.right_until > until)
    return {each.id: EarlyEnd(until, "offer-accepted") for each in longer}


def _ended_early(of: ClientRight, ended: Sequence[RightEnded]) -> Mapping[str, EarlyEnd]:
    """By the id of the function, where a right stopped before the last day that was determined. What ended once cannot
    end later: who died after a yes to an offer had lost the right by that."""
    latest_first = sorted(ended, key=lambda each: each.last_day, reverse=True)
    by_function = {id_: each for each in latest_first for id_ in each.functions}
    last_days = {right.id: right.right_until for right in of.functions}
    return {
        id_: EarlyEnd(each.last_day, each.why)
        for id_, each in by_function.items()
        if (last := last_days.get(id_)) is not None and each.last_day < last and each.why in STOPPED
    }


def _care(
    facts: ClientFacts,
    of: ClientRight,
    right: FunctionRight,
    voice: Voice,
    text: TextVersion,
    today: date,
    early: EarlyEnd | None,
) -> CareOnPage:
    if early is not None:
        right = replace(right, right_until=early.last_day, reasons=())
    kept, unclear = right.ends_at_municipality, right.needs_a_look
    over = right.right_until is not None and right.right_until < today
    delivered = facts.recipient.delivered_care(right.id)
    return CareOnPage(
        care=care_words(right.function, transport=goes_along(right, delivered)),
        domain=right.domain,
        right_from=right.right_from if kept else None,
        right_until=right.right_until if kept else None,
        keeps=_keeps(right, of, voice, today),
        at_least=right.domain == "wmo-protected-living" and (not of.needs_plan or OPEN in right.findings),
        pgb_until=right.pgb_until if right.in_kind_from else None,
        pgb_open=OPEN in right.findings,
        after_pgb=after_the_budget(right.findings, text),
        awbz_until=last_day(right, delivered, of.days) if _ends_with_the_awbz(right) and delivered else None,
        needs_a_look=unclear,
        conditional=right.conditional and not over,
        pgb=right.pgb and not (right.pgb_until is not None and right.pgb_until < today),
        provider=delivered.provider_name if delivered else None,
        reasons=reasons_on(right, of.days, today),
        stopped=_stopped(early, today) if early is not None else "",
        regimes=facts.contribution.regimes_for(right.id) if facts.contribution and not unclear and not over else (),
    )


def _stopped(early: EarlyEnd, today: date) -> str:
    still_runs = early.why == "offer-accepted" and early.last_day >= today
    return STOPS_BY_OFFER if still_runs else STOPPED[early.why]


def _ends_with_the_awbz(right: FunctionRight) -> bool:
    return right.domain == "none" and not right.needs_a_look


def _keeps(right: FunctionRight, of: ClientRight, voice: Voice, today: date) -> str:
    """Only said of a right against the municipality, so in the words for one."""
    if right.ends_at_municipality and right.right_until is not None and right.right_until < today:
        return voice.you_kept
    begins = right.right_from if right.ends_at_municipality else None
    waits = begins is not None and begins > max(today, of.days.new_law_from)
    return voice.right_runs if waits or right.conditional else voice.you_keep
