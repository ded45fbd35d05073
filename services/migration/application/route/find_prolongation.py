"""One group that is prolonged, with what goes on of each of its members; nobody is named."""

from dataclasses import dataclass

from services.migration.application.route.ports import Work
from services.migration.application.route.views import GroupView
from shared.access import STAFF, Scope, User, allowed, check_municipality


@dataclass(frozen=True, slots=True)
class FindProlongation:
    user: User
    group_id: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def find_prolongation(work: Work, asked: FindProlongation) -> GroupView:
    """Raises UnknownGroup, and Forbidden."""
    group = work.prolongations.get(asked.group_id)
    check_municipality(asked.user, group.municipality)
    return GroupView(group, work.prolongations.members(asked.group_id))
