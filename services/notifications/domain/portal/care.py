"""The client's care as the own page shows it: until when, how it stands today, and why."""

from dataclasses import dataclass
from datetime import date

from services.notifications.domain.client.care_words import care_words
from services.notifications.domain.client.money import Regime
from services.notifications.domain.client.revision import ClientFacts
from services.notifications.domain.client.right import Domain, FunctionRight
from services.notifications.domain.letters.announcement_facts import last_day
from services.notifications.domain.letters.dates import CHANGE_DAY
from services.notifications.domain.letters.voice import Voice
from shared.law.reasons import Reason


@dataclass(frozen=True, slots=True)
class CareOnPage:
    """One kind of care. `right_until` is there when it is a right against the municipality; `keeps` says in Dutch how
    it stands with it, and `at_least` that it may run longer. `awbz_until` is the last day of care of which no right
    goes on. `regime` is None while billing said nothing about it."""

    care: str
    domain: Domain
    right_from: date | None
    right_until: date | None
    keeps: str
    at_least: bool
    awbz_until: date | None
    conditional: bool
    pgb: bool
    provider: str | None
    reasons: tuple[Reason, ...]
    regime: Regime | None


def care_on_page(facts: ClientFacts, voice: Voice, today: date) -> tuple[CareOnPage, ...]:
    """Nothing while no right was determined."""
    rights = facts.right.functions if facts.right else ()
    return tuple(_care(facts, right, voice, today) for right in rights)


def _care(facts: ClientFacts, right: FunctionRight, voice: Voice, today: date) -> CareOnPage:
    kept, planned = right.ends_at_municipality, facts.right is not None and facts.right.needs_plan
    delivered = facts.recipient.delivered_care(right.id)
    return CareOnPage(
        care=care_words(right.function, transport=delivered is not None and delivered.transport),
        domain=right.domain,
        right_from=right.right_from if kept else None,
        right_until=right.right_until if kept else None,
        keeps=_keeps(right, voice, today),
        at_least=right.domain == "wmo-protected-living" and not planned,
        awbz_until=last_day(right, delivered) if right.domain == "none" and delivered else None,
        conditional=right.conditional,
        pgb=right.pgb,
        provider=delivered.provider_name if delivered else None,
        reasons=right.reasons,
        regime=facts.contribution.regime_for(right.id) if facts.contribution else None,
    )


def _keeps(right: FunctionRight, voice: Voice, today: date) -> str:
    """Only said of a right against the municipality, so in the words for one."""
    if right.ends_at_municipality and right.right_until is not None and right.right_until < today:
        return voice.you_kept
    begins = right.right_from if right.ends_at_municipality else None
    waits = begins is not None and begins > max(today, CHANGE_DAY)
    return voice.right_runs if waits or right.conditional else voice.you_keep
