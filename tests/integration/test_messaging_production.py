"""The messaging promises on PostgreSQL and Kafka, as in production."""

import uuid
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from sqlalchemy import Engine

from shared.database import open_engine
from shared.transport import topics
from shared.transport.contract import Transport
from shared.transport.kafka import create_topics
from shared.transport.topics import TOPICS, Topic
from tests.integration.messaging_suite import MessagingSuite
from tests.support.poison import Put, put_in_kafka
from tests.support.postgres_server import fresh_database

pytest_plugins = ["tests.support.fixtures"]


@pytest.mark.kafka
@pytest.mark.postgres
@pytest.mark.slow
class TestMessagingInProduction(MessagingSuite):
    wait = 3.0

    @pytest.fixture(autouse=True)
    def own_topics(self, kafka_bootstrap: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Each test has topics of its own on the shared broker, in the place of the real names."""
        for service in list(TOPICS):
            topic = Topic(f"test-{service}-{uuid.uuid4()}", partitions=2)
            looks = Topic(f"{topic.name}.looks", partitions=1)
            create_topics(kafka_bootstrap, [topic, looks])
            monkeypatch.setitem(topics.TOPICS, service, topic)
            monkeypatch.setitem(topics.LOOK_TOPICS, service, looks)

    @pytest.fixture
    def engine(self, postgres_url: str) -> Iterator[Engine]:
        engine = open_engine(fresh_database(postgres_url, f"tally_{uuid.uuid4().hex[:8]}"))
        yield engine
        engine.dispose()

    @pytest.fixture
    def transport(self, open_kafka_log: Callable[[], Transport]) -> Transport:
        return open_kafka_log()

    @pytest.fixture
    def put(self, kafka_bootstrap: str) -> Put:
        return partial(put_in_kafka, kafka_bootstrap)
