"""Grants the first two functional managers, who grant everybody else: by a command, once."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.application.access.ports import LOCK, AccessWork
from services.intake.domain.access.grants import AccessGranted, Deed, Granting, GrantState, check_grant
from shared.access import Role, system
from shared.granting import Door, Grant, account_of
from shared.messaging.failures import Refused

INSTALLATION = "de opdracht first-managers"


@dataclass(frozen=True, slots=True)
class Somebody:
    account: str
    name: str


@dataclass(frozen=True, slots=True)
class GrantFirstManagers:
    people: tuple[Somebody, Somebody]


@system
def grant_first_managers(work: AccessWork, command: GrantFirstManagers) -> Sequence[Grant]:
    """For all municipalities of the region, from today on. Raises Refused when there was ever a functional manager:
    then people grant."""
    work.lock(LOCK)
    if work.grantings.was_ever_managed():
        raise Refused("er is al een functioneel beheerder geweest. Geef toegang op het scherm Toegang, met twee mensen")
    grants = [_grant(work, each) for each in command.people]
    if len({each.account.casefold() for each in grants}) < len(grants):
        raise Refused("dit is twee keer hetzelfde account. Noem twee mensen: de een stelt voor, de ander bevestigt")
    by = Deed("", INSTALLATION, work.moment)
    for grant in grants:
        work.grantings.add(Granting(grant, GrantState.GRANTED, by, confirmed=by))
        work.record(AccessGranted(grant, proposed_by=INSTALLATION, confirmed_by=INSTALLATION))
    return grants


def _grant(work: AccessWork, person: Somebody) -> Grant:
    grant = Grant(
        grant_id=str(uuid.uuid4()),
        door=Door.STAFF,
        account=account_of(person.account),
        name=person.name.strip(),
        role=Role.FUNCTIONAL_MANAGER,
        municipalities=work.region.codes,
        provider="",
        begins_on=work.today,
        ends_on=None,
    )
    try:
        check_grant(grant, work.region.codes, work.today)
    except Refused as wrong:
        raise Refused(" ".join(wrong.fields.values())) from wrong
    return grant
