"""CloudEvents in binary content mode: attributes as headers of a record, data as its value.

What comes from a log is a `Raw` record first, because anybody who can write to a topic can put anything there.
"""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shared.events.envelope import Event, attributes, decode_data, encode_data, from_attributes, out_of_bounds
from shared.json_text import holds_nul, json_text, json_value

NUL = b"\\u0000"
"""How JSON writes the one character that PostgreSQL holds in no text."""


class NotAnEvent(Exception):
    """A record that is no event of ours. The message is Dutch and names what is wrong with it, never a value."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A record as its log holds it. `value` is None for a tombstone."""

    headers: Sequence[tuple[str, bytes | None]]
    value: bytes | None

    def headers_text(self) -> str:
        """The headers in a form that a text column holds, whatever bytes they are."""
        return json_text([[name, None if value is None else b64encode(value).decode()] for name, value in self.headers])

    @classmethod
    def kept(cls, headers_text: str, value: bytes | None) -> "Raw":
        """The record that `headers_text` was written of."""
        found = json_value(headers_text)
        return cls([(name, None if value is None else b64decode(value)) for name, value in found], value)


def headers_of(event: Event) -> list[tuple[str, bytes]]:
    """CloudEvents binary mode: every attribute as `ce_...`, the media type as `content-type`."""
    found = attributes(event)
    media_type = found.pop("datacontenttype")
    headers = [(f"ce_{name}", value.encode()) for name, value in found.items()]
    return [*headers, ("content-type", media_type.encode())]


def raw_of(event: Event) -> Raw:
    """The record of an event of ours."""
    return Raw(headers_of(event), encode_data(event.data).encode())


def event_of(raw: Raw) -> Event:
    """The event of a record. Raises NotAnEvent when it is none of ours, or one that no table of ours can hold."""
    found = _attributes_of(raw)
    if raw.value is None:
        raise NotAnEvent("Het bericht is leeg.")
    try:
        data = decode_data(raw.value)
    except ValueError as wrong:
        raise NotAnEvent("De inhoud van het bericht is geen JSON.") from wrong
    return checked(found, data, may_hold_nul=NUL in raw.value)


def checked(found: dict[str, str], data: Any, *, may_hold_nul: bool = False) -> Event:
    """The event of attributes and data from a log. Raises NotAnEvent."""
    try:
        event = from_attributes(found, data)
    except KeyError as missing:
        raise NotAnEvent(f"In de kop van het bericht ontbreekt {missing}.") from missing
    except (ValueError, TypeError) as wrong:
        raise NotAnEvent("Het tijdstip of het volgnummer van het bericht is niet te lezen.") from wrong
    if odd := out_of_bounds(event):
        raise NotAnEvent(f"In de kop van het bericht staat een onmogelijke waarde: {', '.join(odd)}.")
    if not isinstance(data, dict):
        raise NotAnEvent("De inhoud van het bericht is geen object.")
    if may_hold_nul and holds_nul(data):
        raise NotAnEvent("In het bericht staat een teken (NUL) dat geen database bewaart.")
    return event


def subject_of(raw: Raw) -> str:
    """Whom a record is about, also when the rest of it cannot be read; empty when that cannot be told."""
    for name, value in raw.headers:
        if name == "ce_subject" and value is not None:
            return as_subject(value)
    return ""


def as_subject(key: bytes | None) -> str:
    """A record's key, or its header, as the subject of an event; empty when it cannot be one."""
    try:
        text = (key or b"").decode()
    except UnicodeDecodeError:
        return ""
    return text if len(text) <= 36 and text.isprintable() else ""


def _attributes_of(raw: Raw) -> dict[str, str]:
    try:
        return {
            name.removeprefix("ce_"): (value or b"").decode() for name, value in raw.headers if name.startswith("ce_")
        }
    except UnicodeDecodeError as wrong:
        raise NotAnEvent("De kop van het bericht is geen leesbare tekst.") from wrong
