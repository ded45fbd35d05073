"""Somebody with more than one grant says as what they work now."""

from dataclasses import dataclass

from services.intake.application.sign_in.list_choices import ListChoices, list_choices
from services.intake.application.sign_in.ports import SignInWorks
from shared.access import Role, Scope, allowed
from shared.granting import Door, Grant
from shared.messaging.failures import Refused

CHOOSE = "Kies met welke rol u wilt werken."


@dataclass(frozen=True, slots=True)
class ChooseGrant:
    """`grant_id`: one that the account holds; `chosen`: the one that it wants."""

    door: Door
    grant_id: str
    chosen: str


@allowed(*Role, scope=Scope.NOBODY)
def choose_grant(works: SignInWorks, command: ChooseGrant) -> Grant:
    """Raises Refused for what is not of the same account."""
    found = list_choices(works, ListChoices(command.door, command.grant_id))
    chosen = next((grant for grant in found if grant.grant_id == command.chosen), None)
    if chosen is None:
        raise Refused(CHOOSE, {"grant": CHOOSE})
    return chosen
