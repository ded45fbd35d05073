"""Every service has exactly the rooms of the house, and every event in code has its contract."""

import ast
import importlib
import inspect
import re
from pathlib import Path

import pytest

from shared.access import ACCESS
from shared.events.contracts import event_types
from shared.transport.topics import LOOK

ROOT = Path(__file__).parent.parent.parent
SERVICES = ("intake", "migration", "billing", "notifications")
ROOMS = {"domain", "application", "adapters", "entrypoints", "templates", "schema_versions"}
FILES = {"README.md", "main.py", "settings.py", "__init__.py"}
EVENT_TYPE = re.compile(r"nl\.zachte-landing\.[a-z]+\.[a-z-]+\.v\d+")
NOT_RECORDED_YET: dict[str, set[str]] = {}
"""Contracts that stand ready for what a service does not record yet, by their short names."""


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_exactly_these_rooms(service: str) -> None:
    folder = ROOT / "services" / service
    rooms = {each.name for each in folder.iterdir() if each.is_dir() and each.name != "__pycache__"}
    assert rooms - {"law", "policy"} == ROOMS
    assert {each.name for each in folder.iterdir() if each.is_file()} == FILES


def literals(service: str) -> set[str]:
    """Every text that stands by itself in the code of a service."""
    files = (ROOT / "services" / service).rglob("*.py")
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@pytest.mark.parametrize("service", SERVICES)
def test_every_event_type_written_out_in_code_has_a_contract(service: str) -> None:
    assert {text for text in literals(service) if EVENT_TYPE.fullmatch(text)} <= set(event_types())


@pytest.mark.parametrize("service", SERVICES)
def test_every_contract_is_recorded_by_its_service(service: str) -> None:
    """By its short name, as `Unit.record` takes it; the unit itself holds each event to its contract. Who looked is
    recorded by the kernel, for each service."""
    promised = {type_.split(".")[3] for type_ in event_types() if type_.split(".")[2] == service} - {LOOK}
    assert promised - literals(service) == NOT_RECORDED_YET.get(service, set())


def test_contracts_belong_to_the_services_and_every_service_has_some() -> None:
    assert {type_.split(".")[2] for type_ in event_types()} == set(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_the_service_page_says_what_it_owns(service: str) -> None:
    text = (ROOT / "services" / service / "README.md").read_text(encoding="utf-8").lower()
    assert all(word in text for word in ("owns", "events", "tables"))


NAMED_FILE = re.compile(r"`((?:adapters|application|domain|entrypoints|law|shared)/[\w/]+\.(?:py|toml))`")


@pytest.mark.parametrize("service", SERVICES)
def test_the_service_page_leads_to_the_rules(service: str) -> None:
    home = ROOT / "services" / service
    named = NAMED_FILE.findall((home / "README.md").read_text(encoding="utf-8"))
    assert [name for name in named if not ((ROOT if name.startswith("shared/") else home) / name).is_file()] == []
    assert len(named) > 5


def test_top_level_is_the_house() -> None:
    assert {"services", "shared", "deploy", "tests"} <= {each.name for each in ROOT.iterdir() if each.is_dir()}


JOBS = {
    "adapters": {
        "tables.py",
        "stores.py",
        "rows.py",
        "queries.py",
        "conditions.py",
        "totals.py",
        "events.py",
        "standings.py",
    },
    "entrypoints": {
        "api.py",
        "pages.py",
        "schemas.py",
        "forms.py",
        "words.py",
        "what_next.py",
        "chart.py",
        "timeline.py",
        "lines.py",
        "boards.py",
        "reading.py",
        "conversation.py",
        "decision.py",
        "correction.py",
    },
}
"""The files that a column may have in a room. `conditions` is the part of `queries` that says which clients a
list holds, and `totals` the part that says how many there are; `standings` is the store with the lists and totals
that control counts from; `events` has the field names of the column's events, and `events` at the root says which
event is whose; `chart`, `timeline` and `lines` (the rows of a long table) say what a page draws; `boards` are the
screens over everybody, or over the work of one person; `conversation`, `decision` and `correction` are screens
with a form of their own, which `pages` puts together, and `reading` is what they all read first; `what_next` says
in words what comes first. Besides them `adapters/<column>/outside/` holds a module per counterpart, and
`application/<column>/` a use case per file, besides those of NO_USE_CASE."""
AT_THE_ROOT = {
    "adapters": {"database.py", "events.py", "work.py"},
    "application": set[str](),
    "entrypoints": {"consumer.py", "clock.py", "reading.py", "paging.py", "forms.py"},
}
"""What all columns of a room share; `reading` and `paging` are common to the screens of one service."""


def _files(folder: Path) -> set[str]:
    return {each.name for each in folder.glob("*.py")} - {"__init__.py"}


def _columns(service: str, room: str) -> list[Path]:
    return [each for each in (ROOT / "services" / service / room).iterdir() if (each / "__init__.py").exists()]


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("room", JOBS)
def test_a_file_in_a_column_is_named_after_its_job(service: str, room: str) -> None:
    for column in _columns(service, room):
        assert _files(column) <= JOBS[room], column


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("room", AT_THE_ROOT)
def test_only_what_all_columns_share_stands_at_the_root_of_a_room(service: str, room: str) -> None:
    assert _files(ROOT / "services" / service / room) <= AT_THE_ROOT[room]


NO_USE_CASE = {"ports.py", "views.py", "boards.py"}
"""What the use cases of a column ask of the world, and the values that screens and API show; `boards` has those of the
screens of that name."""


def _use_case_files() -> list[Path]:
    columns = [column for service in SERVICES for column in _columns(service, "application")]
    return sorted(column / name for column in columns for name in _files(column) - NO_USE_CASE)


@pytest.mark.parametrize("file", _use_case_files(), ids=lambda file: file.stem)
def test_a_use_case_is_a_verb_that_gets_its_work_and_one_command(file: Path) -> None:
    module = importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
    own = {name: value for name, value in vars(module).items() if getattr(value, "__module__", "") == module.__name__}
    assert [name for name, value in own.items() if hasattr(value, ACCESS)] == [file.stem]
    first, *rest = inspect.signature(own[file.stem]).parameters
    assert first in {"work", "works"}
    assert len(rest) <= 1
