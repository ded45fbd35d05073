"""The envelope of every event: CloudEvents 1.0 with the NL GOV profile.

`time` is the moment the event was logged, not the moment the thing happened. `subject` is a UUID of ours, never a BSN.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from shared.events.tracing import is_traceparent
from shared.json_text import json_text, json_value_of_others

SPEC_VERSION = "1.0"
CONTENT_TYPE = "application/json"
TYPE_PREFIX = "nl.zachte-landing"
SEQUENCE_MAX = 2**31 - 1
EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2199, 12, 31, tzinfo=UTC)
"""Between which an event is logged, also where a demo's clock was turned: every time zone can tell it."""
DATA_BYTES_MAX = 750_000
"""What the data of an event may take. A log takes 1,048,576; sealed, data are a third longer, and the attributes have
bounds of their own."""
BOUNDS = {
    "id": (36, False),
    "source": (200, False),
    "type": (120, False),
    "subject": (36, False),
    "causationid": (36, True),
}
"""How long an attribute may be in characters, and whether it may be empty."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `sequence` counts per source from 1 and is 0 until the event is on its way."""

    id: str
    source: str
    type: str
    subject: str
    time: datetime
    data: Mapping[str, Any]
    traceparent: str
    causationid: str = ""
    sequence: int = 0

    @property
    def dataschema(self) -> str:
        return f"urn:zachte-landing:schema:{self.type}"


def event_type(service: str, name: str, version: int = 1) -> str:
    """`nl.zachte-landing.migration.right-determined.v1`"""
    return f"{TYPE_PREFIX}.{service}.{name}.v{version}"


def source_urn(organisation: str, service: str) -> str:
    """The event's source as a URN: `urn:nld:oin:<organisation>:systeem:zachte-landing-<service>`."""
    return f"urn:nld:oin:{organisation}:systeem:zachte-landing-{service}"


def attributes(event: Event) -> dict[str, str]:
    """The context attributes as text, by their CloudEvents names; absent ones are left out."""
    found = {
        "id": event.id,
        "source": event.source,
        "specversion": SPEC_VERSION,
        "type": event.type,
        "subject": event.subject,
        "time": event.time.isoformat(),
        "datacontenttype": CONTENT_TYPE,
        "dataschema": event.dataschema,
        "traceparent": event.traceparent,
    }
    if event.causationid:
        found["causationid"] = event.causationid
    if event.sequence:
        found["sequence"] = str(event.sequence)
        found["sequencetype"] = "Integer"
    return found


def from_attributes(found: Mapping[str, str], data: Mapping[str, Any]) -> Event:
    """The event of attributes and data as read from a log. Raises KeyError when a required attribute is missing."""
    return Event(
        id=found["id"],
        source=found["source"],
        type=found["type"],
        subject=found["subject"],
        time=datetime.fromisoformat(found["time"]),
        data=data,
        traceparent=found["traceparent"],
        causationid=found.get("causationid", ""),
        sequence=int(found.get("sequence", "0")),
    )


def moment_of(text: str) -> datetime | None:
    """The moment that a text of others says, aware; None when it says none, or one beyond the bounds."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if _is_tellable(found) else None


def out_of_bounds(event: Event) -> Sequence[str]:
    """The attributes that no table of ours can hold, by their CloudEvents names; for an event from outside."""
    odd = [name for name, (longest, empty) in BOUNDS.items() if not _fits(getattr(event, name), longest, empty=empty)]
    if not _is_tellable(event.time):
        odd.append("time")
    if not is_traceparent(event.traceparent):
        odd.append("traceparent")
    if not 0 <= event.sequence <= SEQUENCE_MAX:
        odd.append("sequence")
    return odd


def _is_tellable(moment: datetime) -> bool:
    return moment.tzinfo is not None and EARLIEST <= moment <= LATEST


def _fits(text: str, longest: int, *, empty: bool) -> bool:
    return (empty or bool(text)) and len(text) <= longest and text.isprintable()


class EncodedData(Mapping[str, Any]):
    """Data as `encode_data` wrote them. They are read when somebody looks; who only passes an event on does not."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _read(self) -> Mapping[str, Any]:
        return decode_data(self.text)

    def __getitem__(self, name: str) -> Any:
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)


def encode_data(data: Mapping[str, Any]) -> str:
    """As `json_text`, so that equal data are equal bytes."""
    return data.text if isinstance(data, EncodedData) else json_text(data)


def outgrows(text: str) -> bool:
    """Whether encoded data are larger than a log takes."""
    longest_character = 4
    return len(text) * longest_character > DATA_BYTES_MAX and len(text.encode()) > DATA_BYTES_MAX


def decode_data(text: str | bytes) -> dict[str, Any]:
    """What `encode_data` wrote, or anybody else. Raises ValueError for what is no JSON, or cannot be written again."""
    found: dict[str, Any] = json_value_of_others(text)
    return found
