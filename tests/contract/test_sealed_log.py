"""A sealed log keeps the transport contract, and holds nothing that can be read without the keys."""

import json
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from shared.events.contracts import CONTRACTS, event_types, example
from shared.events.envelope import Event
from shared.transport.contract import Forgotten, Found, Record, Transport, Unreadable
from shared.transport.embedded import EmbeddedLog
from shared.transport.embedded_keys import EmbeddedKeys
from shared.transport.kafka import KafkaLog
from shared.transport.keys import ClientKeys
from shared.transport.sealed import SEALED, SealedLog
from shared.transport.topics import Topic
from tests.contract.transport_suite import TransportSuite, an_event
from tests.support.poison import Put, put_in_file, put_in_kafka

pytest_plugins = ["tests.support.fixtures"]
INSTALLATION = "ab" * 32
TOPIC = Topic("test", partitions=1)
NOTICE = "nl.zachte-landing.notifications.provider-notice-made.v1"
ANNA, BEN = (str(uuid.UUID(int=number)) for number in (1, 2))


def keys_in(folder: Path) -> ClientKeys:
    return ClientKeys(EmbeddedKeys(folder / "keys.sqlite"), INSTALLATION)


class TestSealedEmbeddedLog(TransportSuite):
    @pytest.fixture
    def open_transport(self, tmp_path: Path) -> Callable[[], Transport]:
        return lambda: SealedLog(EmbeddedLog(tmp_path / "log.sqlite"), keys_in(tmp_path))

    @pytest.fixture
    def put(self, tmp_path: Path) -> Put:
        return partial(put_in_file, tmp_path / "log.sqlite")

    @pytest.fixture
    def topic(self) -> Topic:
        return Topic(f"test-{uuid.uuid4()}", partitions=4)


@pytest.mark.kafka
@pytest.mark.slow
class TestSealedKafkaLog(TransportSuite):
    @pytest.fixture
    def open_transport(self, open_kafka_log: Callable[[], KafkaLog], tmp_path: Path) -> Callable[[], Transport]:
        return lambda: SealedLog(open_kafka_log(), keys_in(tmp_path))

    @pytest.fixture
    def put(self, kafka_bootstrap: str) -> Put:
        return partial(put_in_kafka, kafka_bootstrap)

    @pytest.fixture
    def topic(self, kafka_topic: Topic) -> Topic:
        return kafka_topic


def event_of(type_: str, subject: str = ANNA, data: dict[str, Any] | None = None) -> Event:
    return Event(
        id=str(uuid.uuid4()),
        source="urn:nld:oin:00000000000000000000:systeem:test",
        type=type_,
        subject=subject,
        time=datetime(1999, 1, 1, tzinfo=UTC),
        data=example(type_) if data is None else data,
        traceparent=f"00-{'a' * 32}-{'b' * 16}-01",
        sequence=1,
    )


def sealed(folder: Path) -> SealedLog:
    return SealedLog(EmbeddedLog(folder / "log.sqlite"), keys_in(folder))


def read(log: Transport) -> Sequence[Found]:
    reader = log.reader(str(uuid.uuid4()), [TOPIC])
    found = reader.read(100, 0.0)
    reader.close()
    return found


def texts(value: object) -> set[str]:
    """Every text in it that is longer than a code."""
    if isinstance(value, dict):
        return {each for inner in value.values() for each in texts(inner)}
    if isinstance(value, list):
        return {each for inner in value for each in texts(inner)}
    return {value} if isinstance(value, str) and len(value) > 3 else set()


SEALED_TYPES = [type_ for type_ in event_types() if CONTRACTS.about(type_) == "client"]


@pytest.mark.parametrize("type_", SEALED_TYPES)
def test_nothing_of_what_is_said_of_a_client_stands_in_the_log(tmp_path: Path, type_: str) -> None:
    told = event_of(type_)
    log = sealed(tmp_path)
    log.append(TOPIC, [told])
    (as_it_lies,) = read(EmbeddedLog(tmp_path / "log.sqlite"))
    assert isinstance(as_it_lies, Record)
    assert set(as_it_lies.event.data) == {SEALED}
    log.close()
    raw = b"".join(file.read_bytes() for file in tmp_path.glob("log.sqlite*") if file.is_file()).decode(errors="ignore")
    assert [text for text in texts(told.data) if text in raw and text not in f"{told.subject} {told.type}"] == []
    assert [found.event for found in read(sealed(tmp_path)) if isinstance(found, Record)] == [told]


OPEN = {
    "nl.zachte-landing.intake.client-forgotten.v1": "that the key is destroyed, and on what ground",
    "nl.zachte-landing.intake.access-granted.v1": "which employee may do what",
    "nl.zachte-landing.intake.access-withdrawn.v1": "which employee may do it no more",
    "nl.zachte-landing.intake.delivery-checked.v1": "counts of a delivery",
    "nl.zachte-landing.notifications.mailing-released.v1": "ids of letters, and who released them",
    "nl.zachte-landing.notifications.mailing-sent-back.v1": "who sent a mailing back, and why",
    "nl.zachte-landing.notifications.print-run-handed-over.v1": "ids of letters, and who handed them over",
    "nl.zachte-landing.notifications.print-run-made.v1": "ids of letters",
}
"""Of events that are not sealed what they hold, so that a new one is looked at."""


def test_what_is_not_sealed_holds_nothing_of_a_person() -> None:
    assert {type_ for type_ in event_types() if CONTRACTS.about(type_) == "nobody"} == set(OPEN)
    assert [type_ for type_ in OPEN if '"clientId"' in json.dumps(CONTRACTS.schema(type_))] == []


def notice() -> Event:
    line, client = example(NOTICE)["lines"][0], example(NOTICE)["clients"][0]
    data = example(NOTICE) | {
        "lines": [line | {"clientId": whom} for whom in (ANNA, BEN)],
        "clients": [client | {"clientId": whom} for whom in (ANNA, BEN)],
    }
    return event_of(NOTICE, str(uuid.uuid4()), data)


def test_what_is_said_of_several_clients_is_sealed_for_each(tmp_path: Path) -> None:
    told = notice()
    sealed(tmp_path).append(TOPIC, [told])
    (as_it_lies,) = read(EmbeddedLog(tmp_path / "log.sqlite"))
    assert isinstance(as_it_lies, Record)
    assert {frozenset(item) for name in ("lines", "clients") for item in as_it_lies.event.data[name]} == {
        frozenset({"clientId", SEALED})
    }
    assert [found.event for found in read(sealed(tmp_path)) if isinstance(found, Record)] == [told]
    keys_in(tmp_path).destroy(ANNA)
    (left,) = read(sealed(tmp_path))
    assert isinstance(left, Record)
    assert [[each["clientId"] for each in left.event.data[name]] for name in ("lines", "clients")] == [[BEN], [BEN]]


def test_what_was_told_of_somebody_who_is_forgotten_is_passed_over(tmp_path: Path) -> None:
    log = sealed(tmp_path)
    log.append(TOPIC, [an_event(ANNA, 0), an_event(BEN, 1)])
    keys_in(tmp_path).destroy(ANNA)
    again = sealed(tmp_path)
    again.append(TOPIC, [an_event(ANNA, 2)])
    found = read(again)
    assert [(type(each), each.event.subject) for each in found if not isinstance(each, Unreadable)] == [
        (Forgotten, ANNA),
        (Record, BEN),
        (Forgotten, ANNA),
    ]
    assert [dict(each.event.data) for each in found if isinstance(each, Forgotten)] == [{}, {}]
    assert again.last_sequence(TOPIC) == 3


def test_what_was_appended_before_there_were_keys_is_read_as_it_is(tmp_path: Path) -> None:
    old = an_event(ANNA)
    EmbeddedLog(tmp_path / "log.sqlite").append(TOPIC, [old])
    assert [found.event for found in read(sealed(tmp_path)) if isinstance(found, Record)] == [old]


def moved(events: Sequence[Event]) -> dict[str, Any]:
    return {SEALED: events[1].data[SEALED]}


FORGED: dict[str, Callable[[Sequence[Event]], Any]] = {
    "moved from another event": moved,
    "one character changed": lambda events: {SEALED: "A" + events[0].data[SEALED][1:]},
    "cut off": lambda events: {SEALED: events[0].data[SEALED][:20]},
    "no base64": lambda _events: {SEALED: "é"},
    "no text": lambda _events: {SEALED: 7},
    "nothing": lambda _events: {SEALED: None},
    "empty": lambda _events: {SEALED: ""},
}


@pytest.mark.parametrize("change", FORGED.values(), ids=list(FORGED))
@pytest.mark.parametrize("known", [True, False], ids=["a client of ours", "nobody of ours"])
def test_what_was_sealed_otherwise_is_no_event_of_ours_and_stops_nobody(
    tmp_path: Path, change: Callable[[Sequence[Event]], Any], known: bool
) -> None:
    log, inner = sealed(tmp_path), EmbeddedLog(tmp_path / "log.sqlite")
    log.append(TOPIC, [an_event(ANNA), an_event(ANNA)])
    lies = [found.event for found in read(inner) if isinstance(found, Record)]
    subject = ANNA if known else BEN
    forged = event_of("nl.zachte-landing.test.happened.v1", subject, change(lies))
    inner.append(TOPIC, [forged])
    log.append(TOPIC, [an_event(ANNA)])
    found = read(log)
    assert [type(each) for each in found] == [Record, Record, Unreadable, Record]
    assert [each.subject for each in found if isinstance(each, Unreadable)] == [subject]
