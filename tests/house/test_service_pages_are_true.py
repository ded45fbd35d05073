"""What the page of a service says about its tables, events, settings and files is what the code has."""

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData

from services.billing.entrypoints.consumer import handlers as billing_handlers
from services.migration.entrypoints.consumer import handlers as migration_handlers
from services.notifications.entrypoints.consumer import handlers as notifications_handlers
from shared.messaging.tables import messaging_tables

ROOT = Path(__file__).parent.parent.parent
SERVICES = ("billing", "intake", "migration", "notifications")
CONTRACTS = ROOT / "shared" / "events" / "contracts"
HANDLERS: Mapping[str, Callable[[Any], Mapping[str, object]]] = {
    "billing": billing_handlers,
    "migration": migration_handlers,
    "notifications": notifications_handlers,
}


def page(service: str) -> str:
    return (ROOT / "services" / service / "README.md").read_text(encoding="utf-8")


def section(service: str, title: str) -> str:
    return page(service).partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def short(event_type: str) -> str:
    """As pages write it: `letter-sent.v1` of `nl.zachte-landing.notifications.letter-sent.v1`."""
    return ".".join(event_type.split(".")[-2:])


def events_named(service: str) -> set[str]:
    return {short(each) for each in re.findall(r"`([\w.-]+\.v\d+)`", page(service))}


@pytest.mark.parametrize("service", SERVICES)
def test_every_table_is_named(service: str) -> None:
    import_module(f"services.{service}.main")
    tables = set(import_module(f"services.{service}.adapters.database").metadata.tables)
    of_messaging = MetaData()
    messaging_tables(of_messaging)
    named = set(re.findall(r"`(\w+)`", section(service, "Tables")))
    assert tables - set(of_messaging.tables) - named == set()


@pytest.mark.parametrize("service", SERVICES)
def test_every_event_that_goes_out_is_named(service: str) -> None:
    sent = {short(each.name.removesuffix(".schema.json")) for each in CONTRACTS.glob(f"*.{service}.*.schema.json")}
    assert sent
    assert sent - events_named(service) == set()


@pytest.mark.parametrize("service", HANDLERS)
def test_every_event_that_is_handled_is_named(service: str) -> None:
    handled = {short(each) for each in HANDLERS[service](None)}
    assert handled
    assert handled - events_named(service) == set()


@pytest.mark.parametrize("service", SERVICES)
def test_the_settings_are_those_of_the_code(service: str) -> None:
    code = (ROOT / "services" / service / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'"(ZL_\w+)"', code)) | {"ZL_REGION"}
    assert set(re.findall(r"`(ZL_\w+)`", section(service, "Settings"))) == read


@pytest.mark.parametrize("service", SERVICES)
def test_every_file_that_is_named_is_there(service: str) -> None:
    named = set(re.findall(r"`((?:\w+/)+\w+\.(?:py|toml))`", page(service)))
    assert named
    assert [
        each for each in named if not any((base / each).exists() for base in (ROOT / "services" / service, ROOT))
    ] == []
