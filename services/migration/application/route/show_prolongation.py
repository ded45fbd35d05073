"""One group that is prolonged, with how far it is."""

from dataclasses import dataclass, replace

from services.migration.application.route.find_prolongation import FindProlongation, find_prolongation
from services.migration.application.route.ports import Work
from services.migration.application.route.views import GroupView
from services.migration.domain.route.prolonging import moved_member
from shared.access import STAFF, Scope, User, allowed
from shared.looks.purpose import listing

PURPOSE = listing("left-out-of-prolongation", "nakijken van wie niet wordt verlengd")


@dataclass(frozen=True, slots=True)
class ShowProlongation:
    user: User
    group_id: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_prolongation(work: Work, asked: ShowProlongation) -> GroupView:
    """Raises UnknownGroup, and Forbidden. No person is named in it but those who were left out or stand in the
    way, and live where the user works; of each of them it is a line in the read log."""
    found = find_prolongation(work, FindProlongation(asked.user, asked.group_id))
    clients = [work.route_clients.client(one) for one in {one.client_id for one in (*found.blocking, *found.left_out)}]
    names = {one.client_id: one.name for one in clients if asked.user.may_see(one.municipality)}
    work.read_log.write(asked.user, sorted(names), PURPOSE)
    away = {one.client_id for one in clients} - set(names)
    members = [moved_member(one) if one.client_id in away else one for one in found.members]
    return replace(found, members=members, names=names)
