"""Every service has exactly the rooms of the house, and every event in code has its contract."""

import re
from pathlib import Path

import pytest

from shared.events.contracts import event_types

ROOT = Path(__file__).parent.parent.parent
SERVICES = ("intake", "migration", "billing", "notifications")
ROOMS = {"domain", "application", "adapters", "entrypoints", "templates", "schema_versions"}
FILES = {"README.md", "main.py", "settings.py", "__init__.py"}
EVENT_TYPE = re.compile(r"nl\.zachte-landing\.[a-z]+\.[a-z-]+\.v\d+")
RECORDED = re.compile(r'\.record\(\s*"([a-z-]+)"')


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_exactly_these_rooms(service: str) -> None:
    folder = ROOT / "services" / service
    rooms = {each.name for each in folder.iterdir() if each.is_dir() and each.name != "__pycache__"}
    assert rooms - {"law", "policy"} == ROOMS
    assert {each.name for each in folder.iterdir() if each.is_file()} == FILES


@pytest.mark.parametrize("service", SERVICES)
def test_every_event_named_in_code_has_a_contract(service: str) -> None:
    named = set()
    for file in (ROOT / "services" / service).rglob("*.py"):
        source = file.read_text(encoding="utf-8")
        named.update(EVENT_TYPE.findall(source))
        named.update(f"nl.zachte-landing.{service}.{name}.v1" for name in RECORDED.findall(source))
    assert named <= set(event_types())


@pytest.mark.parametrize("service", SERVICES)
def test_the_service_page_says_what_it_owns(service: str) -> None:
    text = (ROOT / "services" / service / "README.md").read_text(encoding="utf-8").lower()
    assert all(word in text for word in ("owns", "events", "tables"))


def test_top_level_is_the_house() -> None:
    assert {"services", "shared", "deploy", "tests"} <= {each.name for each in ROOT.iterdir() if each.is_dir()}
