"""The keys of clients in a compacted topic."""

import uuid
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from shared.transport.kafka import create_topics
from shared.transport.kafka_keys import KEY_TOPIC_SETTINGS, KafkaKeys
from shared.transport.topics import Topic
from tests.contract.key_store_suite import KeyStoreSuite, OpenStore

pytest_plugins = ["tests.support.fixtures"]


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
