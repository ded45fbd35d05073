"""Files are made beside the chain with one process, and with all of them once the chain is done."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from deploy.ahead import RenderAhead
from deploy.region import Region
from shared.clock import TurnedClock

DAY = date(2014, 11, 3)
PATIENCE_SECONDS = 30


@dataclass
class SlowService:
    """Says when it began, and goes on when it may use more than one process."""

    began: threading.Event = field(default_factory=threading.Event)
    allowed: list[int] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    failure: Exception | None = None

    def prepare(self, day: date, processes: Callable[[], int]) -> None:
        self.days.append(day)
        self.allowed.append(processes())
        self.began.set()
        if self.failure is not None:
            raise self.failure


def region_of(service: SlowService) -> Region:
    return cast(Region, SimpleNamespace(clock=TurnedClock(DAY), services={"notifications": service}))


def test_letters_are_prepared_with_one_process_while_the_chain_works() -> None:
    service = SlowService()
    prepared_by(service)
    assert (service.days, service.allowed) == ([DAY], [1])


def test_all_cores_may_be_used_when_the_chain_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 7)
    service, asked = SlowService(), []

    def prepare(_day: date, processes: Callable[[], int]) -> None:
        asked.append(processes())
        service.began.set()
        while processes() == 1:
            threading.Event().wait(0.01)
        asked.append(processes())

    cast(Any, service).prepare = prepare
    with RenderAhead(region_of(service)) as ahead:
        ahead.go()
        assert service.began.wait(PATIENCE_SECONDS)
    assert asked == [1, 7]


def test_without_letters_nothing_is_prepared() -> None:
    service = SlowService()
    with RenderAhead(region_of(service)):
        pass
    assert service.days == []


def prepared_by(service: SlowService) -> None:
    with RenderAhead(region_of(service)) as ahead:
        ahead.go()
        assert service.began.wait(PATIENCE_SECONDS)


def test_a_failure_comes_out_at_the_end() -> None:
    with pytest.raises(RuntimeError, match="no printer"):
        prepared_by(SlowService(failure=RuntimeError("no printer")))
