"""The embedded log keeps the transport contract."""

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from shared.transport.contract import Transport
from shared.transport.embedded import EmbeddedLog
from shared.transport.topics import Topic
from tests.contract.transport_suite import TransportSuite


class TestEmbeddedLog(TransportSuite):
    @pytest.fixture
    def open_transport(self, tmp_path: Path) -> Callable[[], Transport]:
        return lambda: EmbeddedLog(tmp_path / "log.sqlite")

    @pytest.fixture
    def topic(self) -> Topic:
        return Topic(f"test-{uuid.uuid4()}", partitions=4)
