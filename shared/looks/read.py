"""The chain of a service as its topic of looks holds it."""

from collections.abc import Iterator, Mapping
from typing import Any

from shared.events.contracts import CONTRACTS
from shared.looks.chain import BEFORE_THE_FIRST, Link, Verdict, judge
from shared.messaging.rebuild import whole_log
from shared.transport.contract import Transport
from shared.transport.topics import LOOK_TOPICS, topic_of


def verdict_of(transport: Transport, service: str, told: Link = BEFORE_THE_FIRST) -> Verdict:
    """`told`: a link that must be in the log, where somebody knows of one. Raises TransportUnavailable."""
    return judge(_looks(transport, service), told)


def _looks(transport: Transport, service: str) -> Iterator[Mapping[str, Any]]:
    """What is no look of this service is passed over: where it took the place of one, that one is missing."""
    topic = LOOK_TOPICS[service]
    for events in whole_log(transport, f"{service}-check-looks", [topic]):
        for event in events:
            if topic_of(event.type) == topic and not CONTRACTS.violations(event.type, event.data):
                yield event.data
