"""A key for each client, with which their events are sealed in the log, and which is destroyed to forget them.

A key is 32 random bytes. It is kept sealed by the key of the installation, so that who has the store and the log and
not that key can read nothing. A destroyed key leaves a mark: what was sealed with it can never be read again, and
nothing can be sealed for that client any more.
"""

import os
import threading
from collections import OrderedDict
from collections.abc import Collection, Mapping
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.impersonal import Impersonal

KEY_BYTES, NONCE_BYTES = 32, 12
KEPT = 16_384
"""So many keys stay in memory, unsealed: each is asked for anew by the next batch about its client."""
SECRET_LENGTH = 64
"""The key of the installation: 32 bytes in hex."""


class WrongInstallationKey(Impersonal):
    """The keys of clients were sealed with another key than this installation has now."""


class KeyStore(Protocol):
    """Where sealed keys lie; tests/contract/key_store_suite.py holds each implementation to this."""

    def find(self, subjects: Collection[str]) -> Mapping[str, bytes | None]:
        """Of each subject that has one its sealed key, and None for one that was destroyed. Raises
        TransportUnavailable."""

    def add(self, keys: Mapping[str, bytes]) -> None:
        """Keeps these where there is none yet, nor a destroyed one: of two that were made at once, all processes find
        the same one. Durable when this returns. Raises TransportUnavailable."""

    def destroy(self, subject: str) -> None:
        """Leaves nothing of the key but that it was destroyed. Raises TransportUnavailable."""

    def sweep(self) -> None:
        """Lets what was destroyed leave the disk; to be done every day. Raises TransportUnavailable."""

    def refresh(self) -> None:
        """What other processes destroyed is found from now on. Raises TransportUnavailable."""

    def close(self) -> None: ...


class ClientKeys:
    """The keys of clients, unsealed. To be shared between threads."""

    def __init__(self, store: KeyStore, installation_key: str) -> None:
        """`installation_key`: 32 bytes in hex. Raises ValueError for anything else."""
        secret = bytes.fromhex(installation_key)
        if len(secret) != KEY_BYTES:
            raise ValueError(f"the installation's key has {len(secret)} bytes; make one of {KEY_BYTES}, in hex")
        self._store = store
        self._installation = AESGCM(secret)
        self._known: OrderedDict[str, bytes | None] = OrderedDict()
        self._lock = threading.Lock()

    def for_sealing(self, subjects: Collection[str]) -> Mapping[str, bytes | None]:
        """A key for each, made where there is none; None where it was destroyed. Raises TransportUnavailable."""
        found = self._find(subjects)
        new = {subject: self._sealed(subject, os.urandom(KEY_BYTES)) for subject in subjects if subject not in found}
        if new:
            self._store.add(new)
            # Another process may have been first.
            found = {**found, **self._find(new)}
        return found

    def for_opening(self, subjects: Collection[str]) -> Mapping[str, bytes | None]:
        """The keys that are there; None where it was destroyed. A key is durable before what is sealed with it, so of
        what has none nothing can be ours. Raises TransportUnavailable."""
        return self._find(subjects)

    def destroy(self, subject: str) -> None:
        self._store.destroy(subject)
        self.forget(subject)

    def forget(self, subject: str) -> None:
        """Keeps nothing of a key that another process destroyed. Raises TransportUnavailable."""
        with self._lock:
            self._known.pop(subject, None)
        self._store.refresh()

    def sweep(self) -> None:
        self._store.sweep()

    def close(self) -> None:
        self._store.close()

    def _find(self, subjects: Collection[str]) -> dict[str, bytes | None]:
        with self._lock:
            found = {subject: self._known[subject] for subject in subjects if subject in self._known}
        asked = [subject for subject in subjects if subject not in found]
        if asked:
            stored = self._store.find(asked)
            unsealed = {subject: self._unsealed(subject, sealed) for subject, sealed in stored.items()}
            self._keep(unsealed)
            found.update(unsealed)
        return found

    def _keep(self, keys: Mapping[str, bytes | None]) -> None:
        with self._lock:
            self._known.update(keys)
            while len(self._known) > KEPT:
                self._known.popitem(last=False)

    def _sealed(self, subject: str, key: bytes) -> bytes:
        return seal(self._installation, key, subject.encode())

    def _unsealed(self, subject: str, sealed: bytes | None) -> bytes | None:
        if sealed is None:
            return None
        try:
            return unseal(self._installation, sealed, subject.encode())
        except InvalidTag:
            raise WrongInstallationKey(
                "the keys of clients were sealed with another key of the installation; give the one of before"
            ) from None


def seal(cipher: AESGCM, content: bytes, about: bytes) -> bytes:
    """Nonce and sealed content. `about` is not in it, and must be the same to open it."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, content, about)


def unseal(cipher: AESGCM, sealed: bytes, about: bytes) -> bytes:
    """Raises InvalidTag when anything was changed, or it is about something else."""
    return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about)
