"""People who signed in as themselves: a session says which grant they hold, and the grant says what they may.

A grant is looked up at each request, so whoever lost it is nobody at the next click; and so is whether the session was
ended, so a copy of its cookie is worth nothing after it. The browser keeps our own ids and no role, name or number of
anybody.
"""

import time
from collections.abc import Callable, Mapping, Sequence
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
from shared.web.sessions import Session, Sessions, mark_of

COOKIE = "zl_session"
CLIENT, REPRESENTATIVE = "Cliënt", "Vertegenwoordiger"
"""Of clients we know no name here."""


Ended = Callable[[Sequence[str], float], bool]
"""Whether what has one of these marks was ended at that moment (seconds since 1970) or later."""


def nothing_ended(_marks: Sequence[str], _since: float) -> bool:
    """For a process that keeps no list of it, and asks whoever does."""
    return False


@dataclass(frozen=True, slots=True)
class SignedIn:
    """`holds`: the id of a grant, or of the client for whom one comes. A client's `user_id` is the client id; who comes
    for a client has another. `subject` and `at_provider` are marks: of who somebody is to the identity provider, and of
    the session there, empty where the provider names none. `sign_in`: the mark of this one sign-in, which all that
    comes of it carries, also in another role. `began`: when that was, in seconds since 1970. `session`: the mark of our
    own, empty until it begins."""

    door: SignInDoor
    user_id: str
    holds: str
    sign_in: str = field(repr=False)
    began: int
    subject: str = field(default="", repr=False)
    at_provider: str = field(default="", repr=False)
    session: str = field(default="", repr=False)

    @property
    def marks(self) -> Sequence[str]:
        """By each of which it can be ended."""
        return [mark for mark in (self.session, self.sign_in, self.subject, self.at_provider) if mark]


class SignedInIdentity:
    """`grants`: what this process knows of them; `ended`: what it knows of sessions. `https`: people reach us by https
    only."""

    def __init__(
        self, grants: Grants, clock: Clock, session_key: str, *, ended: Ended, https: bool, now: Now = time.time
    ) -> None:
        self._grants = grants
        self._clock = clock
        self._key = session_key
        self._ended = ended
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
        """What the session says, unless it was ended; whether the grant still holds is another question."""
        found = self._held_by(self._sessions.read(asked))
        return None if found is None or self._ended(found.marks, found.began) else found

    def came_with(self, asked: Request) -> SignedIn | None:
        """What the session says, also when it is over: for who ends what may have come of it elsewhere."""
        return self._held_by(self._sessions.came_with(asked))

    def let_in(self, response: Response, signed_in: SignedIn) -> None:
        """Begins a session, of an id that there was not before. It is over when any other of the same sign-in is."""
        ours = (signed_in.door.value, signed_in.user_id, signed_in.holds, signed_in.sign_in)
        self._sessions.begin(response, [*ours, signed_in.subject, signed_in.at_provider], signed_in.began)

    def let_out(self, response: Response) -> None:
        """Takes the session from this browser. What ends it for every copy of the cookie is for who keeps the list."""
        self._sessions.end(response)

    def _held_by(self, session: Session | None) -> SignedIn | None:
        match session:
            case Session([str(door), str(user_id), str(holds), str(sign_in), str(subject), str(at_provider)], began):
                if door in list(SignInDoor):
                    own = mark_of(self._key, "session", session.own_id)
                    return SignedIn(SignInDoor(door), user_id, holds, sign_in, began, subject, at_provider, own)
        return None


@dataclass(frozen=True, slots=True)
class SignIn:
    """All that the pages for signing in need. `public_url`: the address of the site, to which a provider sends people
    back."""

    identity: SignedInIdentity
    grants: Grants
    ended: Ended
    doors: Mapping[SignInDoor, OpenDoor]
    public_url: str
    session_key: str = field(repr=False)
    now: Now = time.time

    def mark(self, *words: str) -> str:
        return mark_of(self.session_key, *words)

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
