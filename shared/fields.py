"""Fields of JSON as values of our own, and back: for what comes with an event and for what a column keeps as JSON.

What cannot be read raises ValueError or TypeError, which `shared.messaging.work.decoded` makes a message that can never
be worked. The messages are Dutch, for whoever looks at a parked message.
"""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

C = TypeVar("C")


def text_field(data: Mapping[str, Any], name: str) -> str:
    """Raises TypeError where the field holds something that is no text, KeyError where it is not there."""
    value = data[name]
    if not isinstance(value, str):
        raise TypeError(f"{name}: hier hoort tekst te staan")
    return value


def uuid_field(data: Mapping[str, Any], name: str) -> str:
    """In the one spelling of UUIDs, so that equal ids are equal text."""
    return str(uuid.UUID(text_field(data, name)))


def code_of(known: Mapping[str, C], value: Any) -> C:
    """The value that stands behind a code. Raises ValueError for a code that nobody knows."""
    if value not in known:
        raise ValueError(f"onbekende code {value!r}")
    return known[value]


def day_or_none(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def text_or_none(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
