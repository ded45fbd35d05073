"""A try to sign in: what was made up for it, what came back, and why somebody does not get in."""

from dataclasses import dataclass, field
from enum import StrEnum

from shared.doors import SignInDoor


class Why(StrEnum):
    """Why somebody does not get in. None of these says who is known."""

    STALE = "stale"  # it was not begun in this browser, or too long ago
    STOPPED = "stopped"  # the person, or the provider, broke it off
    NOT_TRUE = "not-true"  # what the provider seems to say does not hold
    UNKNOWN = "unknown"  # the provider knows the person, and nothing here is for them


class NotLetIn(Exception):
    """`detail` is a word of our own for the log."""

    def __init__(self, why: Why, detail: str) -> None:
        super().__init__(detail)
        self.why = why
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was made up for this try alone; only the browser in which it began has it. `state` comes back with the
    browser, `nonce` in the token, and whoever fetches the token shows the `verifier`."""

    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the browser brings back. `issuer` is empty when the provider does not name itself."""

    state: str
    code: str = field(repr=False)
    error: str
    issuer: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """Whom the provider says that this is: an account, or for clients a BSN. `represented`: the BSN of the client for
    whom somebody comes; None when they come for themselves. `subject`: what the provider calls this person, and
    `session` their session there; empty when it names none."""

    holder: str = field(repr=False)
    represented: str | None = field(repr=False)
    subject: str = field(default="", repr=False)
    session: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Entered:
    """Who got in. `holds`: the ids of the grants of which one is to be chosen, or the id of the client. `subject` and
    `at_provider`: marks by which the provider can end the session, empty for what it does not name."""

    door: SignInDoor
    user_id: str
    holds: tuple[str, ...]
    subject: str = field(default="", repr=False)
    at_provider: str = field(default="", repr=False)


class NotSignedOut(Exception):
    """What seems to be a provider's word that somebody signed out does not hold. The message is a word of our own."""


@dataclass(frozen=True, slots=True)
class SignedOutThere:
    """Somebody signed out at the provider: everywhere when it names no `session`, otherwise there. One of the two may
    be empty. `token_id` is the name of this word of the provider, which is too old after `until` (seconds since
    1970)."""

    subject: str = field(repr=False)
    session: str = field(repr=False)
    token_id: str
    until: int

    def __post_init__(self) -> None:
        if not self.subject and not self.session:
            raise NotSignedOut("nobody and no session")
