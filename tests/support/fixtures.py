"""Fixtures for real servers. A test module says `pytest_plugins = ["tests.support.fixtures"]` to get them.

The servers live as long as the test process, so that every module shares one broker and one PostgreSQL.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from shared.transport.contract import Transport
from shared.transport.kafka import KafkaLog
from shared.transport.topics import Topic
from tests.support import kafka_server, postgres_server
from tests.support.requirement import require


@pytest.fixture(scope="session")
def kafka_bootstrap() -> Iterator[str]:
    require(*kafka_server.available())
    with kafka_server.kafka_server() as bootstrap:
        yield bootstrap


@pytest.fixture
def kafka_topic(kafka_bootstrap: str) -> Topic:
    return kafka_server.fresh_topic(kafka_bootstrap)


@pytest.fixture
def open_kafka_log(kafka_bootstrap: str) -> Iterator[Callable[[], Transport]]:
    """Opens clients of one broker; they leave their groups after the test, so that the next need not wait for them."""
    with ExitStack() as stack:

        def open_one() -> Transport:
            log = KafkaLog(kafka_bootstrap)
            stack.callback(log.close)
            return log

        yield open_one


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    require(*postgres_server.available())
    with postgres_server.postgres_server() as url:
        yield url
