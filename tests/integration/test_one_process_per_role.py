"""The commands of production as processes: signing in at the front holds in every service."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from shared.web.form_tokens import FIELD
from tests.simulation.deliveries import open_region
from tests.support.free_port import free_port
from tests.support.web import token_on

SESSION_KEY = "a secret for tests, longer than 32 characters"
DEADLINE_SECONDS = 60


@contextmanager
def listening(command: list[str], data: Path, ready: str) -> Iterator[str]:
    """The address of a web process, once it answers on the path `ready`."""
    port = free_port()
    settings = {"ZL_WEB_PORT": str(port), "ZL_IDENTITY": "demo", "ZL_SESSION_KEY": SESSION_KEY}
    process = subprocess.Popen(
        [sys.executable, "-m", "deploy.cli", *command, "--data", str(data)], env={**os.environ, **settings}
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


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("roles") / "data"
    open_region(folder).close()
    return folder


def test_a_role_that_is_chosen_at_the_front_holds_in_a_service(data: Path) -> None:
    with (
        listening(["front"], data, "/healthz") as front,
        listening(["web", "migration"], data, "/migration/healthz") as migration,
    ):
        before = requests.get(f"{migration}/migration/year", timeout=10)
        browser = requests.Session()
        choice = {"user": "financien", FIELD: token_on(browser.get(f"{front}/aanmelden", timeout=10).text)}
        chosen = browser.post(f"{front}/aanmelden", data=choice, allow_redirects=False, timeout=10)
        after = requests.get(f"{migration}/migration/year", cookies=dict(chosen.cookies), timeout=10)
    assert "Noor Demo" in before.text
    assert (chosen.status_code, chosen.headers["Location"]) == (303, "/migration/year")
    assert "Priya Demo" in after.text


def test_a_tick_does_the_work_of_today_and_stops_when_asked(data: Path) -> None:
    tick = subprocess.run(
        [sys.executable, "-m", "deploy.cli", "tick", "migration", "--once", "--data", str(data)],
        check=False,
        timeout=60,
    )
    assert tick.returncode == 0
