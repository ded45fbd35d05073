"""Kafka keeps the transport contract."""

from collections.abc import Callable

import pytest

from shared.transport.contract import Transport
from shared.transport.topics import Topic
from tests.contract.transport_suite import TransportSuite

pytest_plugins = ["tests.support.fixtures"]


@pytest.mark.kafka
@pytest.mark.slow
class TestKafkaLog(TransportSuite):
    @pytest.fixture
    def open_transport(self, open_kafka_log: Callable[[], Transport]) -> Callable[[], Transport]:
        return open_kafka_log

    @pytest.fixture
    def topic(self, kafka_topic: Topic) -> Topic:
        return kafka_topic
