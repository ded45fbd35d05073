"""People who signed in as themselves: a session says which grant they hold, and the grant says what they may.

A grant is looked up at each request, so whoever lost it is nobody at the next click. The browser keeps our own ids and
no role, name or number of anybody.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Request
from marshmallow import fields as ma
from marshmallow import post_load
from werkzeug.wrappers import Response

from shared.access import Role, User
from shared.clock import Clock
from shared.doors import OpenDoor, SignInDoor
from shared.granting import Grants
from shared.web.cookies import Now, SignedCookie
from shared.web.fields import DutchSchema
from shared.web.sessions import Sessions

COOKIE = "zl_session"
CLIENT, REPRESENTATIVE = "Cliënt", "Vertegenwoordiger"
"""Of clients we know no name here."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """`holds`: the id of a grant, or of the client for whom one comes. A client's `user_id` is the client id; who comes
    for a client has another."""

    door: SignInDoor
    user_id: str
    holds: str


class SignedInIdentity:
    """`grants`: what this process knows of them. `https`: people reach us by https only."""

    def __init__(self, grants: Grants, clock: Clock, session_key: str, *, https: bool, now: Now = time.time) -> None:
        self._grants = grants
        self._clock = clock
        self._sessions = Sessions(COOKIE, session_key, now, https=https)

    def user(self, asked: Request, /) -> User | None:
        signed_in = self.signed_in(asked)
        if signed_in is None:
            return None
        if signed_in.door is SignInDoor.CLIENT:
            name = CLIENT if signed_in.user_id == signed_in.holds else REPRESENTATIVE
            return User(signed_in.user_id, name, Role.CLIENT, client=signed_in.holds)
        grant = self._grants.find(signed_in.holds, self._clock.today())
        if grant is None or grant.door.value != signed_in.door.value:
            return None
        return grant.user(signed_in.user_id)

    def signed_in(self, asked: Request) -> SignedIn | None:
        """What the session says; whether the grant still holds is another question."""
        match self._sessions.read(asked):
            case [str(door), str(user_id), str(holds)] if door in list(SignInDoor):
                return SignedIn(SignInDoor(door), user_id, holds)
        return None

    def let_in(self, response: Response, signed_in: SignedIn) -> None:
        self._sessions.begin(response, [signed_in.door.value, signed_in.user_id, signed_in.holds])

    def let_out(self, response: Response) -> None:
        self._sessions.end(response)


@dataclass(frozen=True, slots=True)
class SignIn:
    """All that the pages for signing in need. `public_url`: the address of the site, to which a provider sends people
    back."""

    identity: SignedInIdentity
    grants: Grants
    doors: Mapping[SignInDoor, OpenDoor]
    public_url: str
    session_key: str = field(repr=False)
    now: Now = time.time

    def cookie(self, name: str) -> SignedCookie:
        return SignedCookie(name, self.session_key, self.now, https=self.public_url.startswith("https://"))


class MeSchema(DutchSchema):
    """A user as intake tells of them to a process that keeps no grants."""

    id = ma.String(required=True, metadata={"description": "Ons kenmerk van deze persoon"})
    name = ma.String(required=True, metadata={"description": "Naam, of alleen in welke hoedanigheid"})
    role = ma.Enum(Role, by_value=True, required=True, metadata={"description": "Rol"})
    municipalities = ma.List(ma.String(), required=True, metadata={"description": "Codes van de eigen gemeenten"})
    provider = ma.String(required=True, metadata={"description": "AGB-code van de aanbieder, of leeg"})
    client = ma.String(required=True, metadata={"description": "Kenmerk van de cliënt om wie het gaat, of leeg"})

    @post_load
    def as_user(self, found: dict[str, Any], **_: Any) -> User:
        return User(**{**found, "municipalities": frozenset(found["municipalities"])})
