"""How people sign in: as themselves through an identity provider, or, in a demo, as whom they choose to be."""

from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPException
from urllib.error import HTTPError

from flask import Request
from marshmallow import ValidationError

from deploy.parked import DoesNotAnswer, fetched
from shared.access import User
from shared.clock import Clock
from shared.doors import OpenDoor, SignInDoor, read_doors
from shared.granting import Grants
from shared.settings import SettingsError, public_url, required
from shared.web.cookies import name_of
from shared.web.identity import Identity
from shared.web.signed_in import COOKIE, Ended, MeSchema, SignedInIdentity, SignIn, nothing_ended

SETTING, OIDC, DEMO = "ZL_IDENTITY", "oidc", "demo"
SIGN_IN, SIGN_OUT, OTHER_ROLE = "/intake/sign-in", "/intake/sign-out", "/intake/sign-in/choose"


def asked_for(environment: Mapping[str, str]) -> str:
    """Which way the setting names; empty when it names none. Raises SettingsError."""
    kind = environment.get(SETTING, "").strip()
    if kind not in ("", OIDC, DEMO):
        raise SettingsError(f"{SETTING} is {kind!r}; it must be {OIDC!r}, or {DEMO!r} for a trial")
    return kind


def sign_in_of(environment: Mapping[str, str], grants: Grants, ended: Ended, clock: Clock, session_key: str) -> SignIn:
    """For the process with the pages for it. Raises SettingsError."""
    site = site_address(environment)
    identity = SignedInIdentity(grants, clock, session_key, ended=ended, https=_by_https(site))
    return SignIn(identity, grants, ended, open_doors(environment), site, session_key)


def confirmed_identity(
    environment: Mapping[str, str], gateway: str, grants: Grants, clock: Clock, session_key: str
) -> "ConfirmedIdentity":
    """For a process that keeps grants, and no list of ended sessions. Raises SettingsError."""
    https = _by_https(site_address(environment))
    own = SignedInIdentity(grants, clock, session_key, ended=nothing_ended, https=https)
    return ConfirmedIdentity(own, AskedIdentity(gateway, https=https))


def asked_identity(environment: Mapping[str, str], gateway: str) -> "AskedIdentity":
    """For a process that keeps nothing. Raises SettingsError."""
    return AskedIdentity(gateway, https=_by_https(site_address(environment)))


def _by_https(site: str) -> bool:
    return site.startswith("https://")


def open_doors(environment: Mapping[str, str]) -> Mapping[SignInDoor, OpenDoor]:
    """At least one. Raises SettingsError."""
    doors = read_doors(environment)
    if not doors:
        raise SettingsError(
            "nobody can sign in: set ZL_OIDC_STAFF_ISSUER, ZL_OIDC_PROVIDER_ISSUER or ZL_OIDC_CLIENT_ISSUER, and what "
            "belongs to it"
        )
    return doors


def site_address(environment: Mapping[str, str]) -> str:
    """To which an identity provider sends people back. Raises SettingsError."""
    required(environment, "ZL_PUBLIC_URL")
    return public_url(environment).rstrip("/")


class AskedIdentity:
    """For a process that keeps no grants: it asks intake, with the session of whoever asks, at each request that has
    one. Raises DoesNotAnswer when intake does not, for then nobody knows what they may."""

    def __init__(self, gateway: str, *, https: bool) -> None:
        self._gateway = gateway
        self._cookie = name_of(COOKIE, https=https)

    def user(self, asked: Request, /) -> User | None:
        session = asked.cookies.get(self._cookie)
        if session is None:
            return None
        try:
            found: User = MeSchema().load(fetched(self._gateway, "intake", "me", f"{self._cookie}={session}"))
        except HTTPError as refused:
            if refused.code == HTTPStatus.UNAUTHORIZED:
                return None
            raise DoesNotAnswer(f"intake does not say who this is: {refused.code}") from refused
        except (OSError, HTTPException, ValueError, ValidationError) as fault:
            raise DoesNotAnswer(f"intake does not answer: {type(fault).__name__}") from fault
        return found


class ConfirmedIdentity:
    """For a service beside intake: its own copy says what one may, and intake whether the session goes on. Raises
    DoesNotAnswer."""

    def __init__(self, own: Identity, asked: Identity) -> None:
        self._own = own
        self._asked = asked

    def user(self, asked: Request, /) -> User | None:
        found = self._own.user(asked)
        confirmed = self._asked.user(asked) if found is not None else None
        return found if found is not None and confirmed is not None and confirmed.id == found.id else None
