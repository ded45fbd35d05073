"""As what somebody who signed in may work: the grants of one account."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.application.sign_in.ports import SignInWorks
from shared.access import Role, Scope, allowed
from shared.granting import Door, Grant


@dataclass(frozen=True, slots=True)
class ListChoices:
    """`grant_id`: one of them, which says whose the others are."""

    door: Door
    grant_id: str


@allowed(*Role, scope=Scope.NOBODY)
def list_choices(works: SignInWorks, command: ListChoices) -> Sequence[Grant]:
    """None when the grant that was held does not hold any more: then one signs in again."""
    with works.read() as work:
        today = work.today
    held = works.grants.find(command.grant_id, today)
    if held is None or held.door is not command.door:
        return ()
    return works.grants.of(held.door, held.account, today)
