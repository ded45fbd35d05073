"""A web process as production starts it, on a port of its own, stopped by the pid it was started with."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from tests.support.free_port import free_port

DEADLINE_SECONDS = 60


@contextmanager
def listening(command: list[str], data: Path, ready: str, settings: Mapping[str, str]) -> Iterator[str]:
    """The address of the process, once it answers on the path `ready`."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "deploy.cli", *command, "--data", str(data)],
        env={**os.environ, "ZL_WEB_PORT": str(port), **settings},
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(process, address + ready)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(process: "subprocess.Popen[bytes]", url: str) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the web process ended with {process.returncode}"
        try:
            if requests.get(url, timeout=5).status_code == 200:
                return
        except requests.ConnectionError:
            time.sleep(0.1)
    pytest.fail(f"{url} did not answer")
