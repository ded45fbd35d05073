"""A real broker starts without Docker, keeps its log over a restart, and is stopped by its own pid."""

import socket
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from deploy.kafka import broker
from shared.transport.binary_mode import NotAnEvent, Raw, event_of
from shared.transport.contract import TransportUnavailable, events_in
from shared.transport.kafka import KafkaLog, create_topics, is_answering
from shared.transport.topics import ALL_TOPICS, Topic
from tests.contract.transport_suite import an_event, read_all
from tests.support.free_port import free_port
from tests.support.kafka_server import available, fresh_topic
from tests.support.requirement import require

pytest_plugins = ["tests.support.fixtures"]
MEMORY_MIB_MAX = 900


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    require(*available())
    yield tmp_path
    if (tmp_path / "broker.json").exists():
        broker.stop(tmp_path)


@pytest.mark.kafka
@pytest.mark.slow
def test_the_log_is_still_there_after_a_restart(folder: Path) -> None:
    first = broker.start(folder, 0)
    topic = fresh_topic(first.bootstrap)
    log = KafkaLog(first.bootstrap)
    log.append(topic, [an_event("client-1", number) for number in range(3)])
    log.close()
    broker.stop(folder)

    again = KafkaLog(broker.start(folder, 0).bootstrap)
    found = read_all(again.reader("g", [topic]), 3)
    again.close()
    assert [record.event.data["number"] for record in found] == [0, 1, 2]


@pytest.mark.kafka
@pytest.mark.slow
def test_a_stopped_broker_leaves_no_process_behind(folder: Path) -> None:
    port = free_port()
    running = broker.start(folder, port)
    assert running.bootstrap == f"127.0.0.1:{port}"
    assert psutil.Process(running.pid).memory_info().rss < MEMORY_MIB_MAX * 2**20
    with pytest.raises(broker.BrokerFailed, match="stop it first"):
        broker.start(folder, 0)
    assert _listening_addresses(running.pid) == {"127.0.0.1"}
    broker.stop(folder)
    assert not psutil.pid_exists(running.pid)
    assert not is_answering(running.bootstrap)


def _listening_addresses(pid: int) -> set[str]:
    listening = [c for c in psutil.Process(pid).net_connections("tcp") if c.status == psutil.CONN_LISTEN]
    return {str(each.laddr.ip).removeprefix("::ffff:") for each in listening}


@pytest.mark.kafka
@pytest.mark.slow
def test_a_port_that_is_taken_is_said_with_the_log(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(broker.BrokerFailed, match="ended at its start"):
            broker.start(folder, int(taken.getsockname()[1]))


@pytest.mark.kafka
@pytest.mark.slow
def test_making_the_topics_twice_changes_nothing(kafka_bootstrap: str) -> None:
    """The broker is shared with other tests, which may have sent something before."""
    topics = list(ALL_TOPICS)
    create_topics(kafka_bootstrap, topics)
    log = KafkaLog(kafka_bootstrap)
    before = log.lag("nobody-yet", topics)
    create_topics(kafka_bootstrap, topics)
    assert log.lag("nobody-yet", topics) == before
    log.close()


@pytest.mark.kafka
@pytest.mark.slow
def test_a_topic_with_other_partitions_is_refused(kafka_bootstrap: str) -> None:
    topic = fresh_topic(kafka_bootstrap, partitions=2)
    with pytest.raises(ValueError, match="has 2 partitions, the code says 3"):
        create_topics(kafka_bootstrap, [Topic(topic.name, 3)])


@pytest.mark.kafka
@pytest.mark.slow
def test_more_than_one_batch_arrives_whole_and_in_order(kafka_bootstrap: str) -> None:
    """Three mebibytes for two clients: several record batches per partition, one under way at a time."""
    topic = fresh_topic(kafka_bootstrap, partitions=2)
    events = [an_event(f"client-{number % 2}", number) for number in range(6_000)]
    log = KafkaLog(kafka_bootstrap)
    log.append(topic, events)
    found = read_all(log.reader("g", [topic]), len(events), limit=1_000)
    log.close()
    for client in ("client-0", "client-1"):
        numbers = [r.event.data["number"] for r in found if r.event.subject == client]
        assert numbers == [e.data["number"] for e in events if e.subject == client]


@pytest.mark.kafka
@pytest.mark.slow
def test_readers_that_wait_briefly_get_their_partitions(kafka_bootstrap: str) -> None:
    """The client can lose a join when it learns of the partitions meanwhile; it did in one of ten tries."""
    for number in range(30):
        topic = fresh_topic(kafka_bootstrap, partitions=2)
        log = KafkaLog(kafka_bootstrap)
        log.append(topic, [an_event("client-1", number)])
        reader = log.reader("brief", [topic])
        batches = (reader.read(5, 0.01) for _ in range(5))
        found = next(filter(None, batches), [])
        log.close()
        assert [event.data["number"] for event in events_in(found)] == [number]


@pytest.mark.kafka
@pytest.mark.slow
def test_reading_a_topic_that_is_not_there_is_said(kafka_bootstrap: str) -> None:
    log = KafkaLog(kafka_bootstrap)
    with pytest.raises(TransportUnavailable, match="nobody-made-this"):
        log.reader("g", [Topic("nobody-made-this", 1)])
    log.close()


@pytest.mark.kafka
def test_a_broker_that_is_away_is_a_passing_fault() -> None:
    require(*available())
    log = KafkaLog(f"127.0.0.1:{free_port()}")
    with pytest.raises(TransportUnavailable):
        log.lag("g", [Topic("anything", 1)])


@pytest.mark.parametrize(
    ("headers", "value"),
    [
        pytest.param([], b"{}", id="no headers"),
        pytest.param([("ce_id", b"1")], b"{}", id="headers missing"),
        pytest.param([("ce_id", b"\xff")], b"{}", id="not text"),
        pytest.param([("ce_id", b"1")], b"{", id="not JSON"),
    ],
)
def test_a_record_that_is_no_event_is_not_guessed_at(headers: list[tuple[str, bytes]], value: bytes) -> None:
    with pytest.raises(NotAnEvent):
        event_of(Raw(headers, value))
