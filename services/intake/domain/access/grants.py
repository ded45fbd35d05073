"""Who may be granted what. A grant is proposed by one functional manager and confirmed by another; nobody does either
for themselves, whatever the role. Taking a right away needs one person and works at once."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from shared.access import Role, User
from shared.granting import Door, Grant, account_of
from shared.identifiers import is_agb
from shared.messaging.failures import Refused

ACCOUNT_MAX, NAME_MAX, WHY_MAX = 200, 100, 500
DOORS = {
    Role.CASEWORKER: Door.STAFF,
    Role.FUNCTIONAL_MANAGER: Door.STAFF,
    Role.FINANCE: Door.STAFF,
    Role.AUDITOR: Door.STAFF,
    Role.PROVIDER: Door.PROVIDER,
}
"""Which roles can be granted, and through which door one comes in with them. A client needs no grant."""


class GrantState(StrEnum):
    PROPOSED = "proposed"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Standing(StrEnum):
    """Where a grant stands on a day."""

    PROPOSED = "proposed"
    HOLDS = "holds"
    LATER = "later"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did to a grant. `by` is their id; empty for what the installation did itself."""

    by: str
    name: str
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Granting:
    """A grant with its history. `replaces`: the id of the grant that ends when this one is confirmed."""

    grant: Grant
    state: GrantState
    proposed: Deed
    confirmed: Deed | None = None
    refused: Deed | None = None
    withdrawn: Deed | None = None
    replaces: str | None = None

    @property
    def id(self) -> str:
        return self.grant.grant_id

    def standing_on(self, day: date) -> Standing:
        if self.state is not GrantState.GRANTED:
            return Standing(self.state.value)
        if day < self.grant.begins_on:
            return Standing.LATER
        return Standing.HOLDS if self.grant.holds_on(day) else Standing.ENDED


@dataclass(frozen=True, slots=True)
class AccessGranted:
    grant: Grant
    proposed_by: str
    confirmed_by: str


@dataclass(frozen=True, slots=True)
class AccessWithdrawn:
    grant: Grant
    withdrawn_by: str


def check_grant(grant: Grant, served: frozenset[str], today: date) -> None:
    """Raises Refused with what is wrong, by field."""
    wrong = {**_wrong_person(grant), **_wrong_place(grant, served), **_wrong_days(grant, today)}
    if wrong:
        raise Refused("Deze toegang kan niet zo.", wrong)


def _wrong_person(grant: Grant) -> dict[str, str]:
    wrong = {}
    if not _is_account(grant.account):
        wrong["account"] = "Vul het account in zoals iemand zich aanmeldt, zonder spaties en met gewone letters."
    elif len(grant.account) > ACCOUNT_MAX:
        wrong["account"] = f"Het account is te lang. Er passen {ACCOUNT_MAX} tekens in."
    if not grant.name.strip() or not grant.name.isprintable():
        wrong["name"] = "Vul de naam in."
    elif len(grant.name) > NAME_MAX:
        wrong["name"] = f"De naam is te lang. Er passen {NAME_MAX} tekens in."
    if grant.role not in DOORS:
        wrong["role"] = "Een cliënt krijgt hier geen toegang: die meldt zich aan met DigiD en ziet alleen zichzelf."
    return wrong


def _is_account(text: str) -> bool:
    """Two accounts that look the same are the same: what cannot be seen is in none."""
    return (
        bool(text)
        and text.isprintable()
        and " " not in text
        and text == account_of(text) == unicodedata.normalize("NFKC", text)
    )


def _wrong_place(grant: Grant, served: frozenset[str]) -> dict[str, str]:
    """A provider sees its own clients, wherever they live; staff sees those of municipalities."""
    if grant.role is Role.PROVIDER:
        if not is_agb(grant.provider):
            return {"provider": "Vul de AGB-code van de aanbieder in: acht cijfers."}
        if grant.municipalities:
            return {"municipalities": "Een aanbieder ziet de eigen cliënten in elke gemeente. Kies geen gemeenten."}
        return {} if grant.door is Door.PROVIDER else {"role": "Een aanbieder meldt zich aan met eHerkenning."}
    if grant.provider:
        return {"provider": "Een AGB-code hoort alleen bij een aanbieder. Laat dit leeg."}
    if not grant.municipalities:
        return {"municipalities": "Kies voor welke gemeenten deze persoon werkt."}
    if grant.municipalities - served:
        return {"municipalities": "Kies alleen gemeenten waarvoor dit systeem werkt."}
    return {} if grant.door is Door.STAFF else {"role": "Een medewerker meldt zich aan via de eigen gemeente."}


def _wrong_days(grant: Grant, today: date) -> dict[str, str]:
    if grant.ends_on is None:
        return {}
    if grant.ends_on < grant.begins_on:
        return {"ends_on": "De laatste dag ligt voor de eerste. Controleer de dagen."}
    return {"ends_on": "De laatste dag is al voorbij. Kies een latere."} if grant.ends_on < today else {}


def check_new(grant: Grant, known: Iterable[Granting]) -> None:
    """`known`: what was granted or proposed to the same account. Raises Refused for what is there already: of two
    grants of one right, who withdraws sees one."""
    for other in known:
        open_still = other.state in (GrantState.PROPOSED, GrantState.GRANTED)
        if open_still and _says_the_same(grant, other.grant):
            words = "al voorgesteld" if other.state is GrantState.PROPOSED else "al gegeven"
            raise Refused(
                f"Deze rol is voor deze dagen {words} aan dit account. Wijzig die toegang, of trek haar in.",
                {"account": f"Deze rol is voor deze dagen {words} aan dit account."},
            )


def _says_the_same(one: Grant, other: Grant) -> bool:
    same = (one.door, one.account, one.role, one.provider) == (other.door, other.account, other.role, other.provider)
    together = one.municipalities & other.municipalities or not one.municipalities
    apart = (one.ends_on is not None and one.ends_on < other.begins_on) or (
        other.ends_on is not None and other.ends_on < one.begins_on
    )
    return same and bool(together) and not apart


def check_not_oneself(grant: Grant, user: User) -> None:
    if user.id == grant.user_id:
        raise Refused("Dit gaat over uw eigen account. Laat twee anderen dit doen.")


def proposed(grant: Grant, deed: Deed, replaces: str | None = None) -> Granting:
    return Granting(grant, GrantState.PROPOSED, deed, replaces=replaces)


def confirmed(granting: Granting, deed: Deed) -> Granting:
    """Raises Refused for who proposed it, and for what is no proposal any more."""
    _check_open(granting)
    if deed.by == granting.proposed.by:
        raise Refused("U stelde dit zelf voor. Een andere functioneel beheerder moet het bevestigen.")
    return replace(granting, state=GrantState.GRANTED, confirmed=deed)


def refused(granting: Granting, deed: Deed) -> Granting:
    """Whoever proposed it may take it back so. Raises Refused for what is no proposal any more."""
    _check_open(granting)
    _check_why(deed)
    return replace(granting, state=GrantState.REFUSED, refused=deed)


def withdrawn(granting: Granting, deed: Deed) -> Granting:
    """Raises Refused for what was never granted, or was withdrawn already."""
    if granting.state is not GrantState.GRANTED:
        raise Refused("Deze toegang is niet gegeven, of al ingetrokken. Er valt niets in te trekken.")
    _check_why(deed)
    return replace(granting, state=GrantState.WITHDRAWN, withdrawn=deed)


def _check_open(granting: Granting) -> None:
    if granting.state is not GrantState.PROPOSED:
        raise Refused("Over dit voorstel is al beslist. Laad de pagina opnieuw.")


def _check_why(deed: Deed) -> None:
    if not deed.why.strip():
        raise Refused("Schrijf op waarom.", {"why": "Schrijf op waarom."})
    if len(deed.why) > WHY_MAX:
        raise Refused("De reden is te lang.", {"why": f"De reden is te lang. Er passen {WHY_MAX} tekens in."})
