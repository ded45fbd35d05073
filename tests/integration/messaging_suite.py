"""What the messaging promises, on whatever database and transport the subclass opens."""

import threading
import uuid
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, delete, func, insert, select, update
from sqlalchemy.exc import DataError, OperationalError

from shared.access import Role, User
from shared.clock import TurnedClock
from shared.events.contracts import ContractBroken, Contracts
from shared.events.envelope import Event
from shared.looks.chain import judge, reason_of
from shared.looks.purpose import listing
from shared.looks.written import LookRelay, ReadLog
from shared.messaging.failures import DatabaseBehind, Refused, TooManyParked, Unworkable
from shared.messaging.forgetting import drop_told_reasons
from shared.messaging.outbox import Relay
from shared.messaging.parking import Kind, Parked, Parking, Standing
from shared.messaging.places import Places
from shared.messaging.rebuild import FORGOTTEN, rebuild, whole_log
from shared.messaging.tables import messaging_tables
from shared.messaging.unit import Database, Unit
from shared.messaging.unknown import UnknownEvents
from shared.messaging.worker import Worker, WorkerLimits
from shared.transport.contract import Transport, events_in
from shared.transport.topics import LOOK_TOPICS, TOPICS
from tests.support.poison import POISON, READABLE, UNREADABLE, VICTIM, Poison, Put, numbered

INVENTED_CONTRACTS = Path(__file__).parent.parent / "support" / "contracts"
CLOCK = TurnedClock(date(2014, 11, 3))
HAPPENED = "nl.zachte-landing.intake.happened.v1"
NOOR = User("noor", "Noor Bakker", Role.CASEWORKER, frozenset({"0321"}))
LEAFED = listing("clients", "bladeren in een lijst")


class Tally:
    """A tiny service: counts per subject how often something happened, and says so."""

    def __init__(self, engine: Engine, transport: Transport) -> None:
        metadata = MetaData()
        self.counts = Table(
            "tally", metadata, Column("subject", String(36), primary_key=True), Column("seen", Integer, nullable=False)
        )
        messaging = messaging_tables(metadata)
        metadata.create_all(engine)
        self.database = Database(
            service="migration",
            organisation="0" * 20,
            engine=engine,
            messaging=messaging,
            clock=CLOCK,
            contracts=Contracts(INVENTED_CONTRACTS),
        )
        self.transport = transport
        self.order: list[int] = []
        self.broken: set[str] = set()
        self.unstorable: set[str] = set()
        self.says_too_much: set[str] = set()
        self.faults = 0
        self.bug: Exception | None = None

    def handle(self, unit: Unit, events: Sequence[Event]) -> None:
        if self.faults:
            self.faults -= 1
            raise OperationalError("insert", {}, Exception("database is away"))
        if self.bug is not None:
            raise self.bug
        for event in events:
            if event.subject in self.broken:
                raise Unworkable("dit bericht kan niet")
            if event.subject in self.unstorable:
                raise DataError("insert", {}, Exception("value too long"))
            if event.subject in self.says_too_much:
                unit.record("counted", event.subject, {"number": 1, "note": "é" * 500_001}, cause=event)
            self.order.append(event.data["number"])
            changed = unit.connection.execute(
                update(self.counts).where(self.counts.c.subject == event.subject).values(seen=self.counts.c.seen + 1)
            )
            if not changed.rowcount:
                unit.connection.execute(insert(self.counts).values(subject=event.subject, seen=1))
            unit.record("counted", event.subject, {"number": event.data["number"]}, cause=event)

    def worker(self, group: str | None = None, **limits: int) -> Worker:
        return Worker(
            database=self.database,
            transport=self.transport,
            subscriptions=[TOPICS["intake"]],
            handlers={HAPPENED: self.handle},
            limits=WorkerLimits(first_pause_seconds=0, **limits),
            group=group,
        )

    def rebuild(self) -> None:
        rebuild(
            database=self.database,
            transport=self.transport,
            subscriptions=[TOPICS["intake"]],
            handlers={HAPPENED: self.handle},
            tables=[self.counts],
        )

    def lose_everything(self) -> None:
        """As if somebody threw the database away and the service made an empty one."""
        tables = self.database.messaging
        with self.database.engine.begin() as connection:
            for table in (
                self.counts,
                tables.relay,
                tables.look_outbox,
                tables.look_head,
                *(getattr(tables, each) for each in FORGOTTEN),
            ):
                connection.execute(delete(table))

    def sent(self) -> list[tuple[int, int]]:
        """Number and sequence of every event in the service's own topic, in the order of the sequence."""
        return sorted(((one.data["number"], one.sequence) for one in self.own_events()), key=lambda each: each[1])

    def own_events(self) -> list[Event]:
        return [one for part in whole_log(self.transport, "test", [TOPICS["migration"]]) for one in part]

    def looks(self) -> list[Mapping[str, Any]]:
        """As the log holds them."""
        return [one.data for part in whole_log(self.transport, "test", [LOOK_TOPICS["migration"]]) for one in part]

    def look(self, *clients: str) -> None:
        ReadLog(self.database).write(NOOR, clients, LEAFED)

    def seen(self) -> dict[str, int]:
        with self.database.reading() as connection:
            return {row.subject: row.seen for row in connection.execute(select(self.counts))}

    def parked(self) -> list[tuple[str, Kind]]:
        table = self.database.messaging.parked
        with self.database.reading() as connection:
            rows = connection.execute(select(table).order_by(table.c.number))
            return [(row.subject, Kind(row.kind)) for row in rows]

    def first_parked(self) -> str:
        """Its id."""
        table = self.database.messaging.parked
        with self.database.reading() as connection:
            return str(connection.execute(select(table.c.event_id).order_by(table.c.number)).scalars().first())

    @property
    def parking(self) -> Parking:
        return Parking(self.database.messaging, self.database.clock)

    def outbox_size(self) -> int:
        with self.database.reading() as connection:
            return connection.execute(select(func.count()).select_from(self.database.messaging.outbox)).scalar_one()


def happened(subject: str, number: object) -> Event:
    return Event(
        id=str(uuid.uuid4()),
        source="urn:nld:oin:0:systeem:test",
        type=HAPPENED,
        subject=subject,
        time=CLOCK.now(),
        data={"number": number},
        traceparent=f"00-{'a' * 32}-{'b' * 16}-01",
    )


def work_all(worker: Worker, wait: float) -> None:
    while worker.work_once(wait):
        pass


class MessagingSuite:
    """Subclass with fixtures `engine` and `transport`; `wait` is how long a read may take to come up empty."""

    wait = 0.0

    @pytest.fixture
    def tally(self, engine: Engine, transport: Transport) -> Tally:
        return Tally(engine, transport)

    @pytest.mark.parametrize("bug", [TypeError("ours"), LookupError("ours"), ValueError("ours"), KeyError("ours")])
    def test_a_fault_of_our_own_stops_the_worker_and_parks_nothing(self, tally: Tally, bug: Exception) -> None:
        tally.transport.append(TOPICS["intake"], [happened("anna", 1)])
        tally.bug = bug
        worker = tally.worker()
        with pytest.raises(type(bug), match="ours"):
            work_all(worker, self.wait)
        worker.close()
        assert (tally.parked(), tally.seen()) == ([], {})
        tally.bug = None
        mended = tally.worker()
        work_all(mended, self.wait)
        mended.close()
        assert tally.seen() == {"anna": 1}

    def test_twice_delivered_is_once_done(self, tally: Tally) -> None:
        event = happened("client-1", 1)
        tally.transport.append(TOPICS["intake"], [event, event])
        tally.transport.append(TOPICS["intake"], [event])
        worker = tally.worker()
        work_all(worker, self.wait)
        worker.close()
        assert tally.seen() == {"client-1": 1}
        assert tally.outbox_size() == 1

    def test_what_a_failed_unit_recorded_is_never_sent(self, tally: Tally) -> None:
        with pytest.raises(RuntimeError), tally.database.unit() as unit:  # noqa: PT012
            unit.record("counted", "client-1", {"number": 1})
            raise RuntimeError("halfway")
        assert Relay(tally.database, tally.transport).send_all() == 0

    @pytest.mark.parametrize(
        ("name", "data", "wrong"),
        [
            ("counted", {"number": "two"}, r"migration\.counted\.v1.*number"),
            ("uncounted", {"number": 2}, r"migration\.uncounted\.v1 has no contract"),
        ],
    )
    def test_what_breaks_its_contract_is_not_recorded_and_undoes_the_unit(
        self, tally: Tally, name: str, data: dict[str, object], wrong: str
    ) -> None:
        with pytest.raises(ContractBroken, match=wrong), tally.database.unit() as unit:  # noqa: PT012
            unit.record("counted", "client-1", {"number": 1})
            unit.record(name, "client-1", data)
        assert tally.outbox_size() == 0

    def test_a_worker_stops_at_an_announcement_that_breaks_its_contract_and_parks_nothing(self, tally: Tally) -> None:
        tally.transport.append(TOPICS["intake"], [happened("client-1", "one")])
        worker = tally.worker()
        with pytest.raises(ContractBroken):
            work_all(worker, self.wait)
        worker.close()
        assert (tally.seen(), tally.parked()) == ({}, [])

    def test_events_go_out_once_in_order_with_a_sequence_from_one(self, tally: Tally) -> None:
        for number in range(5):
            with tally.database.unit() as unit:
                unit.record("counted", "client-1", {"number": number})
        relay = Relay(tally.database, tally.transport)
        assert (relay.send_all(), relay.send_all()) == (5, 0)
        reader = tally.transport.reader("check", [TOPICS["migration"]])
        events = events_in(reader.read(10, 20))
        reader.close()
        assert [(each.data["number"], each.sequence) for each in events] == [(n, n + 1) for n in range(5)]

    def test_ids_of_events_follow_the_order_in_which_they_were_recorded(self, tally: Tally) -> None:
        """So that those of one batch lie next to each other in every index."""
        for first in (0, 200):
            with tally.database.unit() as unit:
                for number in range(first, first + 200):
                    unit.record("counted", "client-1", {"number": number})
        outbox = tally.database.messaging.outbox
        with tally.database.reading() as connection:
            ids = connection.execute(select(outbox.c.id).order_by(outbox.c.number)).scalars().all()
        assert (len(ids), ids) == (400, sorted(ids))

    def test_relays_that_start_at_the_same_moment_number_every_event_once(self, tally: Tally) -> None:
        for number in range(20):
            with tally.database.unit() as unit:
                unit.record("counted", f"client-{number}", {"number": number})
        together = threading.Barrier(4)

        def send(_: int) -> int:
            together.wait(10)
            return Relay(tally.database, tally.transport).send_all()

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(send, range(4)))
        outbox = tally.database.messaging.outbox
        with tally.database.reading() as connection:
            rows = connection.execute(select(outbox.c.sequence, outbox.c.sent)).all()
        assert sorted(row.sequence for row in rows) == list(range(1, 21))
        assert all(row.sent for row in rows)

    def test_an_answer_carries_the_trace_and_the_cause(self, tally: Tally) -> None:
        cause = happened("client-1", 1)
        tally.transport.append(TOPICS["intake"], [cause])
        worker = tally.worker()
        work_all(worker, self.wait)
        worker.close()
        reader = tally.transport.reader("check", [TOPICS["migration"]])
        (event,) = events_in(reader.read(10, 20))
        reader.close()
        assert event.causationid == cause.id
        assert event.traceparent.split("-")[1] == cause.traceparent.split("-")[1]

    def test_one_bad_message_is_parked_and_everybody_else_goes_on(self, tally: Tally) -> None:
        tally.broken = {"client-2"}
        tally.transport.append(TOPICS["intake"], [happened(f"client-{n}", n) for n in range(5)])
        worker = tally.worker()
        work_all(worker, self.wait)
        worker.close()
        assert tally.seen() == {f"client-{n}": 1 for n in (0, 1, 3, 4)}
        assert tally.parked() == [("client-2", Kind.UNWORKABLE)]

    def test_later_messages_of_a_parked_client_wait_behind_it_and_work_after_a_retry(self, tally: Tally) -> None:
        tally.broken = {"client-1"}
        tally.transport.append(TOPICS["intake"], [happened("client-1", 1)])
        worker = tally.worker()
        work_all(worker, self.wait)
        tally.broken = set()
        tally.transport.append(TOPICS["intake"], [happened("client-1", 2), happened("client-1", 3)])
        work_all(worker, self.wait)
        assert tally.parked() == [("client-1", Kind.UNWORKABLE), ("client-1", Kind.WAITS), ("client-1", Kind.WAITS)]
        assert worker.retry_parked(tally.first_parked()) == 3
        worker.close()
        assert tally.order == [1, 2, 3]
        assert tally.parked() == []

    def test_a_retry_that_fails_again_keeps_all_messages_parked_in_order(self, tally: Tally) -> None:
        tally.broken = {"client-1"}
        tally.transport.append(TOPICS["intake"], [happened("client-1", 1), happened("client-1", 2)])
        worker = tally.worker()
        work_all(worker, self.wait)
        assert worker.retry_parked(tally.first_parked()) == 0
        worker.close()
        assert [subject for subject, _ in tally.parked()] == ["client-1", "client-1"]

    def test_a_message_that_comes_while_the_line_is_tried_again_is_worked_too(self, tally: Tally) -> None:
        tally.broken = {"client-1"}
        tally.transport.append(TOPICS["intake"], [happened("client-1", 1)])
        worker = tally.worker()
        work_all(worker, self.wait)
        tally.broken = set()
        tally.transport.append(TOPICS["intake"], [happened("client-1", 2)])
        retry, other = worker._retry, tally.worker()

        def meanwhile(parked: Parked) -> bool:
            work_all(other, self.wait)
            return retry(parked)

        worker._retry = meanwhile  # type: ignore[method-assign]
        worker.close()
        assert worker.retry_parked(tally.first_parked()) == 2
        other.close()
        assert (tally.order, tally.parked()) == ([1, 2], [])

    def stopped_by_one(self, tally: Tally) -> tuple[Worker, str]:
        """A client whose first message will never work, with one behind it; and the id of the first."""
        tally.broken = {"client-1"}
        tally.transport.append(TOPICS["intake"], [happened("client-1", 1)])
        worker = tally.worker()
        work_all(worker, self.wait)
        tally.broken = set()
        tally.transport.append(TOPICS["intake"], [happened("client-1", 2)])
        work_all(worker, self.wait)
        worker.close()
        return worker, tally.first_parked()

    def propose(self, tally: Tally, event_id: str) -> None:
        with tally.database.unit() as unit:
            tally.parking.propose_aside(unit.connection, event_id, "first", "dubbel")

    def standing(self, tally: Tally) -> list[tuple[str, Standing]]:
        with tally.database.reading() as connection:
            return [(line.event_id, line.standing) for line in tally.parking.lines(connection)]

    def test_what_two_people_put_aside_holds_nobody_up_and_counts_no_more(self, tally: Tally) -> None:
        worker, first = self.stopped_by_one(tally)
        self.propose(tally, first)
        assert [each for _, each in self.standing(tally)] == [Standing.PROPOSED, Standing.OPEN]
        assert worker.put_aside(first, "second", "dubbel") == 1
        assert (tally.order, self.standing(tally)) == ([2], [(first, Standing.ASIDE)])
        assert worker.retry_parked(first) == 0
        with tally.database.reading() as connection:
            assert tally.parking.count(connection) == 0
            assert tally.parking.blocked_subjects(connection) == set()

    def test_who_proposed_it_cannot_confirm_it_and_nobody_can_twice(self, tally: Tally) -> None:
        worker, first = self.stopped_by_one(tally)
        with pytest.raises(Refused):
            worker.put_aside(first, "second", "dubbel")
        self.propose(tally, first)
        for user, why in (("first", "dubbel"), ("second", "iets anders")):
            with pytest.raises(Refused):
                worker.put_aside(first, user, why)
        with pytest.raises(Refused), tally.database.unit() as unit:
            tally.parking.propose_aside(unit.connection, first, "third", "toch niet")
        worker.put_aside(first, "second", "dubbel")
        with pytest.raises(Refused):
            worker.put_aside(first, "third", "dubbel")

    def test_two_who_confirm_at_once_do_it_once(self, tally: Tally) -> None:
        worker, first = self.stopped_by_one(tally)
        self.propose(tally, first)

        def confirm(user: str) -> bool:
            try:
                worker.put_aside(first, user, "dubbel")
            except Refused:
                return False
            return True

        with ThreadPoolExecutor(4) as pool:
            assert sum(pool.map(confirm, ["second", "third", "fourth", "fifth"])) == 1
        assert (tally.order, self.standing(tally)) == ([2], [(first, Standing.ASIDE)])

    def test_what_was_put_aside_can_be_brought_back_and_worked(self, tally: Tally) -> None:
        worker, first = self.stopped_by_one(tally)
        self.propose(tally, first)
        worker.put_aside(first, "second", "dubbel")
        with tally.database.unit() as unit:
            tally.parking.bring_back(unit.connection, first)
        assert worker.retry_parked(first) == 1
        assert (tally.order, tally.parked()) == ([2, 1], [])

    def test_no_rebuild_works_what_was_put_aside(self, tally: Tally) -> None:
        worker, first = self.stopped_by_one(tally)
        self.propose(tally, first)
        worker.put_aside(first, "second", "dubbel")
        tally.rebuild()
        assert (tally.seen(), self.standing(tally)) == ({"client-1": 1}, [(first, Standing.ASIDE)])
        with tally.database.engine.begin() as connection:
            connection.execute(delete(tally.database.messaging.read_to))
        tally.rebuild()
        assert (tally.seen(), self.standing(tally)) == ({"client-1": 1}, [(first, Standing.ASIDE)])

    def test_poison_is_set_apart_and_everybody_else_goes_on(self, tally: Tally, put: Put) -> None:
        good = [f"client-{n}" for n in range(3)]
        for number, poison in enumerate(POISON):
            put(TOPICS["intake"], numbered(poison, number))
        tally.transport.append(TOPICS["intake"], [happened(subject, 1) for subject in [*good, VICTIM]])
        worker = tally.worker(parked_max=0)
        work_all(worker, self.wait)
        worker.close()
        assert tally.seen() == dict.fromkeys(good, 1)
        found = tally.parked()
        assert len(found) == len(POISON) + 1
        assert {kind for _, kind in found[: len(UNREADABLE)]} == {Kind.UNREADABLE}
        assert found[-1] == (VICTIM, Kind.WAITS)

    @pytest.mark.parametrize("poison", READABLE, ids=lambda poison: poison.name)
    def test_an_event_that_breaks_its_contract_is_set_apart(self, tally: Tally, put: Put, poison: Poison) -> None:
        put(TOPICS["intake"], poison)
        tally.transport.append(TOPICS["intake"], [happened("client-1", 1)])
        worker = tally.worker(parked_max=0)
        work_all(worker, self.wait)
        worker.close()
        assert tally.seen() == {"client-1": 1}
        assert tally.parked() == [(VICTIM, Kind.BREAKS_CONTRACT)]

    def test_poison_that_comes_again_is_parked_once(self, tally: Tally, put: Put) -> None:
        put(TOPICS["intake"], POISON[0])
        for group in ("first", "second"):
            worker = tally.worker(group=group)
            work_all(worker, self.wait)
            worker.close()
        assert [kind for _, kind in tally.parked()] == [Kind.UNREADABLE]

    def test_poison_stays_when_it_is_tried_again(self, tally: Tally, put: Put) -> None:
        put(TOPICS["intake"], POISON[0])
        worker = tally.worker()
        work_all(worker, self.wait)
        assert worker.retry_parked(tally.first_parked()) == 0
        worker.close()
        assert [kind for _, kind in tally.parked()] == [Kind.UNREADABLE]

    def test_a_value_that_the_database_refuses_sets_one_message_apart(self, tally: Tally) -> None:
        tally.unstorable = {"client-7"}
        tally.transport.append(TOPICS["intake"], [happened(f"client-{n}", n) for n in range(20)])
        worker = tally.worker()
        work_all(worker, self.wait)
        worker.close()
        assert tally.seen() == {f"client-{n}": 1 for n in range(20) if n != 7}
        assert tally.parked() == [("client-7", Kind.UNSTORABLE)]

    def test_what_would_outgrow_the_log_sets_its_cause_apart(self, tally: Tally) -> None:
        tally.says_too_much = {"client-1"}
        tally.transport.append(TOPICS["intake"], [happened("client-1", 1), happened("client-2", 2)])
        worker = tally.worker()
        work_all(worker, self.wait)
        worker.close()
        assert tally.seen() == {"client-2": 1}
        assert tally.parked() == [("client-1", Kind.UNWORKABLE)]

    def test_an_event_of_an_unknown_type_is_counted_and_holds_nobody_up(self, tally: Tally) -> None:
        newer = replace(happened("client-1", 1), type=HAPPENED.replace(".v1", ".v2"))
        tally.transport.append(TOPICS["intake"], [newer, happened("client-1", 2)])
        worker = tally.worker()
        work_all(worker, self.wait)
        worker.close()
        with tally.database.reading() as connection:
            counted = UnknownEvents(tally.database).all(connection)
        assert [(each.type, each.events) for each in counted] == [(newer.type, 1)]
        assert tally.seen() == {"client-1": 1}

    def test_above_the_limit_of_parked_messages_the_worker_stops(self, tally: Tally) -> None:
        tally.broken = {f"client-{n}" for n in range(4)}
        tally.transport.append(TOPICS["intake"], [happened(f"client-{n}", n) for n in range(4)])
        worker = tally.worker(parked_max=2)
        with pytest.raises(TooManyParked, match="more than 2"):
            work_all(worker, self.wait)
        worker.close()

    def test_a_passing_fault_is_tried_again_and_loses_nothing(self, tally: Tally) -> None:
        tally.faults = 3
        tally.transport.append(TOPICS["intake"], [happened("client-1", 1)])
        worker = tally.worker()
        work_all(worker, self.wait)
        worker.close()
        assert tally.seen() == {"client-1": 1}

    def test_a_fault_that_does_not_pass_stops_the_worker_and_leaves_the_message(self, tally: Tally) -> None:
        tally.faults = 3
        tally.transport.append(TOPICS["intake"], [happened("client-1", 1)])
        worker = tally.worker(tries_max=2)
        with pytest.raises(OperationalError):
            work_all(worker, self.wait)
        worker.close()
        tally.faults = 0
        again = tally.worker()
        again.run(StopsWhen(lambda: tally.seen() == {"client-1": 1}), wait_seconds=0.05)
        assert tally.seen() == {"client-1": 1}

    def test_a_worker_that_runs_waits_until_a_fault_is_over(self, tally: Tally) -> None:
        tally.faults = 3
        tally.transport.append(TOPICS["intake"], [happened("client-1", 1)])
        worker = tally.worker(tries_max=1)
        waited: set[str] = set()

        def done() -> bool:
            waited.add(worker.waits_for)
            return tally.seen() == {"client-1": 1} and not worker.waits_for

        worker.run(StopsWhen(done), wait_seconds=0.05)
        assert waited == {"", "OperationalError"}
        assert tally.parked() == []

    def test_a_lost_database_is_recovered_and_nothing_is_said_twice(self, tally: Tally) -> None:
        tally.transport.append(TOPICS["intake"], [happened(f"client-{n % 2}", n) for n in range(4)])
        worker = tally.worker()
        work_all(worker, self.wait)
        tally.lose_everything()
        tally.transport.append(TOPICS["intake"], [happened("client-0", 4)])
        tally.rebuild()
        work_all(worker, self.wait)
        worker.close()
        assert tally.seen() == {"client-0": 3, "client-1": 2}
        assert sorted(number for number, _ in tally.sent()) == [0, 1, 2, 3, 4]
        assert [sequence for _, sequence in tally.sent()] == [1, 2, 3, 4, 5]

    def test_a_worker_on_a_lost_database_stops_and_says_which_command_mends_it(self, tally: Tally) -> None:
        tally.transport.append(TOPICS["intake"], [happened("client-0", 0)])
        first = tally.worker()
        work_all(first, self.wait)
        first.close()
        tally.lose_everything()
        tally.transport.append(TOPICS["intake"], [happened("client-0", 1)])
        second = tally.worker()
        with pytest.raises(DatabaseBehind, match="zachtelanding rebuild migration"):
            second.work_once(self.wait)
        second.close()
        assert (tally.seen(), tally.outbox_size()) == ({}, 0)
        with pytest.raises(DatabaseBehind), tally.database.reading() as connection:
            Places(tally.database).refuse(connection)
        tally.rebuild()
        third = tally.worker()
        work_all(third, self.wait)
        third.close()
        assert tally.seen() == {"client-0": 2}
        with tally.database.reading() as connection:
            Places(tally.database).refuse(connection)

    def test_a_database_that_is_lost_under_a_worker_stops_it_at_the_next_message(self, tally: Tally) -> None:
        tally.transport.append(TOPICS["intake"], [happened("client-0", 0)])
        worker = tally.worker()
        work_all(worker, self.wait)
        tally.lose_everything()
        tally.transport.append(TOPICS["intake"], [happened("client-0", 1)])
        with pytest.raises(DatabaseBehind):
            work_all(worker, self.wait)
        worker.close()
        assert tally.seen() == {}

    def test_a_rebuild_that_was_killed_is_finished_by_the_next(self, tally: Tally) -> None:
        tally.transport.append(TOPICS["intake"], [happened(f"client-{n % 2}", n) for n in range(4)])
        first = tally.worker()
        work_all(first, self.wait)
        first.close()
        tally.lose_everything()
        tally.bug = RuntimeError("killed")
        with pytest.raises(RuntimeError, match="killed"):
            tally.rebuild()
        tally.bug = None
        second = tally.worker()
        with pytest.raises(DatabaseBehind):
            second.work_once(self.wait)
        second.close()
        tally.rebuild()
        assert tally.seen() == {"client-0": 2, "client-1": 2}
        assert [sequence for _, sequence in tally.sent()] == [1, 2, 3, 4]

    def test_no_number_is_used_twice_when_the_count_is_lost(self, tally: Tally) -> None:
        """Somebody worked on an empty or older copy before it was rebuilt."""
        for number in range(3):
            with tally.database.unit() as unit:
                unit.record("counted", "client-1", {"number": number})
        Relay(tally.database, tally.transport).send_all()
        tally.lose_everything()
        with tally.database.unit() as unit:
            unit.record("counted", "client-1", {"number": 9})
        Relay(tally.database, tally.transport).send_all()
        assert tally.sent() == [(0, 1), (1, 2), (2, 3), (9, 4)]

    def test_a_log_in_which_a_number_was_used_twice_can_be_rebuilt_from(self, tally: Tally) -> None:
        tally.transport.append(TOPICS["intake"], [happened("client-0", 0)])
        worker = tally.worker()
        work_all(worker, self.wait)
        worker.close()
        (own,) = tally.own_events()
        tally.transport.append(TOPICS["migration"], [replace(own, id=str(uuid.uuid4()), subject="client-9")])
        tally.lose_everything()
        tally.rebuild()
        assert tally.seen() == {"client-0": 1}
        assert tally.outbox_size() == 2

    def test_a_rebuild_of_what_is_not_lost_leaves_new_messages_to_the_worker(self, tally: Tally) -> None:
        tally.transport.append(TOPICS["intake"], [happened("client-0", 0)])
        worker = tally.worker()
        work_all(worker, self.wait)
        tally.transport.append(TOPICS["intake"], [happened("client-0", 1)])
        tally.rebuild()
        assert tally.seen() == {"client-0": 1}
        work_all(worker, self.wait)
        worker.close()
        assert tally.seen() == {"client-0": 2}

    def test_messages_without_a_handler_are_not_taken_for_forgotten_ones(self, tally: Tally) -> None:
        """They are remembered as any other: or a rebuild would work what the worker did not read yet."""
        nobodys = replace(happened("client-0", 7), type="nl.zachte-landing.intake.unknown.v1")
        another = replace(nobodys, id=str(uuid.uuid4()))
        tally.transport.append(TOPICS["intake"], [happened("client-0", 0), nobodys, another])
        worker = tally.worker()
        work_all(worker, self.wait)
        tally.transport.append(TOPICS["intake"], [happened("client-0", 1)])
        tally.rebuild()
        assert tally.seen() == {"client-0": 1}
        work_all(worker, self.wait)
        worker.close()
        assert tally.seen() == {"client-0": 2}

    def test_a_page_with_many_people_is_one_look_in_a_topic_of_its_own(self, tally: Tally) -> None:
        tally.look("anna", "bert", "anna")
        work_all(tally.worker(), self.wait)
        (look,) = tally.looks()
        assert (look["userId"], look["role"], look["kind"]) == ("noor", "caseworker", "list")
        assert (look["clientIds"], look["number"]) == (["anna", "bert"], 1)
        assert tally.own_events() == []

    def test_more_people_than_an_event_holds_are_several_looks(self, tally: Tally) -> None:
        tally.look(*(f"client-{number}" for number in range(5001)))
        work_all(tally.worker(), self.wait)
        assert [len(look["clientIds"]) for look in tally.looks()] == [5000, 1]

    def test_looks_of_many_threads_sent_by_two_workers_make_one_chain(self, tally: Tally, engine: Engine) -> None:
        relays = [LookRelay(tally.database, tally.transport) for _ in range(2)]
        with ThreadPoolExecutor(6) as pool:
            written: list[Future[Any]] = [pool.submit(tally.look, f"client-{number}") for number in range(40)]
            sent: list[Future[Any]] = [pool.submit(relay.send_all) for _ in range(10) for relay in relays]
            wait([*written, *sent])
        assert [each.exception() for each in (*written, *sent)] == [None] * 60
        work_all(tally.worker(), self.wait)
        verdict = judge(tally.looks(), relays[0].told())
        assert (verdict.looks, verdict.broken_at) == (40, None)

    def test_the_chain_of_a_lost_database_goes_on_where_the_log_ends(self, tally: Tally) -> None:
        tally.look("anna")
        tally.look("bert")
        work_all(tally.worker(), self.wait)
        tally.lose_everything()
        tally.look("carl")
        work_all(tally.worker(), self.wait)
        assert [look["number"] for look in tally.looks()] == [1, 2, 3]
        assert judge(tally.looks()).broken_at is None

    def test_the_chain_of_an_old_copy_goes_on_where_the_log_ends(self, tally: Tally) -> None:
        tables = tally.database.messaging
        tally.look("anna")
        work_all(tally.worker(), self.wait)
        with tally.database.reading() as connection:
            copied = connection.execute(select(tables.look_head)).mappings().one()
        tally.look("bert")
        work_all(tally.worker(), self.wait)
        with tally.database.engine.begin() as connection:
            connection.execute(delete(tables.look_outbox).where(tables.look_outbox.c.link > 1))
            connection.execute(update(tables.look_head).values(dict(copied)))
        tally.look("carl")
        work_all(tally.worker(), self.wait)
        assert [look["clientIds"] for look in tally.looks()] == [["anna"], ["bert"], ["carl"]]
        assert judge(tally.looks()).looks == 3

    def test_why_somebody_looked_leaves_the_outbox_when_the_log_holds_it(self, tally: Tally) -> None:
        log, table = ReadLog(tally.database), tally.database.messaging.look_outbox
        log.write(NOOR, ["anna"], LEAFED, "Haar zoon belde.")
        work_all(tally.worker(), self.wait)
        log.write(NOOR, ["bert"], LEAFED, "Zijn zus belde.")
        assert [drop_told_reasons(tally.database) for _ in range(2)] == [1, 0]
        with tally.database.reading() as connection:
            kept = connection.execute(select(table.c.said).order_by(table.c.number)).scalars().all()
        assert [[word in said for said in kept] for word in ("Haar zoon", "Zijn zus")] == [
            [False, False],
            [False, True],
        ]
        work_all(tally.worker(), self.wait)
        relay = LookRelay(tally.database, tally.transport)
        assert judge(tally.looks(), relay.told()).broken_at is None
        assert [reason_of(look) for look in tally.looks()] == ["Haar zoon belde.", "Zijn zus belde."]

    def test_looks_that_no_worker_sends_are_told_of(self, tally: Tally) -> None:
        relay = LookRelay(tally.database, tally.transport)
        assert relay.waits_since() is None
        tally.look("anna")
        assert relay.waits_since() == CLOCK.now()
        work_all(tally.worker(), self.wait)
        assert relay.waits_since() is None

    def test_a_rebuild_tells_no_look_again_and_keeps_the_chain_whole(self, tally: Tally) -> None:
        tally.look("anna")
        work_all(tally.worker(), self.wait)
        tally.rebuild()
        tally.look("bert")
        work_all(tally.worker(), self.wait)
        assert [look["clientIds"] for look in tally.looks()] == [["anna"], ["bert"]]
        assert judge(tally.looks()).looks == 2


class StopsWhen(threading.Event):
    """An event that is set as soon as a condition holds, or after ten thousand looks."""

    def __init__(self, condition: Callable[[], bool]) -> None:
        super().__init__()
        self._condition = condition
        self._looks = 0

    def is_set(self) -> bool:
        self._looks += 1
        return self._looks > 10_000 or self._condition()
