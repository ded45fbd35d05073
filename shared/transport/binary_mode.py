"""CloudEvents in binary content mode: attributes as headers of a record, data as its value."""

from collections.abc import Sequence

from shared.events.envelope import Event, attributes, decode_data, from_attributes


def headers_of(event: Event) -> list[tuple[str, bytes]]:
    """CloudEvents binary mode: every attribute as `ce_...`, the media type as `content-type`."""
    found = attributes(event)
    media_type = found.pop("datacontenttype")
    headers = [(f"ce_{name}", value.encode()) for name, value in found.items()]
    return [*headers, ("content-type", media_type.encode())]


def event_of(headers: Sequence[tuple[str, bytes]], value: bytes) -> Event:
    """The event of a Kafka record. Raises KeyError or ValueError when it is none of ours."""
    found = {name.removeprefix("ce_"): text.decode() for name, text in headers if name.startswith("ce_")}
    return from_attributes(found, decode_data(value))
