"""What every transport must do; each implementation subclasses this and says how to open itself."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from shared.events.envelope import Event
from shared.transport.binary_mode import NotAnEvent, Raw, event_of
from shared.transport.contract import Found, NotAcknowledged, Reader, Record, Transport, Unreadable, events_in
from shared.transport.topics import Topic
from tests.support.poison import UNREADABLE, VICTIM, Poison, Put

WAIT_SECONDS = 20.0
MOMENT = datetime(2014, 11, 3, 11, tzinfo=UTC)


def an_event(subject: str, number: int = 0) -> Event:
    return Event(
        id=str(uuid.uuid4()),
        source="urn:nld:oin:00000000000000000000:systeem:test",
        type="nl.zachte-landing.test.happened.v1",
        subject=subject,
        time=MOMENT,
        data={"number": number, "tekst": "één €"},
        traceparent=f"00-{'a' * 32}-{'b' * 16}-01",
        causationid="cause",
        sequence=number + 1,
    )


def read_all(reader: Reader, count: int, limit: int = 100) -> list[Record]:
    """Reads and acknowledges until `count` records came; a transport that stalls gives back fewer."""
    found: list[Record] = []
    for batch in batches(reader, limit):
        found += [record for record in batch if isinstance(record, Record)]
        if len(found) >= count:
            break
    return found


def batches(reader: Reader, limit: int = 100) -> Iterator[Sequence[Found]]:
    while batch := reader.read(limit, WAIT_SECONDS):
        reader.acknowledge()
        yield batch


class TransportSuite:
    """Subclass with fixtures `open_transport` (each call a new client on the same log), `topic` (a fresh one) and `put`
    (which writes any record there)."""

    @pytest.fixture
    def transport(self, open_transport: Callable[[], Transport]) -> Transport:
        return open_transport()

    def test_what_was_appended_is_read_whole(self, transport: Transport, topic: Topic) -> None:
        sent = [an_event("client-1", number) for number in range(3)]
        transport.append(topic, sent)
        assert [record.event for record in read_all(transport.reader("g", [topic]), 3)] == sent

    @pytest.mark.parametrize("poison", UNREADABLE, ids=lambda poison: poison.name)
    def test_what_is_no_event_is_read_as_such_and_nothing_waits_for_it(
        self, transport: Transport, topic: Topic, put: Put, poison: Poison
    ) -> None:
        put(topic, poison)
        transport.append(topic, [an_event(VICTIM)])
        found: list[Found] = []
        for batch in batches(transport.reader("g", [topic])):
            found += batch
            if len(found) >= 2:
                break
        first, second = found
        assert isinstance(first, Unreadable)
        assert first.subject in (VICTIM, "")
        assert isinstance(second, Record)
        with pytest.raises(NotAnEvent):
            event_of(Raw.kept(first.raw.headers_text(), first.raw.value))

    def test_one_subject_keeps_its_order_across_appends(self, transport: Transport, topic: Topic) -> None:
        subjects = [f"client-{n}" for n in range(20)]
        for number in range(15):
            transport.append(topic, [an_event(subject, number) for subject in subjects])
        found = read_all(transport.reader("g", [topic]), 300, limit=7)
        assert len(found) == 300
        for subject in subjects:
            numbers = [r.event.data["number"] for r in found if r.event.subject == subject]
            assert numbers == list(range(15))

    def test_a_batch_without_acknowledge_is_read_again(
        self, open_transport: Callable[[], Transport], topic: Topic
    ) -> None:
        transport = open_transport()
        transport.append(topic, [an_event("client-1", number) for number in range(5)])
        first = transport.reader("g", [topic])
        batch = first.read(5, WAIT_SECONDS)
        assert batch
        first.close()
        again = open_transport().reader("g", [topic])
        assert [r.event.id for r in read_all(again, 5)][: len(batch)] == [each.id for each in events_in(batch)]

    def test_an_acknowledged_batch_is_not_read_again(
        self, open_transport: Callable[[], Transport], topic: Topic
    ) -> None:
        transport = open_transport()
        transport.append(topic, [an_event("client-1", number) for number in range(4)])
        reader = transport.reader("g", [topic])
        assert len(read_all(reader, 4, limit=2)) == 4
        reader.close()
        transport.append(topic, [an_event("client-1", 99)])
        assert [r.event.data["number"] for r in read_all(open_transport().reader("g", [topic]), 1)] == [99]

    def test_reading_on_with_an_open_batch_is_refused(self, transport: Transport, topic: Topic) -> None:
        transport.append(topic, [an_event("client-1"), an_event("client-2")])
        reader = transport.reader("g", [topic])
        assert reader.read(1, WAIT_SECONDS)
        with pytest.raises(NotAcknowledged):
            reader.read(1, 0.1)
        reader.close()

    def test_every_group_reads_everything_from_the_start(self, transport: Transport, topic: Topic) -> None:
        sent = [an_event(f"client-{n}") for n in range(10)]
        transport.append(topic, sent)
        assert len(read_all(transport.reader("first", [topic]), 10)) == 10
        late = read_all(transport.reader("late", [topic]), 10)
        assert {r.event.id for r in late} == {e.id for e in sent}

    def test_nothing_to_read_gives_an_empty_batch(self, transport: Transport, topic: Topic) -> None:
        assert not transport.reader("g", [topic]).read(10, 0.2)

    def test_a_batch_is_never_longer_than_asked(self, transport: Transport, topic: Topic) -> None:
        transport.append(topic, [an_event("client-1", number) for number in range(9)])
        assert 1 <= len(transport.reader("g", [topic]).read(4, WAIT_SECONDS)) <= 4

    def test_lag_counts_what_the_group_still_has_to_do(self, transport: Transport, topic: Topic) -> None:
        transport.append(topic, [an_event(f"client-{n}") for n in range(6)])
        assert transport.lag("g", [topic]) == 6
        reader = transport.reader("g", [topic])
        read_all(reader, 6)
        assert transport.lag("g", [topic]) == 0

    def test_places_say_where_a_group_reads_on(self, transport: Transport, topic: Topic) -> None:
        assert transport.places("g", [topic]) == {}
        transport.append(topic, [an_event("client-1", number) for number in range(3)])
        assert len(read_all(transport.reader("g", [topic]), 3)) == 3
        assert transport.places("g", [topic]) == {(topic.name, topic.partition_of("client-1")): 3}

    def test_the_highest_sequence_is_found_also_behind_what_is_no_event(
        self, transport: Transport, topic: Topic, put: Put
    ) -> None:
        assert transport.last_sequence(topic) == 0
        transport.append(topic, [an_event(f"client-{n}", number=n) for n in range(20)])
        put(topic, UNREADABLE[0])
        put(topic, UNREADABLE[2])
        assert transport.last_sequence(topic) == 20

    def test_two_members_leave_nothing_out_and_keep_the_order(
        self, open_transport: Callable[[], Transport], topic: Topic
    ) -> None:
        """Each subject is read whole and in order although two members of the group read at the same time. Which of
        them reads what, and whether something comes twice when the work is divided anew, is the transport's business.
        """
        transport = open_transport()
        subjects = [f"client-{n}" for n in range(30)]
        transport.append(topic, [an_event(s, number) for number in range(10) for s in subjects])

        def member(_: int) -> list[Record]:
            own = open_transport()
            reader = own.reader("g", [topic])
            found: list[Record] = []
            while own.lag("g", [topic]):
                batch = [each for each in reader.read(20, 1.0) if isinstance(each, Record)]
                found.extend(batch)
                reader.acknowledge()
            reader.close()
            return found

        with ThreadPoolExecutor(2) as pool:
            first, second = pool.map(member, range(2))
        distinct = {r.event.id for r in first} | {r.event.id for r in second}
        assert len(distinct) == 300
        for records in (first, second):
            for subject in subjects:
                numbers = [r.event.data["number"] for r in records if r.event.subject == subject]
                assert numbers == sorted(numbers)
