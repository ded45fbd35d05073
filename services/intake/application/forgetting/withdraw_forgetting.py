"""Withdraws a proposal to forget a client."""

from dataclasses import dataclass, replace

from services.intake.application.forgetting.ports import ForgettingWork
from services.intake.application.forgetting.propose_forgetting import FORGETTING
from services.intake.domain.forgetting.forgetting import Act, Stage
from shared.access import Role, Scope, User, allowed, check_municipality
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class WithdrawForgetting:
    user: User
    forgetting_id: str


@allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
def withdraw_forgetting(work: ForgettingWork, command: WithdrawForgetting) -> None:
    """Raises UnknownForgetting, Forbidden, and Refused for what is no proposal any more."""
    work.lock({FORGETTING})
    one = work.forgettings.find(command.forgetting_id)
    check_municipality(command.user, one.municipality)
    if one.stage is not Stage.PROPOSED:
        raise Refused("Dit is geen voorstel meer. Kijk in de lijst hoe het ervoor staat.")
    act = Act(command.user.id, command.user.name, work.today)
    work.forgettings.change(replace(one, withdrawn=act))
