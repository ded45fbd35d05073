"""The commands of production as processes: signing in at the front holds in every service."""

import subprocess
import sys
from pathlib import Path

import pytest
import requests

from shared.web.form_tokens import FIELD
from tests.simulation.deliveries import open_region
from tests.support.web import token_on
from tests.support.web_process import listening

SESSION_KEY = "a secret for tests, longer than 32 characters"
SETTINGS = {"ZL_IDENTITY": "demo", "ZL_SESSION_KEY": SESSION_KEY}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("roles") / "data"
    open_region(folder).close()
    return folder


def test_a_role_that_is_chosen_at_the_front_holds_in_a_service(data: Path) -> None:
    with (
        listening(["front"], data, "/healthz", SETTINGS) as front,
        listening(["web", "migration"], data, "/migration/healthz", SETTINGS) as migration,
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
