"""A record from a log as text to look at, whatever bytes it holds: bounded, and without a character that does more than
stand there. Pure."""

import re
import uuid
from dataclasses import dataclass

import orjson

from shared.events.tracing import is_traceparent, trace_id
from shared.transport.binary_mode import Raw

UUID_TEXT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LONGEST_VALUE = 20_000
LONGEST_HEADER = 500
MOST_HEADERS = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """`size`: how many bytes the value has; None for a tombstone. `cut`: not all of it stands in `value`."""

    headers: tuple[tuple[str, str], ...]
    value: str
    size: int | None
    is_json: bool
    cut: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """By what a message can be found again, as far as it says so itself; empty where it does not. `delivery`: the
    hand-over of data that it came from."""

    event_id: str
    cause_id: str
    traceparent: str
    trace: str
    source: str
    time: str
    sequence: str
    delivery: str


def shown(raw: Raw) -> Shown:
    headers = tuple(
        (_safe(name)[:LONGEST_HEADER], _text(value, LONGEST_HEADER)) for name, value in raw.headers[:MOST_HEADERS]
    )
    if raw.value is None:
        return Shown(headers, "", None, is_json=False, cut=False)
    pretty = _pretty(raw.value)
    value = _safe(raw.value.decode(errors="backslashreplace") if pretty is None else pretty)
    cut = len(value) > LONGEST_VALUE
    return Shown(headers, value[:LONGEST_VALUE], len(raw.value), is_json=pretty is not None, cut=cut)


def trace_of(raw: Raw) -> Trace:
    headers = dict(raw.headers)

    def said(name: str) -> str:
        return _text(headers.get(f"ce_{name}"), LONGEST_HEADER)

    return Trace(
        event_id=said("id"),
        cause_id=said("causationid"),
        traceparent=said("traceparent"),
        trace=trace_id(said("traceparent")) if is_traceparent(said("traceparent")) else "",
        source=said("source"),
        time=said("time"),
        sequence=said("sequence"),
        delivery=_delivery(raw.value),
    )


def address_of(event_id: str) -> str:
    """The id by which an address names a message: its own, or one that follows from it where that is no UUID."""
    is_uuid = UUID_TEXT.fullmatch(event_id) is not None
    return event_id if is_uuid else str(uuid.uuid5(uuid.NAMESPACE_URL, event_id))


def _pretty(value: bytes) -> str | None:
    """None for what is no JSON."""
    try:
        return orjson.dumps(orjson.loads(value), option=orjson.OPT_INDENT_2).decode()
    except (ValueError, TypeError):
        return None


def _delivery(value: bytes | None) -> str:
    try:
        found = orjson.loads(value or b"")
    except ValueError:
        return ""
    named = found.get("deliveryId") if isinstance(found, dict) else None
    return _safe(named)[:LONGEST_HEADER] if isinstance(named, str) else ""


def _text(value: bytes | None, longest: int) -> str:
    """Bytes that are no text as `\\x..`."""
    return _safe((value or b"").decode(errors="backslashreplace"))[:longest]


def _safe(text: str) -> str:
    return "".join(each if each.isprintable() or each == "\n" else _escaped(each) for each in text)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape", errors="backslashreplace").decode()
