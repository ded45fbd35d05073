"""Runs the four workers as processes and kills them at random points, until all work is done.

The way of running (data folder, or Kafka and PostgreSQL) is in the command line and environment that the caller gives.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.simulation.figures import DONE, What

SERVICES = ("intake", "migration", "billing", "notifications")
DEADLINE_SECONDS = 300
LOOK_EVERY_SECONDS = 0.2


@dataclass
class Workers:
    """The worker processes. `extra` are options after `zachtelanding worker SERVICE`; `kills` by what was killed."""

    extra: Sequence[str]
    environments: Mapping[str, Mapping[str, str]]
    log_dir: Path
    running: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)

    def start(self, service: str) -> None:
        command = [sys.executable, "-m", "deploy.cli", "worker", service, *self.extra]
        with (self.log_dir / f"{service}.log").open("ab") as log:
            self.running[service] = subprocess.Popen(
                command, stdout=log, stderr=log, env={**os.environ, **self.environments[service]}
            )

    def kill_one(self, victim: str, others: Mapping[str, Callable[[], None]]) -> None:
        """SIGKILL: no chance to finish, roll back or say goodbye; then a new process in its place. `others` do that to
        what the workers stand on."""
        if victim in others:
            others[victim]()
        else:
            process = self.running[victim]
            process.send_signal(signal.SIGKILL)
            process.wait(30)
            self.start(victim)
        self.kills[victim] += 1

    def fail_when_one_stopped(self) -> None:
        for service, process in self.running.items():
            if process.poll() is not None:
                text = (self.log_dir / f"{service}.log").read_text(errors="replace")[-3000:]
                raise AssertionError(f"worker {service} stopped by itself with {process.returncode}:\n{text}")

    def stop(self) -> None:
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        for process in self.running.values():
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(30)


def kill_until_done(
    workers: Workers,
    *,
    done: Callable[[], bool],
    kills: int,
    seed: int,
    count_as: What,
    others: Mapping[str, Callable[[], None]] | None = None,
) -> int:
    """Kills workers, and `others` by their names, at random moments, `kills` times at most, then lets them finish.

    In random order, and everybody once before anybody twice: a run of few kills would else leave out the same ones each
    time. Returns how often it killed.

    The pauses are the disturbance, not a way to wait for something: what ends the run is `done`.
    """
    chance = random.Random(seed)
    others = others or {}
    victims: list[str] = []
    for service in SERVICES:
        workers.start(service)
    try:
        while workers.kills.total() < kills and not done():
            time.sleep(chance.uniform(0.5, 2.5))
            workers.fail_when_one_stopped()
            victims = victims or chance.sample([*SERVICES, *others], len(SERVICES) + len(others))
            workers.kill_one(victims.pop(), others)
        deadline = time.monotonic() + DEADLINE_SECONDS
        while not done():
            workers.fail_when_one_stopped()
            assert time.monotonic() < deadline, "the workers did not finish in time"
            time.sleep(LOOK_EVERY_SECONDS)
    finally:
        workers.stop()
    for victim, count in workers.kills.items():
        DONE.add(count_as, count, kind=victim)
    DONE.add(What(count_as.simulation, "runs"))
    return workers.kills.total()
