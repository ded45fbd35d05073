"""The keys of clients in a compacted topic of one partition, of which every process keeps a copy in memory.

Of two keys that are made for one client at the same moment the first one in the topic counts, for everybody. So each
has a name of its own in the topic, for compaction would leave the last of two that share one. A key that is destroyed
gets a tombstone for each of its names, which compaction takes away for good, and a mark that stays. Kafka compacts a
segment once it is closed, and closes it only when somebody writes after its time: that is what `sweep` is for.
"""

import threading
import time
import uuid
from collections.abc import Collection, Mapping
from typing import Any

from kafka import KafkaProducer, TopicPartition

from shared.transport.contract import TransportUnavailable
from shared.transport.kafka import (
    CLOSE_MS_MAX,
    CONNECT_MS_MAX,
    DELIVERY_MS_MAX,
    JOIN_MS_MIN,
    REQUEST_MS_MAX,
    faults_of_kafka,
    has_read,
    looking,
)
from shared.transport.topics import KEYS, Topic

DAY_MS = 24 * 60 * 60 * 1000
KEY_TOPIC_SETTINGS = {
    "cleanup.policy": "compact",
    "retention.ms": "-1",
    "retention.bytes": "-1",
    # A destroyed key has to leave the disk: within two days or so, where somebody sweeps every day.
    "segment.ms": str(DAY_MS),
    "max.compaction.lag.ms": str(DAY_MS),
    "min.cleanable.dirty.ratio": "0.01",
    "delete.retention.ms": str(7 * DAY_MS),
}
MARK = "destroyed"
SWEPT = "swept"


class KafkaKeys:
    """A KeyStore on a Kafka cluster. To be shared between threads; it connects when it is first asked."""

    def __init__(self, bootstrap: str, topic: Topic = KEYS) -> None:
        self._bootstrap = bootstrap
        self._place = TopicPartition(topic.name, 0)
        self._lock = threading.Lock()
        self._consumer: Any = None
        self._names: dict[str, list[str]] = {}
        self._keys: dict[str, bytes | None] = {}

    def find(self, subjects: Collection[str]) -> Mapping[str, bytes | None]:
        with self._lock, faults_of_kafka("reading keys"):
            if any(subject not in self._keys for subject in subjects):
                self._catch_up()
            return {subject: self._keys[subject] for subject in subjects if subject in self._keys}

    def add(self, keys: Mapping[str, bytes]) -> None:
        with self._lock, faults_of_kafka("writing keys"):
            self._write([(f"{subject} {uuid.uuid4()}", sealed) for subject, sealed in keys.items()])

    def destroy(self, subject: str) -> None:
        with self._lock, faults_of_kafka("destroying a key"):
            # The mark first: a key that somebody makes after it never counts.
            self._write([(f"{subject} {MARK}", MARK.encode())])
            self._catch_up()
            self._write([(name, None) for name in self._names.pop(subject, [])])

    def refresh(self) -> None:
        with self._lock, faults_of_kafka("reading keys"):
            self._catch_up()

    def sweep(self) -> None:
        with self._lock, faults_of_kafka("sweeping keys"):
            self._write([(SWEPT, SWEPT.encode())])

    def close(self) -> None:
        with self._lock:
            consumer, self._consumer = self._consumer, None
            if consumer is not None:
                consumer.close(autocommit=False, timeout_ms=CLOSE_MS_MAX)

    def _write(self, records: Collection[tuple[str, bytes | None]]) -> None:
        producer = KafkaProducer(
            bootstrap_servers=self._bootstrap,
            bootstrap_timeout_ms=CONNECT_MS_MAX,
            acks="all",
            enable_idempotence=True,
            max_in_flight_requests_per_connection=1,
            linger_ms=100,
            max_block_ms=CONNECT_MS_MAX,
            request_timeout_ms=REQUEST_MS_MAX,
            delivery_timeout_ms=DELIVERY_MS_MAX,
            allow_auto_create_topics=False,
        )
        try:
            sent = [
                producer.send(self._place.topic, key=name.encode(), value=value, partition=0) for name, value in records
            ]
            producer.flush(timeout=(DELIVERY_MS_MAX + REQUEST_MS_MAX) / 1000)
            for future in sent:
                future.get(timeout=0)
        finally:
            producer.close(timeout=CLOSE_MS_MAX / 1000)

    def _catch_up(self) -> None:
        """Reads until all that was durable when this began. A client that polls a broker which is gone only finds
        nothing, so there is a limit. Raises TransportUnavailable; what was read stays read."""
        deadline = time.monotonic() + DELIVERY_MS_MAX / 1000
        if self._consumer is None:
            self._consumer = looking(self._bootstrap)
            self._consumer.assign([self._place])
            self._consumer.seek_to_beginning(self._place)
        end = self._consumer.end_offsets([self._place])[self._place]
        while not has_read(self._consumer, self._place, end):
            if time.monotonic() > deadline:
                raise TransportUnavailable("Kafka gives the keys of clients too slowly")
            for batch in self._consumer.poll(timeout_ms=JOIN_MS_MIN).values():
                for record in batch:
                    self._take(record.key.decode(), record.value)

    def _take(self, name: str, value: bytes | None) -> None:
        subject = name.partition(" ")[0]
        if value is None or name == SWEPT:
            return
        if value == MARK.encode():
            self._keys[subject] = None
        else:
            self._names.setdefault(subject, []).append(name)
            self._keys.setdefault(subject, value)
