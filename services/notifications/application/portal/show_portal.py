"""The client's own page: until when which care, from whom and why, what happens next, and the letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.notifications.application.letters.views import Known, LetterView, NotKnown, Office
from services.notifications.domain.client.facts import Budget, FunctionRight, Parts, Plan, Recipient, Regime, complete
from services.notifications.domain.letters.announcement_facts import speaks_to_parents
from services.notifications.domain.letters.dates import CHANGE_DAY
from services.notifications.domain.letters.gate import (
    announcement_facts,
    care_line,
    care_words,
    ends_at_municipality,
    is_minor,
    why_not,
)
from services.notifications.domain.letters.letter import Sender
from services.notifications.domain.letters.todo import what_to_do
from services.notifications.domain.letters.voice import CLIENT, Voice, parents_of
from shared.access import STAFF, Forbidden, Role, Scope, User, allowed, check_municipality
from shared.law.reasons import Reason

READ_PORTAL = "Overzicht van de cliënt bekijken"


@dataclass(frozen=True, slots=True)
class CareView:
    """One kind of care. `right_until` is there when it is a right against the municipality; `keeps` says in Dutch how
    it stands with it, and `at_least` that it may run longer. `awbz_until` is the last day of care of which no right
    goes on. `regime` is empty when billing said nothing about it (yet)."""

    care: str
    domain: str
    right_from: date | None
    right_until: date | None
    keeps: str
    at_least: bool
    awbz_until: date | None
    conditional: bool
    pgb: bool
    provider: str
    reasons: tuple[Reason, ...]
    regime: str
    regime_reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PortalView:
    """`provisional`: the amounts of the budget may still change, because the income is never known when it is granted
    and the own contribution depends on it. A minor pays none (RSA art. 2.6.7), so there nothing is open.
    `to_parents`: the page speaks to the parents, in the `voice` of the letter that they got. `to_do`: the letter's own
    text, as it is true today; empty when nothing is determined yet. `checking`: a part of the data is held back."""

    recipient: Recipient
    sender: Sender
    to_parents: bool
    voice: Voice
    determined_on: date | None
    care: Sequence[CareView]
    checking: bool
    to_do: Sequence[str]
    plan: Plan | None
    budget: Budget | None
    provisional: bool
    letters: Sequence[LetterView]


@allowed(*STAFF, Role.CLIENT, scope=Scope.OWN)
def show_portal(office: Office, user: User, client: str, today: date) -> PortalView:
    """A client sees its own page; `client` is for staff, who see the page of a client of their municipalities.
    `today` decides how the municipality is reached, what there is to do and what is over.

    Raises NotKnown and Forbidden.
    """
    known = office.queries.known(_whose(user, client))
    if user.role is not Role.CLIENT:
        check_municipality(user, known.recipient.municipality)
    office.read_log.write(user, [known.recipient.client_id], READ_PORTAL)
    domains = [one.domain for one in known.right.functions] if known.right else []
    to_parents = speaks_to_parents(is_minor(known.recipient.birth_date), domains)
    voice = parents_of(known.recipient.name) if to_parents else CLIENT
    return PortalView(
        recipient=known.recipient,
        sender=office.desk.senders.on(known.recipient.municipality, today),
        to_parents=to_parents,
        voice=voice,
        determined_on=known.right.determined_on if known.right else None,
        care=_care(known, voice, today),
        checking=bool(known.recipient.held_back_rows),
        to_do=_to_do(office, known, voice, today),
        plan=known.plan if known.right is None or known.right.needs_plan else None,
        budget=known.budget,
        provisional=not is_minor(known.recipient.birth_date),
        letters=[letter for letter in known.letters if letter.state in ("ready", "printed")],
    )


def _whose(user: User, client: str) -> str:
    if user.role is not Role.CLIENT:
        if not client:
            raise NotKnown("Kies eerst een cliënt. Open daarvoor de lijst met cliënten.")
        return client
    if client not in ("", user.client):
        raise Forbidden("U kunt alleen uw eigen overzicht bekijken.")
    return user.client


def _regimes(known: Known) -> Mapping[str, Regime]:
    return {regime.function_id: regime for regime in known.contribution.regimes} if known.contribution else {}


def _to_do(office: Office, known: Known, voice: Voice, today: date) -> tuple[str, ...]:
    """What the letter says, for today; nothing while client and right are of two revisions, one of them underway."""
    parts = complete(known.recipient, known.right, known.plan)
    if parts is None or parts.right.revision != parts.recipient.revision or _says_nothing(parts):
        return ()
    sender = office.desk.senders.on(known.recipient.municipality, today)
    return what_to_do(announcement_facts(parts, sender, office.desk.calendar, today), voice)


def _says_nothing(parts: Parts) -> bool:
    """For who died nothing is left to do; a part that is held back keeps nobody from the rest."""
    return bool(why_not(replace(parts, recipient=replace(parts.recipient, held_back_rows=0))))


def _care(known: Known, voice: Voice, today: date) -> list[CareView]:
    if known.right is None:
        return []
    regimes, planned = _regimes(known), known.right.needs_plan
    views = [_view(known.recipient, one, regimes.get(one.id)) for one in known.right.functions]
    return [
        replace(view, keeps=_keeps(view, voice, today), at_least=view.domain == "wmo-protected-living" and not planned)
        for view in views
    ]


def _keeps(care: CareView, voice: Voice, today: date) -> str:
    if care.right_until is not None and care.right_until < today:
        return voice.you_kept
    waits = care.right_from is not None and care.right_from > max(today, CHANGE_DAY)
    return voice.right_runs if waits or care.conditional else voice.you_keep


def _view(recipient: Recipient, right: FunctionRight, regime: Regime | None) -> CareView:
    kept = ends_at_municipality(right)
    delivered = {care.id: care for care in recipient.delivered}.get(right.id)
    return CareView(
        care=care_words(right.function, transport=delivered is not None and delivered.transport),
        domain=right.domain,
        right_from=right.right_from if kept else None,
        right_until=right.right_until if kept else None,
        keeps="",
        at_least=False,
        awbz_until=care_line(recipient, right).right_until if right.domain == "none" and delivered else None,
        conditional=right.conditional,
        pgb=right.pgb,
        provider=delivered.provider if delivered else "",
        reasons=right.reasons,
        regime=regime.regime if regime else "",
        regime_reasons=(regime.reason,) if regime else (),
    )
