"""The topics: one per service, ordered per subject within a partition, kept for ever; and one per service of who looked
at whose data, in one partition, so that the order of its chain is the order of the log; and one of keys."""

from dataclasses import dataclass
from zlib import crc32


@dataclass(frozen=True, slots=True)
class Topic:
    """A log of events. Two events with the same subject always lie in the same partition."""

    name: str
    partitions: int

    def partition_of(self, subject: str) -> int:
        return crc32(subject.encode()) % self.partitions


TOPICS = {
    service: Topic(f"zachte-landing.{service}", partitions=8)
    for service in ("intake", "migration", "billing", "notifications")
}
LOOK_TOPICS = {service: Topic(f"{topic.name}.looks", partitions=1) for service, topic in TOPICS.items()}
ALL_TOPICS = (*TOPICS.values(), *LOOK_TOPICS.values())
LOOK = "data-read"
"""The name of the event that somebody looked, in the type of each service."""

KEYS = Topic("zachte-landing.keys", partitions=1)
"""The keys with which events are sealed. No event lies there, and it is compacted (kafka_keys.py)."""


def topic_of(event_type: str) -> Topic | None:
    """Where an event of this type lies; None for a type that is none of ours."""
    match event_type.split("."):
        case _, _, service, name, _:
            return (LOOK_TOPICS if name == LOOK else TOPICS).get(service)
        case _:
            return None
