"""Somebody stands before a door."""

from dataclasses import dataclass

from services.intake.application.sign_in.ports import ClosedDoor, SignInWorks
from services.intake.domain.sign_in.attempts import Attempt
from shared.access import Role, Scope, allowed
from shared.doors import SignInDoor


@dataclass(frozen=True, slots=True)
class BeginSignIn:
    """`anew`: the provider asks who somebody is, also when it still knows."""

    door: SignInDoor
    back: str
    anew: bool = False


@allowed(*Role, scope=Scope.NOBODY)
def begin_sign_in(works: SignInWorks, command: BeginSignIn) -> tuple[Attempt, str]:
    """What the browser keeps, and where it goes. Raises ClosedDoor and ProviderAway."""
    if command.door not in works.providers:
        raise ClosedDoor(command.door)
    return works.providers[command.door].begin(command.back, anew=command.anew)
