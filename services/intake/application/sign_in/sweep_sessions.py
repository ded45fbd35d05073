"""Which sessions were ended is forgotten when they would have ended by themselves."""

from dataclasses import dataclass

from services.intake.application.sign_in.ports import SignInWork
from shared.access import system


@dataclass(frozen=True, slots=True)
class SweepSessions:
    """`now`: seconds since 1970, of the real clock."""

    now: int


@system
def sweep_sessions(work: SignInWork, command: SweepSessions) -> int:
    """How many."""
    return work.ended_sessions.sweep(command.now)
