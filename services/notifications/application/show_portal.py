"""The client's own page: until when which care, from whom and why, what happens next, and the letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.notifications.application.views import Known, LetterView, NotKnown, Office
from services.notifications.domain.announcing import care_name, ends_at_municipality, is_minor
from services.notifications.domain.client_facts import Budget, ClientRight, FunctionRight, Plan, Recipient, Regime
from services.notifications.domain.letter_facts import speaks_to_parents
from services.notifications.domain.letter_voice import CLIENT, Voice, parents_of
from services.notifications.domain.letters import Sender
from shared.access import STAFF, Forbidden, Role, Scope, User, allowed, check_municipality
from shared.law.reasons import Reason

READ_PORTAL = "Overzicht van de cliënt bekijken"


@dataclass(frozen=True, slots=True)
class CareView:
    """One kind of care. `right_until` is there when it is a right against the municipality. `regime` is empty when
    billing said nothing about it (yet)."""

    care: str
    domain: str
    right_from: date | None
    right_until: date | None
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
    `to_parents`: the page speaks to the parents, in the `voice` of the letter that they got."""

    recipient: Recipient
    sender: Sender
    to_parents: bool
    voice: Voice
    determined_on: date | None
    care: Sequence[CareView]
    plan: Plan | None
    budget: Budget | None
    provisional: bool
    letters: Sequence[LetterView]


@allowed(*STAFF, Role.CLIENT, scope=Scope.OWN)
def show_portal(office: Office, user: User, client: str, today: date) -> PortalView:
    """A client sees its own page; `client` is for staff, who see the page of a client of their municipalities.
    `today` decides how the municipality is reached.

    Raises NotKnown and Forbidden.
    """
    known = office.queries.known(_whose(user, client))
    if user.role is not Role.CLIENT:
        check_municipality(user, known.recipient.municipality)
    office.read_log.write(user, [known.recipient.client_id], READ_PORTAL)
    domains = [one.domain for one in known.right.functions] if known.right else []
    to_parents = speaks_to_parents(is_minor(known.recipient.birth_date), domains)
    return PortalView(
        recipient=known.recipient,
        sender=office.senders.on(known.recipient.municipality, today),
        to_parents=to_parents,
        voice=parents_of(known.recipient.name) if to_parents else CLIENT,
        determined_on=known.right.determined_on if known.right else None,
        care=_care(known.recipient, known.right, _regimes(known)),
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


def _care(recipient: Recipient, right: ClientRight | None, regimes: Mapping[str, Regime]) -> list[CareView]:
    return [_view(recipient, one, regimes.get(one.id)) for one in right.functions] if right else []


def _view(recipient: Recipient, right: FunctionRight, regime: Regime | None) -> CareView:
    kept = ends_at_municipality(right)
    delivered = {care.id: care for care in recipient.delivered}
    return CareView(
        care=care_name(right.function),
        domain=right.domain,
        right_from=right.right_from if kept else None,
        right_until=right.right_until if kept else None,
        conditional=right.conditional,
        pgb=right.pgb,
        provider=delivered[right.id].provider if right.id in delivered else "",
        reasons=right.reasons,
        regime=regime.regime if regime else "",
        regime_reasons=(regime.reason,) if regime else (),
    )
