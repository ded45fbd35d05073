"""A log in which what is said of a client is sealed with that client's key.

It is a Transport around another one, so whoever appends and reads sees events as they are. An event about a client is
sealed as a whole: `{"sealed": "..."}` (AES-GCM, in base64). In an event about several clients each item is sealed with
the key of whom it is about. Id, type and subject are bound to what is sealed, so it cannot be moved to another event.
An event that was appended before there were keys is read as it is.
"""

import binascii
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.events.contracts import ABOUT_CLIENT, CONTRACTS, Contracts
from shared.events.envelope import EncodedData, Event, decode_data, encode_data
from shared.json_text import holds_nul, json_text
from shared.transport.binary_mode import NUL, raw_of
from shared.transport.contract import Forgotten, Found, Reader, Record, Transport, Unreadable, events_in
from shared.transport.keys import ClientKeys, seal, unseal
from shared.transport.topics import Topic

SEALED = "sealed"
NO_KEY_ANY_MORE = ""
"""Stands in the place of what was told of a client whose key was destroyed already."""
Keys = Mapping[str, bytes | None]


class SealedLog:
    def __init__(self, inner: Transport, keys: ClientKeys, contracts: Contracts = CONTRACTS) -> None:
        self._inner = inner
        self.keys = keys
        self._contracts = contracts

    def append(self, topic: Topic, events: Sequence[Event]) -> None:
        self._inner.append(topic, self._sealed(events))

    def reader(self, group: str, topics: Sequence[Topic]) -> "SealedReader":
        return SealedReader(self._inner.reader(group, topics), Opening(self.keys, self._contracts))

    def places(self, group: str, topics: Sequence[Topic]) -> Mapping[tuple[str, int], int]:
        return self._inner.places(group, topics)

    def opened(self, record: Record) -> Found:
        return Opening(self.keys, self._contracts).opened([self._inner.opened(record)])[0]

    def newest(self, topic: Topic) -> Sequence[Event]:
        found = [Record(topic.name, 0, 0, event) for event in self._inner.newest(topic)]
        return events_in(Opening(self.keys, self._contracts).opened(found))

    def last_sequence(self, topic: Topic) -> int:
        return self._inner.last_sequence(topic)

    def lag(self, group: str, topics: Sequence[Topic]) -> int:
        return self._inner.lag(group, topics)

    def close(self) -> None:
        self._inner.close()
        self.keys.close()

    def _sealed(self, events: Sequence[Event]) -> list[Event]:
        whom = {each: None for event in events for each in self._whom(event)}
        keys = self.keys.for_sealing(whom) if whom else {}
        return [self._sealed_event(event, keys) for event in events]

    def _whom(self, event: Event) -> Iterator[str]:
        """The clients with whose keys the event is sealed."""
        about = self._contracts.about(event.type)
        if about == ABOUT_CLIENT:
            yield event.subject
        elif not isinstance(about, str):
            yield from (item[client] for name, client in about.items() for item in event.data.get(name, ()))

    def _sealed_event(self, event: Event, keys: Keys) -> Event:
        about = self._contracts.about(event.type)
        if about == ABOUT_CLIENT:
            sealed = _seal(keys[event.subject], encode_data(event.data), _bound_to(event))
            return _with_data(event, EncodedData(f'{{"{SEALED}":"{sealed}"}}'))
        if isinstance(about, str):
            return event
        data = dict(event.data)
        for name, client in about.items():
            if name in data:
                data[name] = [
                    {client: item[client], SEALED: _seal(keys[item[client]], json_text(item), _bound_to(event))}
                    for item in data[name]
                ]
        return _with_data(event, data)


class SealedReader:
    """What was read stays here until its keys could be asked for, so that a batch is given whole or not at all."""

    def __init__(self, inner: Reader, opening: "Opening") -> None:
        self._inner = inner
        self._opening = opening
        self._unopened: Sequence[Found] = ()

    def read(self, limit: int, wait_seconds: float) -> Sequence[Found]:
        if not self._unopened:
            self._unopened = self._inner.read(limit, wait_seconds)
        opened = self._opening.opened(self._unopened)
        self._unopened = ()
        return opened

    def acknowledge(self) -> None:
        self._inner.acknowledge()

    def wake(self) -> None:
        self._inner.wake()

    def close(self) -> None:
        self._unopened = ()
        self._inner.close()


class Opening:
    """Makes of what lies in the log what was appended."""

    def __init__(self, keys: ClientKeys, contracts: Contracts) -> None:
        self._keys = keys
        self._contracts = contracts

    def opened(self, lies: Sequence[Found]) -> list[Found]:
        """Raises TransportUnavailable."""
        whom = {each: None for found in lies if isinstance(found, Record) for each in self._whom(found.event)}
        keys = self._keys.for_opening(whom) if whom else {}
        return [self._opened(found, keys) if isinstance(found, Record) else found for found in lies]

    def _whom(self, event: Event) -> Iterator[str]:
        if SEALED in event.data:
            yield event.subject
        else:
            yield from (item[client] for _, client, item in self._sealed_items(event))

    def _sealed_items(self, event: Event) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        """Name of the list, name of the field with the client, and the item, as far as anything there can be read."""
        about = self._about(event)
        for name, client in about.items():
            items = event.data.get(name)
            for item in items if isinstance(items, list) else ():
                if isinstance(item, dict) and SEALED in item and isinstance(item.get(client), str):
                    yield name, client, item

    def _about(self, event: Event) -> Mapping[str, str]:
        about = self._contracts.about(event.type)
        return {} if isinstance(about, str) else about

    def _opened(self, found: Record, keys: Keys) -> Found:
        event = found.event
        if self._contracts.forgets(event.type):
            self._keys.forget(event.subject)
        try:
            if SEALED in event.data:
                data = _open(_key(keys, event.subject), event.data[SEALED], _bound_to(event))
            elif any(True for _ in self._sealed_items(event)):
                data = self._with_items(event, keys)
            else:
                return found
        except (InvalidTag, ValueError, TypeError):
            why = "Het bericht is niet met onze sleutel verzegeld, of er is iets aan veranderd."
            return Unreadable(found.topic, found.partition, found.offset, event.subject, raw_of(event), why)
        if data is None:
            return Forgotten(found.topic, found.partition, found.offset, _with_data(event, {}))
        return Record(found.topic, found.partition, found.offset, _with_data(event, data))

    def _with_items(self, event: Event, keys: Keys) -> dict[str, Any]:
        """Without those of a client whose key was destroyed."""
        data = dict(event.data)
        for name, client in self._about(event).items():
            if isinstance(data.get(name), list):
                opened = (_item(item, client, keys, _bound_to(event)) for item in data[name])
                data[name] = [item for item in opened if item is not None]
        return data


def _item(item: Any, client: str, keys: Keys, about: bytes) -> Any:
    if not (isinstance(item, dict) and SEALED in item):
        return item
    return _open(_key(keys, item[client]), item[SEALED], about)


def _key(keys: Keys, subject: str) -> bytes | None:
    """Raises ValueError for a client who never had one."""
    if subject not in keys:
        raise ValueError("no key was ever made for this client")
    return keys[subject]


def _seal(key: bytes | None, text: str, about: bytes) -> str:
    if key is None:
        return NO_KEY_ANY_MORE
    return binascii.b2a_base64(seal(AESGCM(key), text.encode(), about), newline=False).decode()


def _open(key: bytes | None, sealed: Any, about: bytes) -> dict[str, Any] | None:
    """None for what nobody can read any more. Raises InvalidTag, ValueError or TypeError for what cannot be ours."""
    if key is None:
        return None
    content = unseal(AESGCM(key), binascii.a2b_base64(sealed, strict_mode=True), about)
    data = decode_data(content)
    if not isinstance(data, dict):
        raise TypeError("no object")
    if NUL in content and holds_nul(data):
        raise ValueError("a NUL, which no database keeps")
    return data


def _bound_to(event: Event) -> bytes:
    return f"{event.id} {event.type} {event.subject}".encode()


def _with_data(event: Event, data: Mapping[str, Any]) -> Event:
    return replace(event, data=data)
