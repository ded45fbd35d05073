"""The contracts: one JSON Schema and one example per event type and version, in files named after the type."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

HERE = Path(__file__).parent
SCHEMA_SUFFIX = ".schema.json"


def event_types() -> list[str]:
    """Every type that has a contract."""
    return sorted(path.name.removesuffix(SCHEMA_SUFFIX) for path in HERE.glob(f"*{SCHEMA_SUFFIX}"))


def schema(event_type: str) -> dict[str, Any]:
    """Raises FileNotFoundError for a type without a contract."""
    return dict(json.loads((HERE / f"{event_type}{SCHEMA_SUFFIX}").read_text(encoding="utf-8")))


def example(event_type: str) -> dict[str, Any]:
    return dict(json.loads((HERE / f"{event_type}.example.json").read_text(encoding="utf-8")))


def violations(event_type: str, data: Mapping[str, Any]) -> list[str]:
    """What in `data` does not keep the contract, as `path: message`; empty when all is well."""
    return [f"{'.'.join(map(str, error.path))}: {error.message}" for error in _validator(event_type).iter_errors(data)]


@cache
def _validator(event_type: str) -> Draft202012Validator:
    return Draft202012Validator(schema(event_type), format_checker=FormatChecker())
