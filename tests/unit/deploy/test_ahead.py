"""Files are made beside the chain, of the letters that were there when it was said that they are complete."""

import os
import threading
from collections.abc import Callable, Generator
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
    """Prepares in two steps for as many letters as there were when it was asked. It says that it began, and goes on
    when it is `let_on`."""

    letters: int = 0
    began: threading.Event = field(default_factory=threading.Event)
    let_on: threading.Event = field(default_factory=threading.Event)
    made: list[tuple[date, int, int]] = field(default_factory=list)
    processes: list[int] = field(default_factory=list)
    left: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    failure: Exception | None = None
    database: object = field(default_factory=lambda: SimpleNamespace(clock=TurnedClock(DAY)))

    def prepare(self, day: date, processes: Callable[[], int]) -> Generator[None]:
        return self._steps(day, self.letters, processes)

    def _steps(self, day: date, letters: int, processes: Callable[[], int]) -> Generator[None]:
        try:
            for step in (1, 2):
                self.processes.append(processes())
                self.began.set()
                if self.failure is not None:
                    raise self.failure
                assert self.let_on.wait(PATIENCE_SECONDS)
                self.processes.append(processes())
                self.made.append((day, letters, step))
                yield
        finally:
            self.left.release()


def ahead_of(service: SlowService) -> RenderAhead:
    return RenderAhead(cast(Service, service))


def test_the_letters_are_those_of_the_moment_at_which_it_was_said() -> None:
    service = SlowService(letters=1)
    with ahead_of(service) as ahead:
        ahead.go()
        assert service.began.wait(PATIENCE_SECONDS)
        service.letters = 2
        ahead.go()
        service.letters = 3
        service.let_on.set()
        assert all(service.left.acquire(timeout=PATIENCE_SECONDS) for _ in range(2))
    assert service.made == [(DAY, 1, 1), (DAY, 1, 2), (DAY, 2, 1), (DAY, 2, 2)]


def test_at_the_end_the_step_is_finished_and_the_rest_is_left_to_the_tick() -> None:
    service = SlowService()
    with ahead_of(service) as ahead:
        ahead.go()
        ahead.go()
        assert service.began.wait(PATIENCE_SECONDS)
        # The end is said long before the step is finished.
        threading.Timer(0.2, service.let_on.set).start()
    assert service.made == [(DAY, 0, 1)]
    assert service.left.acquire(timeout=PATIENCE_SECONDS), "the work that is left is closed"
    assert service.processes == [1, os.cpu_count()], "nobody else is at work any more"


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
