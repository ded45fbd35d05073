"""The keys of clients in a compacted topic."""

import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from kafka.admin import ConfigResource, KafkaAdminClient

from deploy.kafka import broker
from shared.transport.contract import TransportUnavailable
from shared.transport.kafka import create_topics
from shared.transport.kafka_keys import KEY_TOPIC_SETTINGS, KafkaKeys
from shared.transport.topics import Topic
from tests.contract.key_store_suite import KeyStoreSuite, OpenStore
from tests.support import kafka_server
from tests.support.requirement import require

pytest_plugins = ["tests.support.fixtures"]


WITHIN_MOMENTS = {
    "segment.ms": "500",
    "max.compaction.lag.ms": "500",
    "delete.retention.ms": "500",
    "file.delete.delay.ms": "100",
}
"""What takes days in production."""


class GoneAfterItsEnd:
    """A client whose broker went away after it had told how much there is; it may not know any more where it stands."""

    def __init__(self, stands: int | None) -> None:
        self.stands = stands

    def assign(self, _places: object) -> None: ...

    def seek_to_beginning(self, _place: object) -> None: ...

    def end_offsets(self, places: Sequence[object]) -> dict[object, int]:
        return dict.fromkeys(places, 1)

    def position(self, _place: object) -> int | None:
        return self.stands

    def poll(self, **_: int) -> dict[object, object]:
        return {}


@pytest.mark.parametrize("stands", [0, None])
def test_a_broker_that_goes_away_while_keys_are_read_is_a_fault_that_passes(
    monkeypatch: pytest.MonkeyPatch, stands: int | None
) -> None:
    """It was waited for without an end, with the lock that every other thread needs; or it stopped the worker."""
    monkeypatch.setattr("shared.transport.kafka_keys.looking", lambda _bootstrap: GoneAfterItsEnd(stands))
    monkeypatch.setattr("shared.transport.kafka_keys.DELIVERY_MS_MAX", 0)
    with pytest.raises(TransportUnavailable):
        KafkaKeys("127.0.0.1:1").find(["anna"])


@pytest.mark.kafka
@pytest.mark.slow
def test_a_destroyed_key_leaves_the_disk_when_somebody_sweeps(tmp_path: Path) -> None:
    """It stayed there for ever when no other key was made after it: only what is written closes a segment of Kafka."""
    require(*kafka_server.available())
    folder, topic = tmp_path / "broker", Topic("keys", partitions=1)
    bootstrap = broker.start(folder, 0).bootstrap
    try:
        clean_often(bootstrap)
        create_topics(bootstrap, [topic], KEY_TOPIC_SETTINGS | WITHIN_MOMENTS)
        keys = KafkaKeys(bootstrap, topic)
        keys.add({"anna": b"the key of anna", "ben": b"the key of ben"})
        keys.destroy("anna")
        assert lies_in(folder, b"the key of anna")
        deadline = time.monotonic() + 60
        while lies_in(folder, b"the key of anna"):
            assert time.monotonic() < deadline
            keys.sweep()
        keys.close()
        other = KafkaKeys(bootstrap, topic)
        assert other.find(["anna", "ben", "swept"]) == {"anna": None, "ben": b"the key of ben"}
        other.close()
    finally:
        broker.stop(folder)


def clean_often(bootstrap: str) -> None:
    """The broker looks every 15 seconds by itself for what can be compacted."""
    admin = KafkaAdminClient(bootstrap_servers=bootstrap)
    admin.alter_configs([ConfigResource("BROKER", "1", {"log.cleaner.backoff.ms": "100"})])
    admin.close()


def lies_in(folder: Path, key: bytes) -> bool:
    found = [file for file in folder.rglob("*.log") if file.parent.name == "keys-0"]
    assert found
    return any(key in file.read_bytes() for file in found if file.exists())


@pytest.mark.kafka
@pytest.mark.slow
class TestKafkaKeys(KeyStoreSuite):
    @pytest.fixture
    def open_store(self, kafka_bootstrap: str) -> Iterator[OpenStore]:
        topic = Topic(f"keys-{uuid.uuid4()}", partitions=1)
        create_topics(kafka_bootstrap, [topic], KEY_TOPIC_SETTINGS)
        with ExitStack() as stack:

            def open_one() -> KafkaKeys:
                keys = KafkaKeys(kafka_bootstrap, topic)
                stack.callback(keys.close)
                return keys

            yield open_one
