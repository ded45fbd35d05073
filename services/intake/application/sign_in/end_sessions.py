"""An identity provider tells that somebody signed out there: what they have here ends too (OpenID Connect Back-Channel
Logout 1.0)."""

from dataclasses import dataclass, field

from services.intake.application.sign_in.end_session import SECONDS_MAX
from services.intake.application.sign_in.ports import ClosedDoor, SignInWorks
from services.intake.domain.sign_in.attempts import NotSignedOut
from services.intake.domain.sign_in.marks import marks_to_end
from shared.access import Role, Scope, allowed
from shared.doors import SignInDoor


@dataclass(frozen=True, slots=True)
class EndSessions:
    """`token`: the provider's word, signed."""

    door: SignInDoor
    token: str = field(repr=False)


@allowed(*Role, scope=Scope.NOBODY)
def end_sessions(works: SignInWorks, command: EndSessions) -> None:
    """Raises NotSignedOut, also for what was told before, ClosedDoor and ProviderAway."""
    if command.door not in works.providers:
        raise ClosedDoor(command.door)
    told = works.providers[command.door].signed_out(command.token)
    now = works.now()
    with works.begin() as work:
        once = works.mark(command.door.value, "token", told.token_id)
        if not work.ended_sessions.use_once(once, now, max(now, told.until)):
            raise NotSignedOut("told before")
        work.ended_sessions.end(marks_to_end(works.mark, command.door, told), now, now + SECONDS_MAX)
