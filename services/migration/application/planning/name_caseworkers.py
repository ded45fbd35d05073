"""Whom to choose from when somebody types a moment of their own: all of a small municipality, of a large one a few."""

from collections.abc import Collection
from dataclasses import dataclass

from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.views import NAMED_MAX, CaseworkerNames
from services.migration.domain.planning.caseworkers import Caseworker, Sought
from shared.access import STAFF, Scope, User, allowed, check_municipality


@dataclass(frozen=True, slots=True)
class NameCaseworkers:
    """`named`: letters in their name. `also`: ids of those who are among them in any case."""

    user: User
    municipality: str
    named: str = ""
    also: Collection[str] = ()


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def name_caseworkers(work: AppointmentWork, asked: NameCaseworkers) -> CaseworkerNames:
    """Raises Forbidden for a municipality that the user does not work for."""
    check_municipality(asked.user, asked.municipality)
    are_many = work.caseworkers.number(Sought(asked.municipality)) > NAMED_MAX
    found: list[Caseworker] = []
    if asked.named or not are_many:
        found += work.caseworkers.some(Sought(asked.municipality, named=asked.named), skip=0, take=NAMED_MAX)
    others = (work.caseworkers.get(each) for each in sorted({*asked.also} - {each.id for each in found}))
    found += [each for each in others if each is not None and each.municipality == asked.municipality]
    by_name = sorted(found, key=lambda each: (each.name, each.id))
    return CaseworkerNames({each.id: each.name for each in by_name}, are_many)
