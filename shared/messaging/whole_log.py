"""The whole log again, without moving the place where a service reads on."""

import uuid
from collections.abc import Iterator, Sequence

from shared.events.envelope import Event
from shared.transport.contract import Transport
from shared.transport.topics import Topic

BATCH = 500
WAIT_SECONDS = 0.5


def whole_log(transport: Transport, service: str, topics: Sequence[Topic]) -> Iterator[Sequence[Event]]:
    """Every event of `topics` from the first one on, in batches, in order per subject; read as a group of its own.

    Ends when nothing is left unread. Raises TransportUnavailable.
    """
    group = f"{service}-again-{uuid.uuid4()}"
    reader = transport.reader(group, topics)
    try:
        while transport.lag(group, topics):
            while records := reader.read(BATCH, WAIT_SECONDS):
                yield [record.event for record in records]
                reader.acknowledge()
    finally:
        reader.close()
