"""The groups that are prolonged in the municipalities of a user, the last one first."""

from collections.abc import Sequence

from services.migration.application.route.ports import Work
from services.migration.application.route.views import GroupView
from shared.access import STAFF, Scope, User, allowed


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_prolongations(work: Work, user: User) -> Sequence[GroupView]:
    return [
        GroupView(group, work.prolongations.members(group.id)) for group in work.prolongations.of(user.municipalities)
    ]
