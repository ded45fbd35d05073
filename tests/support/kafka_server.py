"""A real Kafka for tests: the same start and stop as `python -m deploy.kafka`, in a folder that is thrown away.

Fixtures for it are in tests/support/fixtures.py. Tests on one broker keep apart by topics of their own (`fresh_topic`).
"""

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.jars import JarsUnavailable
from deploy.kafka import broker
from deploy.kafka.settings import jars
from shared.transport.kafka import create_topics
from shared.transport.topics import Topic


def available() -> tuple[bool, str]:
    """Whether a broker can be started here. Fetches the jars when they are not there yet: only that shows it."""
    try:
        return True, f"Kafka: jars in {jars().name}"
    except JarsUnavailable as error:
        return False, f"{error}: the tests on a real Kafka are left out"


@contextmanager
def kafka_server(port: int = 0) -> Iterator[str]:
    """A broker on 127.0.0.1; yields its bootstrap address. Stopped by the pid it was started with."""
    folder = Path(tempfile.mkdtemp(prefix="zl-kafka-"))
    try:
        running = broker.start(folder, port)
        try:
            yield running.bootstrap
        finally:
            broker.stop(folder)
    finally:
        shutil.rmtree(folder)


def fresh_topic(bootstrap: str, partitions: int = 4) -> Topic:
    """A topic that no other test knows."""
    topic = Topic(f"test-{uuid.uuid4()}", partitions)
    create_topics(bootstrap, [topic])
    return topic
