"""The messaging promises on SQLite and the embedded log."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine

from shared.database import open_engine, sqlite_url
from shared.transport.embedded import EmbeddedLog
from tests.integration.messaging_suite import MessagingSuite
from tests.support.poison import Put, put_in_file


class TestMessagingEmbedded(MessagingSuite):
    @pytest.fixture
    def engine(self, tmp_path: Path) -> Iterator[Engine]:
        engine = open_engine(sqlite_url(tmp_path / "service.sqlite"))
        yield engine
        engine.dispose()

    @pytest.fixture
    def transport(self, tmp_path: Path) -> EmbeddedLog:
        return EmbeddedLog(tmp_path / "log.sqlite")

    @pytest.fixture
    def put(self, tmp_path: Path) -> Put:
        return partial(put_in_file, tmp_path / "log.sqlite")
