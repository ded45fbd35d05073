"""By which a session is found that a provider ends: made of what the provider calls the person and the session, so that
neither stands in a cookie or a table."""

from collections.abc import Callable, Sequence

from services.intake.domain.sign_in.attempts import Claimed, SignedOutThere
from shared.doors import SignInDoor

Mark = Callable[..., str]
"""Of words, which nobody finds out from it."""


def marks_of(mark: Mark, door: SignInDoor, claimed: Claimed) -> tuple[str, str]:
    """Of the person and of the session there. Who has no session that is named ends with any of theirs."""
    of_session = mark(door.value, "session there", claimed.session) if claimed.session else ""
    named = "subject" if claimed.session else "subject without a session"
    return mark(door.value, named, claimed.subject), of_session


def marks_to_end(mark: Mark, door: SignInDoor, told: SignedOutThere) -> Sequence[str]:
    """With a session, that one; without, all of the person."""
    found = []
    if told.session:
        found.append(mark(door.value, "session there", told.session))
    else:
        found.append(mark(door.value, "subject", told.subject))
    if told.subject:
        found.append(mark(door.value, "subject without a session", told.subject))
    return found
