"""An identity provider that speaks OpenID Connect: the authorization code flow with PKCE, and a token that is believed
only when all of it holds (OpenID Connect Core 3.1.3.7); its word that somebody signed out likewise (Back-Channel Logout
1.0, 2.6)."""

import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
import structlog
from authlib.integrations.requests_client import OAuth2Session, OAuthError
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import Key, KeySet, import_key

from services.intake.application.sign_in.ports import ProviderAway
from services.intake.domain.sign_in.attempts import (
    Answer,
    Attempt,
    Claimed,
    NotLetIn,
    NotSignedOut,
    SignedOutThere,
    Why,
)
from shared.doors import OpenDoor

ALGORITHMS = ("RS256", "PS256", "ES256")
"""Signed with a key that only the provider has; never `none`, and never with our own secret."""
KEY_KINDS = ("RSA", "EC")
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
LEEWAY_SECONDS = 30
KEPT_SECONDS = 60 * 60
ASKED_AGAIN_SECONDS = 30
"""Not sooner for another key that is not known: anybody can send us a token that names one."""
SIGNED_OUT = "http://schemas.openid.net/event/backchannel-logout"
SIGNED_OUT_TYPES = ("logout+jwt", "application/logout+jwt", "jwt", "")
TOLD_SECONDS_MAX = 5 * 60
"""A word of the provider is no older."""
TOKEN_CHARACTERS_MAX = 16_000
log = structlog.get_logger()

NO_TOKEN = (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading can raise of a text that anybody sent us."""
NAME_MAX = 200
VERIFIED = (True, "true")
"""Some providers tell as text whether an address is verified; one that says nothing of it vouches for all."""
SECONDS = 5
"""So long somebody waits for the provider."""
Now = Callable[[], float]


class OidcProvider:
    """Keeps what the provider says of itself, and its keys, for an hour; its keys are asked again for one that is not
    among them."""

    def __init__(self, door: OpenDoor, now: Now = time.time) -> None:
        self._door = door
        self._now = now
        self._document: tuple[float, Mapping[str, Any]] = (0.0, {})
        self._keys: tuple[float, KeySet | None] = (0.0, None)
        self._asked_again = 0.0

    def begin(self, back: str, *, anew: bool) -> tuple[Attempt, str]:
        document = self._described()
        attempt = Attempt(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48))
        address, _ = self._session(document, back).create_authorization_url(
            document["authorization_endpoint"],
            state=attempt.state,
            nonce=attempt.nonce,
            code_verifier=attempt.verifier,
            **({"prompt": "login"} if anew else {}),
        )
        return attempt, str(address)

    def finish(self, attempt: Attempt, answer: Answer, back: str) -> Claimed:
        if answer.issuer and answer.issuer != self._door.issuer:
            raise NotLetIn(Why.NOT_TRUE, "another issuer answered")
        claims = self._checked(self._token(attempt, answer, back), attempt.nonce)
        if self._door.claim == "email" and claims.get("email_verified", True) not in VERIFIED:
            raise NotLetIn(Why.NOT_TRUE, "an address that is not verified")
        represented = claims.get(self._door.represented) if self._door.represented else None
        return Claimed(
            _name(claims.get(self._door.claim)),
            None if represented is None else _name(represented),
            _text(claims.get("sub"), NotLetIn(Why.NOT_TRUE, "a subject that is no text")),
            _text(claims.get("sid", ""), NotLetIn(Why.NOT_TRUE, "a session that is no text")),
        )

    def sign_out_address(self, back: str) -> str | None:
        """Named by our own id there: the token, which would do too, is not kept."""
        address = self._described().get("end_session_endpoint")
        if not address:
            return None
        asked = urlencode({"client_id": self._door.client_id, "post_logout_redirect_uri": back})
        return f"{address}{'&' if urlsplit(str(address)).query else '?'}{asked}"

    def signed_out(self, token: str) -> SignedOutThere:
        if len(token) > TOKEN_CHARACTERS_MAX:
            raise NotSignedOut("too long")
        try:
            read = self._decoded(token)
            jwt.JWTClaimsRegistry(
                now=int(self._now()),
                leeway=LEEWAY_SECONDS,
                **self._issued_to_us(),
                jti={"essential": True},
            ).validate(read.claims)
            is_typed = read.header.get("typ", "").lower() in SIGNED_OUT_TYPES
        except NO_TOKEN as error:
            raise NotSignedOut(type(error).__name__) from error
        claims = read.claims
        if not is_typed:
            raise NotSignedOut("a token of another kind")
        if not self._is_for_us_alone(claims):
            raise NotSignedOut("for another party")
        # Not the other way round, for of what is no number each comparison fails.
        if not self._now() - claims["iat"] <= TOLD_SECONDS_MAX:
            raise NotSignedOut("told long ago")
        events = claims.get("events")
        if "nonce" in claims or not isinstance(events, dict) or not isinstance(events.get(SIGNED_OUT), dict):
            raise NotSignedOut("not about signing out")
        subject, session, token_id = (
            _text(claims.get(name, ""), NotSignedOut("a name that is no text")) for name in ("sub", "sid", "jti")
        )
        return SignedOutThere(subject, session, token_id, int(claims["iat"]) + TOLD_SECONDS_MAX + LEEWAY_SECONDS)

    def _session(self, document: Mapping[str, Any], back: str) -> OAuth2Session:
        ways = document.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        return OAuth2Session(
            self._door.client_id,
            self._door.client_secret,
            token_endpoint_auth_method=(
                "client_secret_basic" if "client_secret_basic" in ways else "client_secret_post"
            ),
            scope=self._door.scopes,
            redirect_uri=back,
            code_challenge_method="S256",
        )

    def _token(self, attempt: Attempt, answer: Answer, back: str) -> str:
        document = self._described()
        try:
            fetched = self._session(document, back).fetch_token(
                document["token_endpoint"],
                grant_type="authorization_code",
                code=answer.code,
                code_verifier=attempt.verifier,
                timeout=SECONDS,
                allow_redirects=False,
            )
        except OAuthError as error:
            raise NotLetIn(Why.NOT_TRUE, "the provider gives no token for the code") from error
        except (requests.RequestException, ValueError) as error:
            raise ProviderAway("token endpoint") from error
        token = fetched.get("id_token")
        if not isinstance(token, str):
            raise NotLetIn(Why.NOT_TRUE, "no token")
        return token

    def _checked(self, token: str, nonce: str) -> Mapping[str, Any]:
        """What the token claims. Raises NotLetIn."""
        try:
            claims = self._decoded(token).claims
            jwt.JWTClaimsRegistry(
                now=int(self._now()),
                leeway=LEEWAY_SECONDS,
                **self._issued_to_us(),
                sub={"essential": True},
                nonce={"essential": True, "value": nonce},
            ).validate(claims)
        except NO_TOKEN as error:
            raise NotLetIn(Why.NOT_TRUE, type(error).__name__) from error
        if not self._is_for_us_alone(claims):
            raise NotLetIn(Why.NOT_TRUE, "for another party")
        return claims

    def _issued_to_us(self) -> dict[str, Any]:
        """What every token of this provider says."""
        return {
            "iss": {"essential": True, "value": self._door.issuer},
            "aud": {"essential": True, "value": self._door.client_id},
            "exp": {"essential": True},
            "iat": {"essential": True},
        }

    def _is_for_us_alone(self, claims: Mapping[str, Any]) -> bool:
        others = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        return bool(claims.get("azp", None if others else self._door.client_id) == self._door.client_id)

    def _decoded(self, token: str) -> jwt.Token:
        try:
            return jwt.decode(token, self._key_set(), algorithms=ALGORITHMS)
        except InvalidKeyIdError:
            # The provider may have a new key since.
            if self._now() - self._asked_again < ASKED_AGAIN_SECONDS:
                raise
            self._asked_again = self._now()
            self._keys = (0.0, None)
            return jwt.decode(token, self._key_set(), algorithms=ALGORITHMS)

    def _key_set(self) -> KeySet:
        asked, keys = self._keys
        if keys is None or self._now() - asked > KEPT_SECONDS:
            found = _json(str(self._described()["jwks_uri"]))
            if not isinstance(found.get("keys"), list):
                raise ProviderAway("no keys")
            keys = KeySet(_usable(found["keys"]))
            if not keys.keys:
                raise ProviderAway("no key that can be used")
            self._keys = (self._now(), keys)
        return keys

    def _described(self) -> Mapping[str, Any]:
        asked, document = self._document
        if not document or self._now() - asked > KEPT_SECONDS:
            document = _json(f"{self._door.issuer.rstrip('/')}/.well-known/openid-configuration")
            if document.get("issuer") != self._door.issuer or not all(document.get(name) for name in ENDPOINTS):
                raise ProviderAway("a description of another provider, or half of one")
            self._document = (self._now(), document)
        return document


def _usable(keys: Iterable[Any]) -> list[Key]:
    """Those with which a token may be signed, and that can be read; who reads a set passes over the others (RFC 7517,
    5)."""
    found = []
    for each in keys:
        if isinstance(each, dict) and each.get("kty") in KEY_KINDS:
            try:
                found.append(import_key(each))
            except NO_TOKEN as error:
                log.warning("key of an identity provider not usable", fault=type(error).__name__)
    return found


def _json(address: str) -> dict[str, Any]:
    """Raises ProviderAway."""
    try:
        answer = requests.get(address, timeout=SECONDS, allow_redirects=False)
        answer.raise_for_status()
        found = answer.json()
    except requests.RequestException as error:
        raise ProviderAway("description") from error
    if not isinstance(found, dict):
        raise ProviderAway("description")
    return found


def _name(value: object) -> str:
    """Raises NotLetIn for what names nobody: no text, an empty one, or one that no screen shows and no table keeps."""
    if not isinstance(value, str) or not value.strip() or len(value) > NAME_MAX or not value.strip().isprintable():
        raise NotLetIn(Why.NOT_TRUE, "a claim that names nobody")
    return value


def _text(value: object, otherwise: Exception) -> str:
    """Raises `otherwise`."""
    if not isinstance(value, str):
        raise otherwise
    return value
