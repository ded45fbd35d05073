"""Kafka keeps the transport contract."""

from collections.abc import Callable
from functools import partial

import pytest

from shared.transport.contract import Transport
from shared.transport.topics import Topic
from tests.contract.transport_suite import TransportSuite
from tests.support.poison import Put, put_in_kafka

pytest_plugins = ["tests.support.fixtures"]


@pytest.mark.kafka
@pytest.mark.slow
class TestKafkaLog(TransportSuite):
    @pytest.fixture
    def open_transport(self, open_kafka_log: Callable[[], Transport]) -> Callable[[], Transport]:
        return open_kafka_log

    @pytest.fixture
    def put(self, kafka_bootstrap: str) -> Put:
        return partial(put_in_kafka, kafka_bootstrap)

    @pytest.fixture
    def topic(self, kafka_topic: Topic) -> Topic:
        return kafka_topic
