"""Files are made beside the chain with one process, and with all of them once the chain is done."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest

from deploy.ahead import RenderAhead
from shared.clock import TurnedClock
from shared.service import Service

DAY = date(2014, 11, 3)
PATIENCE_SECONDS = 30


@dataclass
class SlowService:
    """Says which letters there were when it was asked, and that it began. It goes on when it is `let_on`, and until it
    may use `wanted` processes."""

    letters: int = 0
    began: threading.Event = field(default_factory=threading.Event)
    let_on: threading.Event = field(default_factory=threading.Event)
    wanted: int = 1
    allowed: list[int] = field(default_factory=list)
    made: list[tuple[date, int]] = field(default_factory=list)
    failure: Exception | None = None
    database: object = field(default_factory=lambda: SimpleNamespace(clock=TurnedClock(DAY)))

    def prepare(self, day: date, processes: Callable[[], int]) -> Callable[[], None]:
        letters = self.letters

        def make() -> None:
            self.allowed.append(processes())
            self.began.set()
            if self.failure is not None:
                raise self.failure
            assert self.let_on.wait(PATIENCE_SECONDS)
            while processes() < self.wanted:
                threading.Event().wait(0.01)
            self.allowed.append(processes())
            self.made.append((day, letters))

        return make


def ahead_of(service: SlowService) -> RenderAhead:
    return RenderAhead(cast(Service, service))


def test_one_process_while_the_chain_works_and_all_cores_when_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 7)
    service = SlowService(wanted=7)
    service.let_on.set()
    with ahead_of(service) as ahead:
        ahead.go()
        assert service.began.wait(PATIENCE_SECONDS)
    assert (service.allowed, service.made) == ([1, 7], [(DAY, 0)])


def test_the_letters_are_those_of_the_moment_at_which_it_was_said() -> None:
    service = SlowService(letters=1)
    finished = threading.Event()
    with ahead_of(service) as ahead:
        ahead.go()
        assert service.began.wait(PATIENCE_SECONDS)
        service.letters = 2
        ahead.go()
        service.letters = 3
        service.let_on.set()
        while len(service.made) < 2:
            assert not finished.wait(0.01)
    assert service.made == [(DAY, 1), (DAY, 2)]


def test_what_was_not_begun_at_the_end_is_left_to_the_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    service = SlowService(wanted=2)
    service.let_on.set()
    with ahead_of(service) as ahead:
        ahead.go()
        assert service.began.wait(PATIENCE_SECONDS)
        ahead.go()
    assert len(service.made) == 1


def test_without_letters_nothing_is_prepared() -> None:
    service = SlowService()
    with ahead_of(service):
        pass
    assert service.made == []


def prepare_once(service: SlowService) -> None:
    with ahead_of(service) as ahead:
        ahead.go()
        assert service.began.wait(PATIENCE_SECONDS)


def prepare_on_and_on(service: SlowService) -> None:
    with ahead_of(service) as ahead:
        for _ in range(PATIENCE_SECONDS * 100):
            ahead.go()
            threading.Event().wait(0.01)
        pytest.fail("nothing came out before the end")


@pytest.mark.parametrize("use", [prepare_once, prepare_on_and_on])
def test_a_failure_comes_out(use: Callable[[SlowService], None]) -> None:
    with pytest.raises(RuntimeError, match="no printer"):
        use(SlowService(failure=RuntimeError("no printer")))
