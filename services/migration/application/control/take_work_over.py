"""A user takes over all that a colleague has in hand, for example when the colleague is ill."""

from dataclasses import dataclass, replace

from services.migration.application.control.ports import Recording
from services.migration.application.control.refresh_standings import refresh_standings
from services.migration.application.route.views import TAKERS
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused

NOTHING = "Deze collega heeft niets in handen bij de gemeenten waarvoor u werkt."


@dataclass(frozen=True, slots=True)
class TakeWorkOver:
    """`colleague`: the id of a user."""

    user: User
    colleague: str


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def take_work_over(work: Recording, command: TakeWorkOver) -> int:
    """In the municipalities of the user. Returns of how many persons. Raises Refused when there is nothing."""
    user = command.user
    taken = work.handled.taken_by(command.colleague, user.municipalities)
    if not taken or command.colleague == user.id:
        raise Refused(NOTHING)
    work.handled.take([replace(one, user_id=user.id, name=user.name, on=work.today) for one in taken])
    ids = sorted({one.client_id for one in taken})
    refresh_standings(work, ids)
    return len(ids)
