"""Somebody leaves."""

from dataclasses import dataclass

from services.intake.application.sign_in.ports import SignInWorks
from shared.access import Role, Scope, allowed
from shared.doors import SignInDoor


@dataclass(frozen=True, slots=True)
class SignOut:
    door: SignInDoor
    back: str


@allowed(*Role, scope=Scope.NOBODY)
def sign_out(works: SignInWorks, command: SignOut) -> str | None:
    """Where one signs out of the identity provider too; None when there is no such place. Raises ProviderAway."""
    provider = works.providers.get(command.door)
    return provider.sign_out_address(command.back) if provider is not None else None
