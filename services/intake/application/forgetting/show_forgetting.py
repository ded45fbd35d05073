"""One forgetting: what was proposed, by whom, and how it stands."""

from dataclasses import dataclass

from services.intake.application.forgetting.list_forgettings import READERS
from services.intake.application.forgetting.ports import ForgettingWork
from services.intake.domain.forgetting.forgetting import Forgetting
from shared.access import Scope, User, allowed, check_municipality


@dataclass(frozen=True, slots=True)
class ShowForgetting:
    user: User
    forgetting_id: str


@allowed(*READERS, scope=Scope.MUNICIPALITY)
def show_forgetting(work: ForgettingWork, command: ShowForgetting) -> Forgetting:
    """Raises UnknownForgetting and Forbidden."""
    one = work.forgettings.find(command.forgetting_id)
    check_municipality(command.user, one.municipality)
    return one
