"""Lets a person who was forgotten be delivered again. They get another id: nothing of before comes back."""

from dataclasses import dataclass, replace

from services.intake.application.forgetting.ports import ForgettingWork
from services.intake.application.forgetting.propose_forgetting import FORGETTING, WHY_MAX
from services.intake.domain.forgetting.forgetting import Act, Lift, Stage
from shared.access import Role, Scope, User, allowed, check_municipality
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class LiftForgetting:
    user: User
    forgetting_id: str
    why: str


@allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
def lift_forgetting(work: ForgettingWork, command: LiftForgetting) -> None:
    """Rows that were held back stay so; a next delivery brings the person. Raises UnknownForgetting, Forbidden, and
    Refused for who is not forgotten, or may be delivered again already, and without a reason."""
    work.lock({FORGETTING})
    one = work.forgettings.find(command.forgetting_id)
    check_municipality(command.user, one.municipality)
    if one.stage is not Stage.FORGOTTEN or one.lifted is not None:
        raise Refused("Deze persoon is niet vergeten, of mag al weer worden aangeleverd. Kijk in de lijst.")
    why = command.why.strip()
    if not why or len(why) > WHY_MAX:
        said = f"Schrijf in één zin waarom, in hoogstens {WHY_MAX} tekens. Schrijf geen naam op."
        raise Refused(said, {"why": said})
    act = Act(command.user.id, command.user.name, work.today)
    work.forgettings.change(replace(one, lifted=Lift(act, why, work.delivered.last_checked())))
