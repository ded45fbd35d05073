"""One group that is prolonged, with how far it is."""

from dataclasses import dataclass, replace

from services.migration.application.route.ports import Work
from services.migration.application.route.views import GroupView
from shared.access import STAFF, Scope, User, allowed, check_municipality
from shared.looks.purpose import listing

PURPOSE = listing("left-out-of-prolongation", "nakijken van wie niet wordt verlengd")


@dataclass(frozen=True, slots=True)
class ShowProlongation:
    user: User
    group_id: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_prolongation(work: Work, asked: ShowProlongation) -> GroupView:
    """Raises UnknownGroup, and Forbidden. No person is named in it but those who were left out or stand in the
    way; of each of them it is a line in the read log."""
    group = work.prolongations.get(asked.group_id)
    check_municipality(asked.user, group.municipality)
    found = GroupView(group, work.prolongations.members(asked.group_id))
    named = sorted({one.client_id for one in (*found.blocking, *found.left_out)})
    work.read_log.write(asked.user, named, PURPOSE)
    return replace(found, names={one: work.route_clients.client(one).name for one in named})
