"""What every transport promises; tests/contract/transport_suite.py holds each implementation to it.

Three verbs: append, read, acknowledge.

* At least once. What `append` returned from is never lost. A record that was read but not acknowledged is read again,
  by this reader's successor or by another member of the group. Nobody acknowledges for you. What `append` raised on
  may be there in part; appending it again may double it.
* Ordered per subject. Events of one subject are read in the order in which they were appended. Two members of a group
  do not hold them at the same time; a log that must hand over the work of a member that seems to have died (Kafka)
  keeps to that as long as a batch is worked on shorter than its limit. Between subjects there is no order.
* A group remembers. Each group reads every record of its topics from the very first one, whenever the group starts.
* What is no event is read too. Anybody who can write to a topic can put anything there; it comes as `Unreadable`, in
  its place, and nothing behind it waits for it.
* The partition follows from the subject alone (`Topic.partition_of`), in every log the same. So a caller may count on
  two events of one subject lying in one partition, and on nothing else about it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from shared.events.envelope import Event
from shared.impersonal import Impersonal
from shared.transport.binary_mode import Raw
from shared.transport.topics import Topic


class TransportUnavailable(Impersonal):
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


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What lies at a place in a log and is no event of ours. `subject` is empty when it cannot be told; `why` is Dutch,
    for the functional manager, without a value."""

    topic: str
    partition: int
    offset: int
    subject: str
    raw: Raw
    why: str


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What lies at a place in a log and nobody can read any more: the key of its client was destroyed. `event` has no
    data left. It is passed over; nothing is parked, and nothing waits for it."""

    topic: str
    partition: int
    offset: int
    event: Event


Found = Record | Unreadable | Forgotten


def events_in(found: Iterable[Found]) -> list[Event]:
    """Without what is no event, and without what nobody can read any more."""
    return [each.event for each in found if isinstance(each, Record)]


class Reader(Protocol):
    """One member of a group. Not to be shared between threads."""

    def read(self, limit: int, wait_seconds: float) -> Sequence[Found]:
        """At most `limit` records, in order per subject; empty when none came within `wait_seconds`.

        A log that has to hold its place in a group may wait up to a second longer than asked. Raises NotAcknowledged
        when the batch before it is still open, TransportUnavailable when the log is away.
        """

    def acknowledge(self) -> None:
        """All records of the last batch are done for this group. Without an open batch it does nothing.

        Raises TransportUnavailable; then the batch may be read again, and calling once more does no harm.
        """

    def wake(self) -> None:
        """From any thread: a read that waits, or the next one that would, returns now, empty if need be. Where the
        transport cannot do that, the read waits its time out."""

    def close(self) -> None:
        """Leaves the group; an open batch will be read again by whoever comes next."""


class Transport(Protocol):
    def append(self, topic: Topic, events: Sequence[Event]) -> None:
        """All events are durable, in this order per subject, when this returns. Raises TransportUnavailable."""

    def reader(self, group: str, topics: Sequence[Topic]) -> Reader:
        """A new member of the group. Raises TransportUnavailable when the log or a topic is not there."""

    def places(self, group: str, topics: Sequence[Topic]) -> Mapping[tuple[str, int], int]:
        """Where the group reads on, by topic and partition; a partition of which it acknowledged nothing is left out.
        Raises TransportUnavailable."""

    def opened(self, record: Record) -> Found:
        """What `read` gives of this record now; it can be another thing than when it was read. Raises
        TransportUnavailable."""

    def newest(self, topic: Topic) -> Sequence[Event]:
        """The last events of each partition, among them the one with the highest sequence number; what is no event is
        passed over. Raises TransportUnavailable."""

    def last_sequence(self, topic: Topic) -> int:
        """The highest sequence number of an event in the topic; 0 when there is none. Raises TransportUnavailable."""

    def lag(self, group: str, topics: Sequence[Topic]) -> int:
        """How many records the group has not acknowledged yet, over all these topics. Raises TransportUnavailable."""

    def close(self) -> None:
        """Lets go of connections; no reader of this transport is used after it. What was appended stays."""
