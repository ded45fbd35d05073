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
from shared.web.signed_in import COOKIE, MeSchema, SignedInIdentity, SignIn

SETTING, OIDC, DEMO = "ZL_IDENTITY", "oidc", "demo"
SIGN_IN, SIGN_OUT, OTHER_ROLE = "/intake/sign-in", "/intake/sign-out", "/intake/sign-in/choose"


def asked_for(environment: Mapping[str, str]) -> str:
    """Which way the setting names; empty when it names none. Raises SettingsError."""
    kind = environment.get(SETTING, "").strip()
    if kind not in ("", OIDC, DEMO):
        raise SettingsError(f"{SETTING} is {kind!r}; it must be {OIDC!r}, or {DEMO!r} for a trial")
    return kind


def identity_of(environment: Mapping[str, str], grants: Grants, clock: Clock, session_key: str) -> SignedInIdentity:
    """Raises SettingsError."""
    return SignedInIdentity(grants, clock, session_key, https=site_address(environment).startswith("https://"))


def sign_in_of(environment: Mapping[str, str], grants: Grants, clock: Clock, session_key: str) -> SignIn:
    """For the process with the pages for it. Raises SettingsError."""
    identity = identity_of(environment, grants, clock, session_key)
    return SignIn(identity, grants, open_doors(environment), site_address(environment), session_key)


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
