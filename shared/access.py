"""Who may do what. Every route and every use case names its roles and whose data it is for.

`allowed` marks a function; the web kernel refuses to start with a route that is not marked, and a house test fails for
a use case that is not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from shared.municipalities import UnknownMunicipality, municipality_name

F = TypeVar("F", bound=Callable[..., Any])
ACCESS = "__access__"


class Role(StrEnum):
    CASEWORKER = "caseworker"
    FUNCTIONAL_MANAGER = "functional-manager"
    FINANCE = "finance"
    PROVIDER = "provider"
    CLIENT = "client"
    AUDITOR = "auditor"


class Scope(StrEnum):
    """Whose data a function touches."""

    MUNICIPALITY = "municipality"  # persons of the municipalities that the user works for
    OWN = "own"  # a client's own data, or a provider's own clients
    NOBODY = "nobody"  # no personal data at all
    SYSTEM = "system"  # run by an event, the clock or a command, never by a signed-in user


class Forbidden(Exception):
    """The user may not do this. The message is Dutch and says what is missing."""


@dataclass(frozen=True, slots=True)
class Access:
    roles: frozenset[Role]
    scope: Scope


@dataclass(frozen=True, slots=True)
class User:
    """Who is signed in. `municipalities` are codes like 0273; a provider has an AGB code, a client a client id."""

    id: str
    name: str
    role: Role
    municipalities: frozenset[str] = frozenset()
    provider: str = ""
    client: str = ""

    def may_see(self, municipality: str) -> bool:
        return municipality in self.municipalities


def allowed(*roles: Role, scope: Scope) -> Callable[[F], F]:
    """Marks a route or use case with who may call it and whose data it touches."""
    if bool(roles) == (scope is Scope.SYSTEM):
        raise ValueError("name the roles; only what the system itself runs has none")

    def mark(function: F) -> F:
        setattr(function, ACCESS, Access(frozenset(roles), scope))
        return function

    return mark


def system(function: F) -> F:
    """Marks a use case that only an event, the clock or a command runs."""
    setattr(function, ACCESS, Access(frozenset(), Scope.SYSTEM))
    return function


STAFF = (Role.CASEWORKER, Role.FUNCTIONAL_MANAGER, Role.AUDITOR)


def check(user: User, access: Access) -> None:
    """Raises Forbidden when the user's role is not among those that were named."""
    if user.role not in access.roles:
        raise Forbidden(f"Met de rol '{ROLE_NAMES[user.role]}' kunt u dit niet openen. Kies een andere rol.")


def check_municipality(user: User, municipality: str) -> None:
    """Raises Forbidden when the user does not work for this municipality."""
    if not user.may_see(municipality):
        raise Forbidden(f"Deze gegevens zijn van {_in_words(municipality)}. Daar werkt u niet voor.")


def towns_asked(user: User, municipality: str | None) -> frozenset[str]:
    """The one that was asked for, or all that the user works for. Raises Forbidden."""
    if municipality is None:
        return user.municipalities
    check_municipality(user, municipality)
    return frozenset({municipality})


def _in_words(municipality: str) -> str:
    """By name. The code may come from an address that somebody changed, so it need not be one that we know."""
    try:
        return f"de gemeente {municipality_name(municipality)}"
    except UnknownMunicipality:
        return "een gemeente die wij niet kennen"


ROLE_NAMES = {
    Role.CASEWORKER: "consulent",
    Role.FUNCTIONAL_MANAGER: "functioneel beheerder",
    Role.FINANCE: "financiën",
    Role.PROVIDER: "aanbieder",
    Role.CLIENT: "cliënt",
    Role.AUDITOR: "auditor",
}
