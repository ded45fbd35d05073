"""A session ends, in whatever browser a copy of it lies."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.application.sign_in.ports import SignInWorks
from shared.access import Role, Scope, allowed

SECONDS_MAX = 24 * 60 * 60
"""No session is longer: after this nobody has to know that it was ended."""


@dataclass(frozen=True, slots=True)
class EndSession:
    """By its marks."""

    marks: Sequence[str]


@allowed(*Role, scope=Scope.NOBODY)
def end_session(works: SignInWorks, command: EndSession) -> None:
    now = works.now()
    with works.begin() as work:
        work.ended_sessions.end(command.marks, now, now + SECONDS_MAX)
