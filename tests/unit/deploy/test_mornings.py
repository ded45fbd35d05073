"""The morning's work: at six in Amsterdam, and a failure is told."""

from datetime import UTC, datetime
from queue import SimpleQueue
from threading import Event

import pytest
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger

from deploy.mornings import AT_SIX, every_morning, until_it_is_done
from shared.clock import AMSTERDAM
from shared.messaging.failures import PassingFault
from shared.transport.contract import TransportUnavailable


def hours_from(moment: datetime) -> list[str]:
    first = AT_SIX.get_next_fire_time(None, moment)
    second = AT_SIX.get_next_fire_time(first, first)
    return [each.astimezone(UTC).isoformat() for each in (first, second)]


def test_six_in_the_morning_stays_six_when_summer_time_begins() -> None:
    evening = datetime(2015, 3, 27, 20, 0, tzinfo=AMSTERDAM)
    assert hours_from(evening) == ["2015-03-28T05:00:00+00:00", "2015-03-29T04:00:00+00:00"]


def test_a_morning_that_fails_is_told_with_its_error() -> None:
    scheduler = BackgroundScheduler(timezone=AMSTERDAM)
    told: SimpleQueue[BaseException] = SimpleQueue()

    def due() -> None:
        raise RuntimeError("the database is gone")

    every_morning(scheduler, due, told.put, trigger=DateTrigger(datetime(2015, 1, 1, tzinfo=AMSTERDAM)))
    scheduler.start()
    try:
        assert str(told.get(timeout=30)) == "the database is gone"
    finally:
        scheduler.shutdown()


def test_a_morning_begins_again_until_the_world_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deploy.mornings.AGAIN_SECONDS", 0)
    faults = [TransportUnavailable("away"), PassingFault("away")]
    done: list[int] = []

    def due() -> None:
        if faults:
            raise faults.pop()
        done.append(1)

    until_it_is_done(due, Event())()
    assert (faults, done) == ([], [1])


def test_a_morning_that_waits_ends_with_its_process() -> None:
    stop = Event()

    def due() -> None:
        stop.set()
        raise PassingFault("away")

    until_it_is_done(due, stop)()


def test_a_fault_of_our_own_does_not_wait() -> None:
    def due() -> None:
        raise RuntimeError("ours")

    with pytest.raises(RuntimeError, match="ours"):
        until_it_is_done(due, Event())()
