"""The embedded log keeps the transport contract, and wakes who waits for it."""

import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from shared.transport import bell
from shared.transport.contract import Found, Transport, events_in
from shared.transport.embedded import EmbeddedLog
from shared.transport.topics import Topic
from tests.contract.transport_suite import WAIT_SECONDS, TransportSuite, an_event
from tests.support.poison import Put, put_in_file

APPEND_ELSEWHERE = """
import sys
from functools import partial
from pathlib import Path
from shared.transport.embedded import EmbeddedLog
from shared.transport.topics import Topic
from tests.contract.transport_suite import an_event
EmbeddedLog(Path(sys.argv[1])).append(Topic(sys.argv[2], partitions=4), [an_event("client-1")])
"""
SOON_SECONDS = WAIT_SECONDS / 2


class TestEmbeddedLog(TransportSuite):
    @pytest.fixture
    def open_transport(self, tmp_path: Path) -> Callable[[], Transport]:
        return lambda: EmbeddedLog(tmp_path / "log.sqlite")

    @pytest.fixture
    def put(self, tmp_path: Path) -> Put:
        return partial(put_in_file, tmp_path / "log.sqlite")

    @pytest.fixture
    def topic(self) -> Topic:
        return Topic(f"test-{uuid.uuid4()}", partitions=4)

    def test_a_batch_comes_from_as_many_partitions_as_it_takes(self, transport: Transport, topic: Topic) -> None:
        subjects = [f"client-{n}" for n in range(20)]
        transport.append(topic, [an_event(subject) for subject in subjects])
        reader = transport.reader("g", [topic])
        assert {event.subject for event in events_in(reader.read(100, 0))} == set(subjects)
        reader.acknowledge()
        assert transport.lag("g", [topic]) == 0

    def test_who_needs_no_more_leaves_the_other_partitions_to_other_members(
        self, transport: Transport, topic: Topic
    ) -> None:
        transport.append(topic, [an_event(f"client-{n}") for n in range(20)])
        first, second = (transport.reader("g", [topic]) for _ in range(2))
        some, others = first.read(3, 0), second.read(100, 0)
        assert len(some) == 3
        assert others
        assert not {record.partition for record in some} & {record.partition for record in others}


class TestWaiting:
    """A read that waits comes back long before its time is over, and not by trying again and again."""

    @pytest.fixture
    def log(self, tmp_path: Path) -> EmbeddedLog:
        return EmbeddedLog(tmp_path / "log.sqlite")

    @pytest.fixture
    def put(self, tmp_path: Path) -> Put:
        return partial(put_in_file, tmp_path / "log.sqlite")

    @pytest.fixture
    def topic(self) -> Topic:
        return Topic("test", partitions=4)

    @pytest.fixture
    def pool(self) -> Iterator[ThreadPoolExecutor]:
        with ThreadPoolExecutor(1) as pool:
            yield pool

    @pytest.fixture
    def nobody_looks(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whoever wakes now was told."""
        monkeypatch.setattr(bell, "LOOK_SECONDS_MIN", WAIT_SECONDS)
        monkeypatch.setattr(bell, "LOOK_SECONDS_MAX", WAIT_SECONDS)

    @pytest.mark.usefixtures("nobody_looks")
    def test_an_append_in_this_process_wakes_a_reader(
        self, log: EmbeddedLog, topic: Topic, pool: ThreadPoolExecutor
    ) -> None:
        waiting = pool.submit(log.reader("g", [topic]).read, 10, WAIT_SECONDS)
        time.sleep(0.2)
        log.append(topic, [an_event("client-1")])
        assert len(waiting.result(SOON_SECONDS)) == 1

    def test_an_append_in_another_process_wakes_a_reader(
        self, log: EmbeddedLog, topic: Topic, pool: ThreadPoolExecutor, tmp_path: Path
    ) -> None:
        waiting = pool.submit(log.reader("g", [topic]).read, 10, WAIT_SECONDS)
        subprocess.run([sys.executable, "-c", APPEND_ELSEWHERE, tmp_path / "log.sqlite", topic.name], check=True)
        assert len(waiting.result(SOON_SECONDS)) == 1

    @pytest.mark.usefixtures("nobody_looks")
    def test_what_was_appended_before_a_reader_waits_is_not_missed(self, log: EmbeddedLog, topic: Topic) -> None:
        reader = log.reader("g", [topic])
        assert not reader.read(10, 0)
        log.append(topic, [an_event("client-1")])
        assert len(reader.read(10, WAIT_SECONDS)) == 1

    @pytest.mark.usefixtures("nobody_looks")
    def test_a_reader_is_woken_also_when_it_waits_only_later(self, log: EmbeddedLog, topic: Topic) -> None:
        reader = log.reader("g", [topic])
        reader.wake()
        started = time.monotonic()
        assert not reader.read(10, WAIT_SECONDS)
        threading.Timer(0.2, reader.wake).start()
        assert not reader.read(10, WAIT_SECONDS)
        assert time.monotonic() - started < SOON_SECONDS

    @pytest.mark.usefixtures("nobody_looks")
    def test_a_batch_that_another_member_lets_go_of_is_taken_over(
        self, log: EmbeddedLog, topic: Topic, pool: ThreadPoolExecutor
    ) -> None:
        """A member that closes writes nothing, like one whose process died."""
        log.append(topic, [an_event("client-1")])
        first = log.reader("g", [topic])
        assert first.read(10, 0)
        waiting: Future[Sequence[Found]] = pool.submit(log.reader("g", [topic]).read, 10, WAIT_SECONDS)
        time.sleep(0.2)
        first.close()
        assert len(waiting.result(SOON_SECONDS)) == 1
