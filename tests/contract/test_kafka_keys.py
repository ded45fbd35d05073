"""The keys of clients in a compacted topic."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

import pytest

from shared.transport.contract import TransportUnavailable
from shared.transport.kafka import create_topics
from shared.transport.kafka_keys import KEY_TOPIC_SETTINGS, KafkaKeys
from shared.transport.topics import Topic
from tests.contract.key_store_suite import KeyStoreSuite, OpenStore

pytest_plugins = ["tests.support.fixtures"]


class GoneAfterItsEnd:
    """A client whose broker went away after it had told how much there is."""

    def assign(self, _places: object) -> None: ...

    def seek_to_beginning(self, _place: object) -> None: ...

    def end_offsets(self, places: Sequence[object]) -> dict[object, int]:
        return dict.fromkeys(places, 1)

    def position(self, _place: object) -> int:
        return 0

    def poll(self, **_: int) -> dict[object, object]:
        return {}


def test_a_broker_that_goes_away_while_keys_are_read_is_a_fault_that_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """It was waited for without an end, with the lock that every other thread needs."""
    monkeypatch.setattr("shared.transport.kafka_keys.looking", lambda _bootstrap: GoneAfterItsEnd())
    monkeypatch.setattr("shared.transport.kafka_keys.DELIVERY_MS_MAX", 0)
    with pytest.raises(TransportUnavailable):
        KafkaKeys("127.0.0.1:1").find(["anna"])


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
