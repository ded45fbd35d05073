"""The log on Kafka. The only file that imports kafka.

Events travel in CloudEvents binary mode: attributes as `ce_` headers, data as JSON in the value, the subject as key.
The partition is ours (`Topic.partition_of`), so that both logs lay the same event in the same partition.

Settings that matter are all said here, also where they equal the client's default of today.
"""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import OffsetSpec
from kafka.errors import (
    CommitFailedError,
    GroupIdNotFoundError,
    KafkaError,
    TopicAlreadyExistsError,
)
from kafka.structs import OffsetAndMetadata

from shared.events.envelope import Event, encode_data
from shared.transport.binary_mode import NotAnEvent, Raw, as_subject, event_of, headers_of, subject_of
from shared.transport.contract import Found, NotAcknowledged, Record, TransportUnavailable, Unreadable, events_in
from shared.transport.topics import Topic

MESSAGE_BYTES_MAX = 1_048_576
# Kafka counts the 12 bytes before a batch; the same number stands in the broker's settings as message.max.bytes.
TOPIC_SETTINGS = {
    "retention.ms": "-1",
    "retention.bytes": "-1",
    "cleanup.policy": "delete",
    "max.message.bytes": str(MESSAGE_BYTES_MAX + 12),
}
BATCH_BYTES_MAX = 524_288
TAIL = 100
"""Of each partition so many records are looked through for the highest number: it is the last one's, but for poison."""
HEADER_BYTES = 100
CONNECT_MS_MAX = 10_000
REQUEST_MS_MAX = 10_000
DELIVERY_MS_MAX = 30_000
CLOSE_MS_MAX = 5_000
PAUSE_SECONDS = 0.1
METADATA_MS_MAX = 30_000
SESSION_MS = 10_000
HEARTBEAT_MS = 3_000
# A shorter poll returns before the client has done anything: it would never join its group.
POLL_MS_MIN = 100
# The client throws away a join that was answered between two polls, so one that waits for other members waits longer.
JOIN_MS_MIN = 1_000
# The longest that one batch may be worked on. Until then a rebalance waits for the member that has it open.
BATCH_MS_MAX = 300_000


@contextmanager
def faults_of_kafka(doing: str) -> Iterator[None]:
    """A fault that the client marks as passing becomes TransportUnavailable; any other goes on as it is."""
    try:
        yield
    except KafkaError as error:
        if not error.retriable:
            raise
        raise TransportUnavailable(f"Kafka cannot be reached for {doing}: {type(error).__name__}") from error


def is_answering(bootstrap: str) -> bool:
    """Whether a broker answers there now and has registered itself. For starting one, and for a health check."""
    try:
        with _admin(bootstrap, 1_000) as admin:
            return bool(admin.describe_cluster()["brokers"])
    except KafkaError:
        return False


def create_topics(bootstrap: str, topics: Sequence[Topic], settings: Mapping[str, str] = TOPIC_SETTINGS) -> None:
    """Makes the topics that are not there and waits until they can be used.

    Raises ValueError when one exists with another number of partitions (a client's events would change place),
    TransportUnavailable when the broker is away.
    """
    with faults_of_kafka("making topics"), _admin(bootstrap, CONNECT_MS_MAX) as admin:
        for topic in topics:
            _create_topic(admin, topic, settings)
        admin.wait_for_topics([topic.name for topic in topics])
        found = {each["name"]: len(each["partitions"]) for each in admin.describe_topics([t.name for t in topics])}
    for topic in topics:
        if found[topic.name] != topic.partitions:
            raise ValueError(f"topic {topic.name} has {found[topic.name]} partitions, the code says {topic.partitions}")


def _create_topic(admin: Any, topic: Topic, settings: Mapping[str, str]) -> None:
    wanted = {"num_partitions": topic.partitions, "replication_factor": -1, "configs": dict(settings)}
    try:
        admin.create_topics({topic.name: wanted})
    except TopicAlreadyExistsError:
        # Somebody was first; whether it is the same topic is checked by the caller.
        return


@contextmanager
def _admin(bootstrap: str, connect_ms_max: int) -> Iterator[Any]:
    client = KafkaAdminClient(
        bootstrap_servers=bootstrap, bootstrap_timeout_ms=connect_ms_max, request_timeout_ms=REQUEST_MS_MAX
    )
    try:
        yield client
    finally:
        client.close()


class KafkaLog:
    """A Transport on a Kafka cluster. `append` and `lag` may be called by any thread; a reader belongs to one."""

    def __init__(self, bootstrap: str) -> None:
        self._bootstrap = bootstrap
        self._lock = threading.Lock()
        self._producer: Any = None
        self._readers: list[KafkaReader] = []

    def append(self, topic: Topic, events: Sequence[Event]) -> None:
        with self._lock, faults_of_kafka("writing"):
            for round_of_events in _rounds(topic, events):
                self._append(topic, round_of_events)

    def _append(self, topic: Topic, events: Sequence[tuple[int, Event, bytes]]) -> None:
        try:
            producer = self._open_producer()
            sent = [
                producer.send(
                    topic.name, key=event.subject.encode(), value=value, headers=headers_of(event), partition=partition
                )
                for partition, event, value in events
            ]
            producer.flush(timeout=(DELIVERY_MS_MAX + REQUEST_MS_MAX) / 1000)
            for future in sent:
                future.get(timeout=0)
        except KafkaError:
            # What this producer still holds must not come after what the caller sends again.
            self._close_producer()
            raise

    def _open_producer(self) -> Any:
        if self._producer is None:
            self._producer = KafkaProducer(
                bootstrap_servers=self._bootstrap,
                bootstrap_timeout_ms=CONNECT_MS_MAX,
                acks="all",
                enable_idempotence=True,
                max_in_flight_requests_per_connection=1,
                # `append` flushes, so nothing waits this long; it keeps one round together in one batch.
                linger_ms=1_000,
                batch_size=BATCH_BYTES_MAX,
                max_request_size=MESSAGE_BYTES_MAX,
                max_block_ms=CONNECT_MS_MAX,
                request_timeout_ms=REQUEST_MS_MAX,
                delivery_timeout_ms=DELIVERY_MS_MAX,
                allow_auto_create_topics=False,
            )
        return self._producer

    def _close_producer(self) -> None:
        producer, self._producer = self._producer, None
        if producer is not None:
            producer.close(timeout=CLOSE_MS_MAX / 1000)

    def reader(self, group: str, topics: Sequence[Topic]) -> "KafkaReader":
        reader = KafkaReader(self._bootstrap, group, topics)
        self._readers.append(reader)
        return reader

    def places(self, group: str, topics: Sequence[Topic]) -> Mapping[tuple[str, int], int]:
        places = _places(topics)
        with faults_of_kafka("counting"), _admin(self._bootstrap, CONNECT_MS_MAX) as admin:
            done = _acknowledged(admin, group, places)
        return {(place.topic, place.partition): next_ for place, next_ in done.items() if next_}

    def opened(self, record: Record) -> Found:
        return record

    def newest(self, topic: Topic) -> Sequence[Event]:
        with faults_of_kafka("reading"), _looking(self._bootstrap) as consumer:
            places = _places([topic])
            ends = consumer.end_offsets(places)
            starts = consumer.beginning_offsets(places)
            consumer.assign(places)
            for place in places:
                consumer.seek(place, max(starts[place], ends[place] - TAIL))
            filled = {place: end for place, end in ends.items() if end > starts[place]}
            return list(_events(consumer, filled))

    def last_sequence(self, topic: Topic) -> int:
        return max((event.sequence for event in self.newest(topic)), default=0)

    def lag(self, group: str, topics: Sequence[Topic]) -> int:
        places = _places(topics)
        with faults_of_kafka("counting"), _admin(self._bootstrap, CONNECT_MS_MAX) as admin:
            ends = admin.list_partition_offsets(dict.fromkeys(places, OffsetSpec.LATEST))
            done = _acknowledged(admin, group, places)
        return sum(ends[place].offset - done.get(place, 0) for place in places)

    def close(self) -> None:
        with self._lock:
            self._close_producer()
        for reader in self._readers:
            reader.close()


def _places(topics: Sequence[Topic]) -> list[TopicPartition]:
    return [TopicPartition(topic.name, number) for topic in topics for number in range(topic.partitions)]


def looking(bootstrap: str) -> Any:
    """A consumer that belongs to no group, to be closed by the caller."""
    return KafkaConsumer(
        bootstrap_servers=bootstrap,
        bootstrap_timeout_ms=CONNECT_MS_MAX,
        enable_auto_commit=False,
        allow_auto_create_topics=False,
        isolation_level="read_committed",
        max_partition_fetch_bytes=2 * MESSAGE_BYTES_MAX,
        request_timeout_ms=REQUEST_MS_MAX,
    )


@contextmanager
def _looking(bootstrap: str) -> Iterator[Any]:
    consumer = looking(bootstrap)
    try:
        yield consumer
    finally:
        consumer.close(autocommit=False, timeout_ms=CLOSE_MS_MAX)


def has_read(consumer: Any, place: TopicPartition, end: int) -> bool:
    """A client that does not reach its broker does not know where it stands."""
    position = consumer.position(place)
    return position is not None and position >= end


def _events(consumer: Any, ends: Mapping[TopicPartition, int]) -> Iterator[Event]:
    """The events from where the consumer stands to the ends."""
    deadline = time.monotonic() + DELIVERY_MS_MAX / 1000
    while not all(has_read(consumer, place, end) for place, end in ends.items()):
        if time.monotonic() > deadline:
            raise TransportUnavailable("Kafka gives the newest events too slowly")
        for batch in consumer.poll(timeout_ms=JOIN_MS_MIN).values():
            yield from events_in(map(_record, batch))


def _rounds(topic: Topic, events: Sequence[Event]) -> Iterator[list[tuple[int, Event, bytes]]]:
    """The events with partition and value, in rounds of at most one record batch per partition.

    The broker takes a batch whole or not at all. With more than one under way, a first could fail while a second
    arrives, and sending both again would give the second before the first.
    """
    batch: list[tuple[int, Event, bytes]] = []
    sizes: dict[int, int] = {}
    for event in events:
        partition, value = topic.partition_of(event.subject), encode_data(event.data).encode()
        size = len(value) + sum(len(name) + len(text) for name, text in headers_of(event)) + HEADER_BYTES
        if sizes.get(partition, 0) + size > BATCH_BYTES_MAX and sizes.get(partition):
            yield batch
            batch, sizes = [], {}
        batch.append((partition, event, value))
        sizes[partition] = sizes.get(partition, 0) + size
    if batch:
        yield batch


def _acknowledged(admin: Any, group: str, places: Sequence[TopicPartition]) -> Mapping[TopicPartition, int]:
    """The group's next offset per partition; a group that never acknowledged anything stands at the start.

    A new broker makes its own topic of offsets when it is first asked for them, and has no answer until that is done.
    """
    deadline = time.monotonic() + REQUEST_MS_MAX / 1000
    while True:
        try:
            found = admin.list_group_offsets({group: list(places)})[group]
            return {place: max(at.offset, 0) for place, at in found.items()}
        except GroupIdNotFoundError:
            return {}
        except KafkaError as error:
            if not error.retriable or time.monotonic() > deadline:
                raise
        time.sleep(PAUSE_SECONDS)


class KafkaReader:
    """One member of a consumer group.

    A rebalance needs every member to poll, and a member with an open batch does not poll until it has acknowledged.
    So no record is in two hands, unless a batch takes longer than BATCH_MS_MAX.

    As long as it has no partitions, a read without a record takes at least JOIN_MS_MIN.
    """

    def __init__(self, bootstrap: str, group: str, topics: Sequence[Topic]) -> None:
        self._open: dict[TopicPartition, OffsetAndMetadata] = {}
        with faults_of_kafka("reading"):
            self._consumer = KafkaConsumer(
                *(topic.name for topic in topics),
                bootstrap_servers=bootstrap,
                bootstrap_timeout_ms=CONNECT_MS_MAX,
                group_id=group,
                enable_auto_commit=False,
                auto_offset_reset="earliest",
                allow_auto_create_topics=False,
                isolation_level="read_committed",
                max_partition_fetch_bytes=2 * MESSAGE_BYTES_MAX,
                session_timeout_ms=SESSION_MS,
                heartbeat_interval_ms=HEARTBEAT_MS,
                max_poll_interval_ms=BATCH_MS_MAX,
                metadata_max_age_ms=METADATA_MS_MAX,
                request_timeout_ms=REQUEST_MS_MAX,
            )
            self._learn_partitions(topics)

    def _learn_partitions(self, topics: Sequence[Topic]) -> None:
        """Before joining: a member that leads its group without knowing the partitions gives nobody any, and may not
        notice when it learns of them."""
        missing = [topic.name for topic in topics if not self._consumer.partitions_for_topic(topic.name)]
        if missing:
            self._consumer.close(autocommit=False, timeout_ms=CLOSE_MS_MAX)
            raise TransportUnavailable(f"topics are not there yet: {missing}; make them with `zachtelanding topics`")

    def read(self, limit: int, wait_seconds: float) -> Sequence[Found]:
        if self._open:
            raise NotAcknowledged("acknowledge the batch that is open, or close the reader")
        with faults_of_kafka("reading"):
            wait_ms = max(int(wait_seconds * 1000), POLL_MS_MIN if self._consumer.assignment() else JOIN_MS_MIN)
            found = self._consumer.poll(timeout_ms=wait_ms, max_records=limit)
        records = [_record(each) for batch in found.values() for each in batch]
        self._open = {place: OffsetAndMetadata(batch[-1].offset + 1, "", -1) for place, batch in found.items() if batch}
        return records

    def acknowledge(self) -> None:
        """Raises TransportUnavailable; when the group has moved on without this member, the batch is read again."""
        if not self._open:
            return
        try:
            with faults_of_kafka("acknowledging"):
                self._consumer.commit(self._open, timeout_ms=REQUEST_MS_MAX)
        except CommitFailedError as error:
            self._open = {}
            raise TransportUnavailable("another member of the group has taken over this batch") from error
        self._open = {}

    def wake(self) -> None:
        """The client's poll cannot be interrupted from another thread."""

    def close(self) -> None:
        self._open = {}
        self._consumer.close(autocommit=False, timeout_ms=CLOSE_MS_MAX)


def _record(found: Any) -> Found:
    raw = Raw(found.headers, found.value)
    place = (found.topic, found.partition, found.offset)
    try:
        return Record(*place, event_of(raw))
    except NotAnEvent as wrong:
        return Unreadable(*place, as_subject(found.key) or subject_of(raw), raw, str(wrong))
