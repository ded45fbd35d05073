"""Who is who. Ids are made with a secret key: a rebuild gives the same ones, nobody can compute them from a BSN."""

import hmac
import uuid
from dataclasses import dataclass, field

from services.intake.domain.mapping.rows import FIELD_LENGTH_MAX, Row

HOUSEHOLD_DIGITS = 16
BSN_KEY = "bsn:"
"""How the key of a client without a client number starts."""
UNKNOWN_KEY = "onbekend:"
"""How the key of a row starts of which nobody knows whose it is."""
VERSION_8 = 0x80
"""UUID version 8 is the one for ids made in a way of one's own (RFC 9562)."""


def client_key(client_number: str, bsn: str | None, delivery_id: str, number: int) -> str:
    """What makes rows of one sender the same client: the client number, else the BSN, else nothing but this row."""
    if client_number:
        return client_number[:FIELD_LENGTH_MAX]
    return f"{BSN_KEY}{bsn}" if bsn else unknown_client(delivery_id, number)


def unknown_client(delivery_id: str, number: int) -> str:
    """The key of a row of which nobody knows whose it is: a client by itself, so that it is counted."""
    return f"{UNKNOWN_KEY}{delivery_id}:{number}"


def keys_by_number(typed: str) -> tuple[str, ...]:
    """The client keys that a typed client number can be, also in small letters; none for what is no client number, so
    that nobody is found by BSN."""
    keys = tuple(dict.fromkeys((typed, typed.upper())))
    return () if not typed or typed.lower().startswith((BSN_KEY, UNKNOWN_KEY)) else keys


def postcode(row: Row) -> str:
    """As `1234AB`: capitals, no space."""
    return row["postcode"].replace(" ", "").upper()


@dataclass(frozen=True, slots=True)
class Identities:
    """The ids that need the secret key."""

    key: str = field(repr=False)
    lifted: frozenset[str] = frozenset()
    """Ids of people who were forgotten, and who may be delivered again: they get a new one."""

    def client_id(self, bsn: str) -> str:
        """The id by which the other services know a client: a UUID that does not give away the BSN."""
        found, turn = self._uuid("client:" + bsn), 1
        while found in self.lifted:
            found, turn = self._uuid(f"client:{turn}:{bsn}"), turn + 1
        return found

    def representative_id(self, bsn: str) -> str:
        """Our id of somebody who comes for a client: another than the one that the same person has as a client."""
        return self._uuid("representative:" + bsn)

    def stranger_id(self, delivery_id: str, client_key: str) -> str:
        """How the read log names a person without a client id: the same within a delivery. Client numbers and BSNs are
        few enough to try them all, so without the key nobody can find out whose id this is."""
        return self._uuid(f"stranger:{delivery_id}:{client_key}")

    def household_id(self, row: Row) -> str:
        """The same for everybody at one address; it does not give away the address, so secret addresses have it too."""
        number = row["huisnummer"].lstrip("0")
        address = "|".join([postcode(row), number, row["huisletter"].upper(), row["toevoeging"].upper()])
        return self._digest("household:" + address).hex()[:HOUSEHOLD_DIGITS]

    def _uuid(self, text: str) -> str:
        digest = bytearray(self._digest(text)[:16])
        digest[6] = VERSION_8 | (digest[6] & 0x0F)
        digest[8] = 0x80 | (digest[8] & 0x3F)
        return str(uuid.UUID(bytes=bytes(digest)))

    def _digest(self, text: str) -> bytes:
        return hmac.digest(self.key.encode(), text.encode(), "sha256")
