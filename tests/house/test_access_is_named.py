"""Every use case names who may do it and whose data it touches; so does every route, or the app does not start."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from flask import Blueprint

from shared.access import ACCESS, Access, Role, Scope, allowed
from shared.web.app import WebContext, create_app

SERVICES = ("intake", "migration", "billing", "notifications")
NOT_USE_CASES = {"ports", "views"}


def use_cases() -> Iterator[tuple[str, object]]:
    """The public functions of every application module, and the public methods (with __call__) of its classes."""
    for service in SERVICES:
        package = importlib.import_module(f"services.{service}.application")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.rpartition(".")[2] not in NOT_USE_CASES:
                yield from _of_module(importlib.import_module(module.name))


def _of_module(module: ModuleType) -> Iterator[tuple[str, object]]:
    name = module.__name__
    for title, member in vars(module).items():
        if getattr(member, "__module__", None) != name or title.startswith("_"):
            continue
        if inspect.isfunction(member):
            yield f"{name}.{title}", member
        elif inspect.isclass(member) and not _is_value(member):
            for method_name, method in vars(member).items():
                if inspect.isfunction(method) and (method_name == "__call__" or not method_name.startswith("_")):
                    yield f"{name}.{title}.{method_name}", method


def _is_value(kind: type) -> bool:
    """Dataclasses that cannot be called, enums, protocols and exceptions carry data or describe; they do nothing."""
    return (
        (hasattr(kind, "__dataclass_fields__") and "__call__" not in vars(kind))
        or hasattr(kind, "__members__")
        or getattr(kind, "_is_protocol", False)
        or issubclass(kind, Exception)
    )


@pytest.mark.parametrize(
    ("name", "use_case"), list(use_cases()), ids=lambda each: each if isinstance(each, str) else ""
)
def test_the_use_case_says_who_may_do_it(name: str, use_case: object) -> None:
    assert isinstance(getattr(use_case, ACCESS, None), Access), f"{name} has no @allowed or @system"


def test_there_are_use_cases_in_every_service() -> None:
    found = {name.split(".")[1] for name, _ in use_cases()}
    assert found == set(SERVICES)


def test_an_app_with_a_route_that_names_nobody_does_not_start(web_context: WebContext, tmp_path: Path) -> None:
    pages = Blueprint("careless", __name__)
    pages.get("/secret")(lambda: "geheim")
    with pytest.raises(ValueError, match="/secret"):
        create_app(
            "intake", blueprints=[pages], templates=tmp_path, healthy=lambda: None, gauges=dict, context=web_context
        )


def test_a_route_for_people_must_name_roles() -> None:
    with pytest.raises(ValueError, match="roles"):
        allowed(scope=Scope.MUNICIPALITY)


def test_what_the_system_runs_has_no_roles() -> None:
    with pytest.raises(ValueError, match="roles"):
        allowed(Role.CLIENT, scope=Scope.SYSTEM)
