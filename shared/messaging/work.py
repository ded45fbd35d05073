"""What a use case works with: one open transaction, its day, and the recording of what happened.

Each service makes its own `Work` of this, with its stores (`adapters/work.py`). A use case sees it as a protocol
(`application/<column>/ports.py`), so no connection and no wire format shows through.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from shared.clock import AMSTERDAM
from shared.events.envelope import Event
from shared.messaging.failures import Unworkable
from shared.messaging.unit import Unit

T = TypeVar("T")
W_out = TypeVar("W_out", covariant=True)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What happened, as the wire has it: the event's short name (`right-determined`), its subject, and its data."""

    name: str
    subject: str
    data: dict[str, Any]


class Recorder:
    """The part of a service's `Work` that every service has. `causes`: the batch of messages that is being handled;
    what is recorded about a client is caused by the message about that client."""

    def __init__(self, unit: Unit, encode: Callable[[Any], Outgoing], causes: Iterable[Event] = ()) -> None:
        self._unit = unit
        self._encode = encode
        self._causes = {event.subject: event for event in causes}

    @property
    def today(self) -> date:
        """The calendar day in the Netherlands on which the transaction began."""
        return self._unit.moment.astimezone(AMSTERDAM).date()

    def record(self, event: Any) -> None:
        """Tells the other services what happened, when and only when the transaction commits."""
        outgoing = self._encode(event)
        self._unit.record(outgoing.name, outgoing.subject, outgoing.data, cause=self._causes.get(outgoing.subject))


class Works(Protocol[W_out]):
    """For the few use cases that need several transactions, because something outside happens between them."""

    def begin(self) -> AbstractContextManager[W_out]:
        """One transaction: commits at the end with what was recorded, rolls all back on any exception."""

    def read(self) -> AbstractContextManager[W_out]:
        """Reading only."""


def decoded(events: Sequence[Event], decode: Callable[[Event], T]) -> list[T]:
    """The messages as values of our own. Raises Unworkable when one lacks a field or holds an impossible value."""
    found = []
    for event in events:
        try:
            found.append(decode(event))
        except KeyError as missing:
            raise Unworkable(f"In het bericht ontbreekt {missing}.") from missing
        except (ValueError, TypeError, AttributeError) as wrong:
            raise Unworkable(f"In het bericht staat een onmogelijke waarde: {wrong}") from wrong
    return found
