"""What signing in asks of the world."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from services.intake.application.person.ports import Persons
from services.intake.domain.person.identity import Identities
from services.intake.domain.sign_in.attempts import Answer, Attempt, Claimed, SignedOutThere
from shared.doors import SignInDoor
from shared.granting import Grants


class ProviderAway(Exception):
    """An identity provider does not answer, or not as it should."""


class ClosedDoor(LookupError):
    """Nobody can sign in through this door here."""


class IdentityProvider(Protocol):
    """Who says who people are. `back`: where it sends the browser afterwards."""

    def begin(self, back: str, *, anew: bool) -> tuple[Attempt, str]:
        """A new try, and the address to which the browser goes. Raises ProviderAway."""

    def finish(self, attempt: Attempt, answer: Answer, back: str) -> Claimed:
        """Raises NotLetIn when what it says does not hold, and ProviderAway."""

    def sign_out_address(self, back: str) -> str | None:
        """Where one signs out of the provider itself; None when it has no such place. Raises ProviderAway."""

    def signed_out(self, token: str) -> SignedOutThere:
        """What the provider tells us without a browser. Raises NotSignedOut when it does not hold, and ProviderAway."""


class EndedSessions(Protocol):
    """Moments are seconds since 1970. What is ended is forgotten after `until`, when it would have ended by itself."""

    def end(self, marks: Iterable[str], at: int, until: int) -> None:
        """Whatever has one of these marks and began before `at`."""

    def use_once(self, mark: str, at: int, until: int) -> bool:
        """Whether it was not used before."""

    def sweep(self, now: int) -> int:
        """Forgets what ended by itself; how many."""


class SignInWork(Protocol):
    """One open transaction."""

    persons: Persons
    identities: Identities
    ended_sessions: EndedSessions

    @property
    def today(self) -> date: ...


class SignInWorks(Protocol):
    """`providers`: of the doors that are open."""

    @property
    def providers(self) -> Mapping[SignInDoor, IdentityProvider]: ...

    @property
    def grants(self) -> Grants: ...

    @property
    def accept_demo_numbers(self) -> bool:
        """Whether invented numbers pass as BSN."""

    def mark(self, *words: str) -> str:
        """By which the same words are found again, and nobody finds out what they were."""

    def now(self) -> int:
        """Seconds since 1970, of the real clock."""

    def read(self) -> AbstractContextManager[SignInWork]: ...

    def begin(self) -> AbstractContextManager[SignInWork]: ...
