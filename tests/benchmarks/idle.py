"""What `zachtelanding run` uses while nobody asks anything of it.

`python -m tests.benchmarks.idle DATA` prints the share of one core, in percent.
"""

import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

from tests.support.free_port import free_port

SETTLE_SECONDS = 5.0
MEASURE_SECONDS = 30.0
START_SECONDS = 120.0
IDLE_PERCENT_MAX = 1.0


def idle_percent(data: Path) -> float:
    """Processor time as a share of the time that passed. Raises RuntimeError when it does not start."""
    port = free_port()
    words = ("run", "--data", str(data), "--port", str(port))
    with subprocess.Popen(
        [sys.executable, "-m", "deploy.cli", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz")
            time.sleep(SETTLE_SECONDS)
            before, started = _seconds(process.pid), time.monotonic()
            time.sleep(MEASURE_SECONDS)
            return (_seconds(process.pid) - before) / (time.monotonic() - started) * 100
        finally:
            process.terminate()


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with suppress(URLError), urlopen(address):  # noqa: S310
            return
        time.sleep(0.2)
    raise RuntimeError(f"{address} does not answer after {START_SECONDS:.0f} s")


def _seconds(pid: int) -> float:
    used = psutil.Process(pid).cpu_times()
    return used.user + used.system


def idle_lines(percent: float) -> list[str]:
    return [
        f"Processor time over {MEASURE_SECONDS:.0f} seconds, with a folder of 4,000 rows.",
        "",
        "| What | Measured | Wanted |",
        "|---|--:|--:|",
        f"| a `run` that nobody asks anything, of one core | {percent:.2f} % | at most {IDLE_PERCENT_MAX:.0f} % |",
    ]


if __name__ == "__main__":
    sys.stdout.write("\n".join(idle_lines(idle_percent(Path(sys.argv[1])))) + "\n")
