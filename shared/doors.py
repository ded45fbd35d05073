"""The doors through which people sign in, each with the identity provider (OpenID Connect) that says who they are. All
by settings; a door without an issuer is closed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from shared.granting import Door
from shared.settings import SettingsError, required, secret

HERE = ("localhost", "127.0.0.1", "::1")
SCOPES = "openid"


class SignInDoor(StrEnum):
    STAFF = Door.STAFF.value
    PROVIDER = Door.PROVIDER.value
    CLIENT = "client"


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """`client_id` and `client_secret` are ours at the provider. `claim` names who signs in: an account, or for clients
    their BSN. `represented`: the claim with the BSN of the client for whom somebody else signs in; empty for none."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    claim: str
    scopes: str
    represented: str = ""


def read_doors(environment: Mapping[str, str]) -> Mapping[SignInDoor, OpenDoor]:
    """Those that are open, in the order in which people see them. Raises SettingsError that names what is missing or
    odd."""
    doors = {
        SignInDoor.STAFF: _door(
            environment,
            "ZL_OIDC_STAFF_ISSUER",
            "ZL_OIDC_STAFF_CLIENT_ID",
            "ZL_OIDC_STAFF_CLIENT_SECRET",
            "ZL_OIDC_STAFF_CLAIM",
            "ZL_OIDC_STAFF_SCOPES",
        ),
        SignInDoor.PROVIDER: _door(
            environment,
            "ZL_OIDC_PROVIDER_ISSUER",
            "ZL_OIDC_PROVIDER_CLIENT_ID",
            "ZL_OIDC_PROVIDER_CLIENT_SECRET",
            "ZL_OIDC_PROVIDER_CLAIM",
            "ZL_OIDC_PROVIDER_SCOPES",
        ),
        SignInDoor.CLIENT: _door(
            environment,
            "ZL_OIDC_CLIENT_ISSUER",
            "ZL_OIDC_CLIENT_CLIENT_ID",
            "ZL_OIDC_CLIENT_CLIENT_SECRET",
            "ZL_OIDC_CLIENT_BSN_CLAIM",
            "ZL_OIDC_CLIENT_SCOPES",
            "ZL_OIDC_CLIENT_REPRESENTED_CLAIM",
        ),
    }
    return {name: door for name, door in doors.items() if door is not None}


def _door(
    environment: Mapping[str, str],
    issuer: str,
    client_id: str,
    key: str,
    claim: str,
    scopes: str,
    represented: str = "",
) -> OpenDoor | None:
    names = (issuer, client_id, key, claim, scopes, represented)
    if not any(environment.get(name, "").strip() for name in names):
        return None
    door = OpenDoor(
        issuer=_issuer(environment, issuer),
        client_id=required(environment, client_id),
        client_secret=secret(environment, key, length_min=16),
        claim=required(environment, claim),
        scopes=environment.get(scopes, "").strip() or SCOPES,
        represented=environment.get(represented, "").strip() if represented else "",
    )
    if "openid" not in door.scopes.split():
        raise SettingsError(f"{scopes} is {door.scopes!r}; openid must be one of the words")
    if door.represented == door.claim:
        raise SettingsError(f"{represented} and {claim} are both {door.claim!r}; they name two persons")
    return door


def _issuer(environment: Mapping[str, str], name: str) -> str:
    """By https, except on this machine: whoever can change what a provider says can be anybody."""
    value = required(environment, name)
    parts = urlsplit(value)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HERE):
        raise SettingsError(f"{name} is {value!r}; it must be an address that begins with https://")
    if not parts.hostname or parts.query or parts.fragment:
        raise SettingsError(f"{name} is {value!r}; it must be an address like https://login.example.org")
    return value
