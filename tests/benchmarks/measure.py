"""Runs a command and measures it from outside: wall time, and the most memory its whole process tree had at once."""

import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass

import psutil

SAMPLE_SECONDS = 0.25
TIMEOUT_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Measured:
    """`peak_mb`: proportional set size summed over the tree, in units of 2**20 bytes, sampled four times a second."""

    seconds: float
    peak_mb: float
    output: str


def measure(command: Sequence[str]) -> Measured:
    """Raises RuntimeError when it fails; what it says on standard error is shown as it comes."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    watched = psutil.Process(process.pid)
    peak = 0
    while process.poll() is None:
        peak = max(peak, _tree_bytes(watched))
        time.sleep(SAMPLE_SECONDS)
        if time.perf_counter() - started > TIMEOUT_SECONDS:
            process.kill()
            raise RuntimeError(f"{command[:4]} took longer than {TIMEOUT_SECONDS} s")
    seconds = time.perf_counter() - started
    output = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise RuntimeError(f"{command[:4]} ended with {process.returncode}: {output[-500:]}")
    return Measured(seconds, peak / 2**20, output)


def _tree_bytes(process: psutil.Process) -> int:
    total = 0
    try:
        for each in (process, *process.children(recursive=True)):
            try:
                total += each.memory_full_info().pss
            except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
                continue
    except psutil.NoSuchProcess:
        return total
    return total
