"""What every transport promises; tests/contract/test_transport.py holds each implementation to it.

Three verbs: append, read, acknowledge.

* At least once. What `append` returned from is never lost. A record that was read but not acknowledged is read again,
  by this reader's successor or by another member of the group. Nobody acknowledges for you.
* Ordered per subject. Events of one subject are read in the order in which they were appended, and are never handed
  to two members of a group at the same time. Between subjects there is no order.
* A group remembers. Each group reads every record of its topics from the very first one, whenever the group starts.
* The partition is the transport's own business; a caller neither chooses it nor relies on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from shared.events.envelope import Event
from shared.transport.topics import Topic


class TransportUnavailable(Exception):
    """The log cannot be reached now. A passing fault: try again, with a limit."""


class NotAcknowledged(Exception):
    """`read` was called while the batch before it was not acknowledged; handle it and acknowledge, or close."""


@dataclass(frozen=True, slots=True)
class Record:
    """An event at its place in a log."""

    topic: str
    partition: int
    offset: int
    event: Event


class Reader(Protocol):
    """One member of a group. Not to be shared between threads."""

    def read(self, limit: int, wait_seconds: float) -> Sequence[Record]:
        """At most `limit` records, in order per subject; empty when none came within `wait_seconds`.

        Raises NotAcknowledged when the batch before it is still open, TransportUnavailable when the log is away.
        """

    def acknowledge(self) -> None:
        """All records of the last batch are done for this group. Without an open batch it does nothing."""

    def wake(self) -> None:
        """From any thread: a read that waits, or the next one that would, returns now, empty if need be. Where the
        transport cannot do that, the read waits its time out."""

    def close(self) -> None:
        """Leaves the group; an open batch will be read again by whoever comes next."""


class Transport(Protocol):
    def append(self, topic: Topic, events: Sequence[Event]) -> None:
        """All events are durable, in this order per subject, when this returns. Raises TransportUnavailable."""

    def reader(self, group: str, topics: Sequence[Topic]) -> Reader:
        """A new member of the group."""

    def lag(self, group: str, topics: Sequence[Topic]) -> int:
        """How many records the group has not acknowledged yet, over all these topics."""

    def close(self) -> None:
        """Lets go of connections. What was appended stays."""
