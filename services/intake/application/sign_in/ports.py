"""What signing in asks of the world."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from services.intake.application.person.ports import Persons
from services.intake.domain.person.identity import Identities
from services.intake.domain.sign_in.attempts import Answer, Attempt, Claimed
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


class SignInWork(Protocol):
    """One open transaction, for reading."""

    persons: Persons
    identities: Identities

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

    def read(self) -> AbstractContextManager[SignInWork]: ...
