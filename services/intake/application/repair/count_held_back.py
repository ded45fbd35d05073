"""How many persons are held back."""

from services.intake.application.delivery.views import Seen
from services.intake.application.repair.ports import RepairWork
from services.intake.application.repair.views import HeldBackFilter
from shared.access import STAFF, Scope, User, allowed


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def count_held_back(work: RepairWork, user: User) -> int:
    """In the user's municipalities. A number names nobody, so the read log hears nothing."""
    return work.queries.count_held_back_persons(Seen.by(user, work.region.codes), HeldBackFilter())
