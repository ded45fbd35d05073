"""One group that is prolonged, with how far it is."""

from dataclasses import dataclass

from services.migration.application.route.ports import Work
from services.migration.application.route.views import GroupView
from shared.access import STAFF, Scope, User, allowed, check_municipality


@dataclass(frozen=True, slots=True)
class ShowProlongation:
    user: User
    group_id: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_prolongation(work: Work, asked: ShowProlongation) -> GroupView:
    """Raises UnknownGroup, and Forbidden. No person is named in it but those who were left out or stand in the way."""
    group = work.prolongations.get(asked.group_id)
    check_municipality(asked.user, group.municipality)
    return GroupView(group, work.prolongations.members(asked.group_id))
