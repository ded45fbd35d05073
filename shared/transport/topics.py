"""The topics: one per service, ordered per subject within a partition, kept for ever; and one of keys."""

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

KEYS = Topic("zachte-landing.keys", partitions=1)
"""The keys with which events are sealed. No event lies there, and it is compacted (kafka_keys.py)."""
