"""Brings back what the log tells of access and an older copy of the database does not know."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.intake.application.access.ports import LOCK, AccessWork
from services.intake.domain.access.grants import AccessGranted, AccessWithdrawn, Deed, Granting, GrantState
from shared.access import system


@dataclass(frozen=True, slots=True)
class Told:
    """What the log tells, and when it happened."""

    event: AccessGranted | AccessWithdrawn
    at: datetime


@system
def restore_grants(work: AccessWork, told: Sequence[Told]) -> None:
    """In the order of the log, in silence. Reasons and proposals that nobody confirmed stand in no log: they come from
    the copy, or not at all."""
    work.lock(LOCK)
    for each in told:
        match each.event:
            case AccessGranted():
                _granted(work, each.event, each.at)
            case AccessWithdrawn():
                _withdrawn(work, each.event, each.at)


def _granted(work: AccessWork, event: AccessGranted, at: datetime) -> None:
    by, confirmed = Deed("", event.proposed_by, at), Deed("", event.confirmed_by, at)
    if not work.grantings.has(event.grant.grant_id):
        work.grantings.add(Granting(event.grant, GrantState.GRANTED, by, confirmed=confirmed))
        return
    known = work.grantings.find(event.grant.grant_id)
    if known.state is GrantState.PROPOSED:
        work.grantings.save(replace(known, state=GrantState.GRANTED, confirmed=confirmed))


def _withdrawn(work: AccessWork, event: AccessWithdrawn, at: datetime) -> None:
    known = work.grantings.find(event.grant.grant_id)
    if known.state is GrantState.GRANTED:
        gone = Deed("", event.withdrawn_by, at)
        work.grantings.save(replace(known, state=GrantState.WITHDRAWN, withdrawn=gone))
