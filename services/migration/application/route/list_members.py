"""Who is in a group that is prolonged, and what goes on of each: a page, or all. Each is a line in the read log.

Who went to live in another municipality is counted, and not shown: their file is that one's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from services.migration.application.route.find_prolongation import FindProlongation, find_prolongation
from services.migration.application.route.ports import Work
from services.migration.application.route.views import MemberLine
from shared.access import STAFF, Scope, User, allowed
from shared.looks.purpose import listing

PURPOSE = listing("prolongation-members", "nakijken van een verlenging")
PER_PAGE = 50
AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class ListMembers:
    """`page`: from 1; None for everybody."""

    user: User
    group_id: str
    page: int | None = None


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_members(work: Work, asked: ListMembers) -> Sequence[MemberLine]:
    """In the order of the waves; who was left out from the start stands last. Raises UnknownGroup, and Forbidden."""
    group = find_prolongation(work, FindProlongation(asked.user, asked.group_id))
    if asked.page is not None:
        found = list(work.prolongations.lines(asked.group_id, skip=(asked.page - 1) * PER_PAGE, take=PER_PAGE))
    else:
        parts = range(0, len(group.members), AT_ONCE)
        found = [each for skip in parts for each in work.prolongations.lines(asked.group_id, skip=skip, take=AT_ONCE)]
    seen = [each if asked.user.may_see(each.municipality) else each.without_who() for each in found]
    work.read_log.write(asked.user, [each.client_id for each in seen if not each.moved_away], PURPOSE)
    return seen
